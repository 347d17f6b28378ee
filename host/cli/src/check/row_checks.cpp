// What a provider says to several types in one call (quoin/ext/row.h): the same that get says to each.
#include "checked_library.hpp"

#include <algorithm>
#include <set>

namespace quoin::cli {

namespace {

constexpr const char* same_as_get =
    "answer in get_row what get answers, and leave to get what it cannot (quoin/ext/row.h)";
constexpr const char* fill_it_as_asked =
    "for each type set QUOIN_VALUE and the answer, set QUOIN_PASS, or leave it as it came";
constexpr const char* note_as_get =
    "note what get notes, after setting quoin_row.at (row::begin) to that answer";

/// In which member two values differ, if they are objects; of subjects that are not the check's own, values are not for
/// a report.
std::string difference(view a, view b) {
    if (!a.is_object() || !b.is_object()) return {};
    const auto lacks = [](view one, view other) -> std::string {
        for (std::size_t i = 0; i < one.size(); ++i) {
            const auto [name, content] = one.member(i);
            if (!other[name] || other[name] != content)
                return " (they differ in '" + std::string(name) + "')";
        }
        return {};
    };
    const std::string found = lacks(a, b);
    return found.empty() ? lacks(b, a) : found;
}

std::string outcome_words(const test_result& of) {
    if (of.answered()) return "an answer";
    if (of.passed()) return "pass";
    return "the failure '" + of.message + "'";
}

std::string note_words(const std::vector<std::string>& notes) {
    std::string out;
    for (const std::string& one : notes) out += (out.empty() ? "'" : ", '") + one + "'";
    return notes.empty() ? "none" : out;
}

/// What is wrong with what a row says to a type; no words: nothing.
struct complaint {
    std::string words = {};
    const char* mend = same_as_get;
};
complaint compare(const test_result& in_row, const test_result& by_get) {
    if (!in_row.broken.empty()) return {in_row.broken, fill_it_as_asked};
    if (in_row.outcome != by_get.outcome)
        return {"expected what get comes to, " + outcome_words(by_get) + ", found " + outcome_words(in_row)};
    if (in_row.answered() && static_cast<view>(in_row.value) != static_cast<view>(by_get.value))
        return {"expected the answer of get, found another" + difference(by_get.value, in_row.value)};
    if (in_row.notes != by_get.notes)
        return {
            "expected the notes of get, " + note_words(by_get.notes) + ", found " + note_words(in_row.notes),
            note_as_get};
    return {};
}

/// Tells each thing once for a provider.
class row_judge {
 public:
    row_judge(check_reporter& report, const checked_provider& of) : report_(report), of_(of) {}

    void judge(test_provider& provider, const row_probe& asked) {
        const test_row got = provider.get_row(asked.types, asked.subject);
        if (!got.broken.empty())
            fail({}, asked.words + ": " + got.broken, fill_it_as_asked);
        else if (!got.not_used.empty())
            is_in_vain(asked.words + ": " + got.not_used, !got.asked.empty());
        for (std::size_t i = 0; i < asked.types.size(); ++i) {
            if (!got[i].in_row) continue;
            ++answers_;
            const complaint wrong = compare(got[i], provider.get(asked.types[i], asked.subject));
            if (!wrong.words.empty())
                fail(asked.types[i], asked.words + ", " + asked.types[i] + ": " + wrong.words, wrong.mend);
        }
        asked_ += asked.types.size();
    }
    std::string figure() const {
        return std::to_string(answers_) + " of " + std::to_string(asked_) + " in one call";
    }

 private:
    void fail(const std::string& type, const std::string& words, const char* mend) {
        if (told_.insert(type).second) report_.fail(of_.id, words, mend);
    }

    void is_in_vain(const std::string& words, bool asked_for_more) {
        if (!told_.insert(std::string()).second) return;
        if (asked_for_more)
            report_.warn(of_.id, words + "; nothing of the row is used",
                         "leave types that need more than one answer to get");
        else
            report_.warn(of_.id, words, "say that it is both and answer so, or leave get_row out");
    }

    check_reporter& report_;
    const checked_provider& of_;
    std::set<std::string> told_;  // types; empty: the row
    std::size_t answers_ = 0, asked_ = 0;
};

}  // namespace

void check_rows(const check_input& input, check_reporter& report) {
    checked_library library(input, report);
    std::string figures;
    for (const checked_provider& one : library.providers()) {
        test_host host;
        test_provider provider = library.create(host, one);
        if (!provider.extension(QUOIN_EXT_ROW)) continue;
        row_judge judge(report, one);
        for (const row_probe& each : library.rows(one)) {
            report.stage(one.id + ": " + each.words);
            judge.judge(provider, each);
        }
        figures += (figures.empty() ? "" : ", ") + judge.figure();
    }
    report.detail(figures.empty() ? "none answers several types in one call" : figures);
}

}  // namespace quoin::cli
