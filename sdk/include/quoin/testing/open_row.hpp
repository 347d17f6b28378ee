// quoin/testing/open_row.hpp - one call of get_row (quoin/ext/row.h) from the host's side: what it may ask, and
// what it said. Part of quoin/test_host.hpp.
#pragma once

#include <quoin/ext/row.h>
#include <quoin/testing/ledger.hpp>
#include <quoin/testing/result.hpp>

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace quoin::testing {

class open_row {
 public:
    static constexpr const char* refusal =
        "get_row may ask only for the answer that those of its types rest on; what needs more is left to get";

    /// Refers to types and subject; `served` are those of the provider's descriptor.
    open_row(const std::vector<std::string>& types, const std::string& subject,
             std::span<const quoin_str> served)
        : answers_(types.size() + 1, blank()), notes_(types.size()) {
        for (std::size_t i = 0; i < types.size(); ++i) {
            answers_[i].type = to_str(types[i]);
            const auto place = std::find_if(served.begin(), served.end(),
                                            [&](const quoin_str& one) { return to_view(one) == types[i]; });
            if (place != served.end()) answers_[i].place = static_cast<std::int32_t>(place - served.begin());
        }
        asked_.struct_size = sizeof asked_;
        asked_.subject = to_str(subject);
        asked_.answers = answers_.data();
        asked_.count = types.size();
    }
    open_row(const open_row&) = delete;
    open_row& operator=(const open_row&) = delete;
    ~open_row() {
        for (quoin_row_answer& one : answers_) take(one);
    }

    quoin_row& asked() noexcept { return asked_; }

    /// Whether that is the one answer that the row rests on: the host has it before it asks a row, here it is
    /// the first that is asked for.
    bool may_get(const quoin_request& what) {
        const std::string_view type = to_view(what.type);
        const bool is_whole =
            what.subject_count == 1 && !what.options &&
            to_view(what.subjects[0]) == to_view(asked_.subject) &&
            (rests_on_.empty() ? std::none_of(answers_.begin(), answers_.end(),
                                              [&](const auto& one) { return to_view(one.type) == type; })
                               : type == rests_on_);
        if (is_whole) rests_on_ = type;
        return is_whole;
    }
    void spoil(const std::string& by) {
        if (spoiled_.empty()) spoiled_ = "get_row asked for more than one answer about the subject: " + by;
    }
    /// By what, in words; empty: it is not.
    const std::string& spoiled() const noexcept { return spoiled_; }

    void note(std::string_view line) {
        if (asked_.at < notes_.size())
            notes_[asked_.at].emplace_back(line);
        else if (beyond_.empty())
            beyond_ =
                "a note at " + std::to_string(asked_.at) + " of a row of " + std::to_string(notes_.size());
    }

    /// What was said of none of the types, in words; empty: nothing.
    std::string beyond() const {
        const quoin_row_answer& behind = answers_.back();
        if (behind.answer || behind.result != QUOIN_ERROR)
            return "an answer behind the " + std::to_string(notes_.size()) + " that are asked for";
        return beyond_;
    }
    bool is_left(std::size_t i) const noexcept {
        return answers_[i].result == QUOIN_ERROR && !answers_[i].answer;
    }
    /// What it said to that type, where that is not left.
    test_result said(std::size_t i) {
        test_result out;
        out.in_row = true;
        out.outcome = answers_[i].result;
        out.notes = std::move(notes_[i]);
        const auto break_it = [&out](test_breach how, std::string words) {
            out.breach = how;
            out.broken = std::move(words);
        };
        const bool has_answer = answers_[i].answer != nullptr;
        value answer = take(answers_[i]);
        if (out.outcome != QUOIN_VALUE && out.outcome != QUOIN_PASS && out.outcome != QUOIN_ERROR)
            break_it(test_breach::unknown_result,
                     "the result is " + std::to_string(out.outcome) + ", expected 0, 1 or -1");
        else if (has_answer && !answer)
            break_it(test_breach::foreign_value, "the answer is no value that the host made");
        else if (has_answer && out.outcome != QUOIN_VALUE)
            break_it(test_breach::value_with_pass,
                     std::string("an answer, but the result is ") +
                         (out.passed() ? "QUOIN_PASS" : "QUOIN_ERROR, as it came"));
        else if (!has_answer && out.outcome == QUOIN_VALUE)
            break_it(test_breach::no_value, "QUOIN_VALUE without an answer (null is a value: make one)");
        if (out.outcome == QUOIN_VALUE) out.value = std::move(answer);
        return out;
    }

 private:
    static quoin_row_answer blank() noexcept { return {{}, QUOIN_ERROR, -1, nullptr}; }
    /// Nothing where the host did not make it.
    static value take(quoin_row_answer& from) {
        const quoin_value* const answer = std::exchange(from.answer, nullptr);
        if (!answer || !ledger::instance().knows(answer)) return {};
        ledger::instance().gave_back(answer);
        return value::adopt(answer);
    }

    std::vector<quoin_row_answer> answers_;  // and one that is not asked for
    std::vector<std::vector<std::string>> notes_;
    quoin_row asked_{};
    std::string rests_on_, spoiled_, beyond_;
};

}  // namespace quoin::testing
