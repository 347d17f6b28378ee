// What a provider does when it is made, asked plain things and ended.
#include "checked_library.hpp"

#include <quoin/host.hpp>

#include <set>

namespace quoin::cli {

namespace {

constexpr std::size_t provider_size = offsetof(quoin_provider, destroy) + sizeof(quoin_provider::destroy);
constexpr std::size_t long_text = std::size_t{1} << 20;
constexpr std::uint64_t read_whole_up_to = std::uint64_t{16} << 20;

/// Tells each kind of breach once for a provider.
class breaches {
 public:
    breaches(check_reporter& report, std::initializer_list<test_breach> these, std::string mend)
        : report_(report), these_(these), mend_(std::move(mend)) {}
    void operator()(const checked_provider& of, const probe& what, const test_result& got) {
        if (these_.contains(got.breach) && told_.insert({of.id, got.breach}).second)
            report_.fail(of.id, what.words + ": " + got.broken, mend_);
    }

 private:
    check_reporter& report_;
    std::set<test_breach> these_;
    std::set<std::pair<std::string, test_breach>> told_;
    std::string mend_;
};

/// Looks at all that is in a value; throws error where something cannot be read.
void walk(view root) {
    std::vector<view> open{root};
    while (!open.empty()) {
        const view one = open.back();
        open.pop_back();
        if (const auto shape = one.shape()) {
            if (shape->count * size_of(shape->dtype) <= read_whole_up_to) {
                (void)one.typed();
                continue;
            }
            std::uint64_t element = 0;
            const quoin_code code = detail::values().typed_read(one.get(), shape->count - 1, 1, &element);
            if (code != QUOIN_OK) throw error(code, "cannot read the end of the lazy array");
            continue;
        }
        if (one.is_typed()) throw error(QUOIN_E_INVALID, "a typed array without a shape");
        if (one.is_array() || one.is_object())
            for (std::size_t i = 0; i < one.size(); ++i) open.push_back(one[i]);
    }
}

/// Configurations that a provider did not expect: each of its settings in every kind, and one it has not.
std::vector<std::pair<std::string, value>> odd_configs(const value& given) {
    const auto with = [&](std::string_view name, const value& content) {
        builder made;
        made.object(given).member(name, content);
        return made.end().finish();
    };
    std::vector<std::pair<std::string, value>> out{
        {"a setting that nobody knows", with("quoinCheckUnknownSetting", value::of(1))},
        {"a setting without a name", with("", value::null())}};
    const std::pair<const char*, value> contents[] = {
        {"null", value::null()},
        {"a number", value::of(-1)},
        {"a text of 1 MiB", value::of(std::string(long_text, 'x'))},
        {"an empty list", builder().array().end().finish()},
        {"a list in a list", builder().array().array().null().end().end().finish()},
        {"an empty object", builder().object().end().finish()}};
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::string name(given.member(i).first);
        for (const auto& [words, content] : contents)
            out.emplace_back("'" + name + "' as " + words, with(name, content));
    }
    return out;
}

}  // namespace

void check_create(const check_input& input, check_reporter& report) {
    checked_library library(input, report);
    for (const checked_provider& one : library.providers()) {
        test_host host;
        try {
            test_provider made = library.create(host, one);
            const quoin_provider& table = *made.raw();
            if (table.struct_size < provider_size) {
                report.fail(one.id,
                            "expected a quoin_provider of at least " + std::to_string(provider_size) +
                                " bytes, found struct_size " + std::to_string(table.struct_size),
                            "set struct_size to sizeof(quoin_provider)");
                made.release();
            } else if (!table.get || !table.destroy) {
                report.fail(one.id, "expected the functions get and destroy, found null",
                            "set them in the quoin_provider that create gives");
                made.release();
            } else {
                report.stage("destroy of " + one.id);
                made.destroy();
            }
        } catch (const error& refused) {
            report.fail(one.id, "create refuses: " + refused.message(),
                        input.manifest.empty()
                            ? "if it needs settings, give them: quoin check LIBRARY --manifest FILE"
                            : "correct its config in the manifest");
        } catch (...) {
            report.fail(one.id, "an exception came out of create", "catch everything in create");
        }
    }
}

void check_config(const check_input& input, check_reporter& report) {
    checked_library library(input, report);
    for (checked_provider one : library.providers()) {
        const value given = one.config;
        bool told_unknown = false;
        for (const auto& [words, config] : odd_configs(given)) {
            test_host host;
            one.config = config;
            try {
                report.stage("create of " + one.id + " with " + words);
                library.play_others(host);
                host.create(library.plugin(), one.id, config).destroy();
                if (!told_unknown && words == "a setting that nobody knows")
                    report.warn(one.id,
                                "expected a setting that it does not know to be refused, found it taken",
                                "refuse it by name in create, so that a typing error is noticed");
                told_unknown = true;
            } catch (const error& refused) {
                if (refused.message().empty() || refused.message() == no_reason_of_create)
                    report.fail(one.id, "create fails without a reason with " + words,
                                "call set_error before you return QUOIN_ERROR");
            } catch (...) {
                report.fail(one.id, "an exception came out of create with " + words,
                            "catch everything in create");
            }
        }
    }
}

void check_first_query(const check_input& input, check_reporter& report) {
    checked_library library(input, report);
    std::size_t answered = 0, asked = 0;
    library.exercise([&](const checked_provider&, const probe&, const test_result& got) {
        ++asked;
        if (got.answered()) ++answered;
    });
    report.detail(std::to_string(answered) + " of " + std::to_string(asked) + " queries answered" +
                  (answered == 0 ? "; name subjects that it answers: --subject" : ""));
}

void check_outcomes(const check_input& input, check_reporter& report) {
    checked_library library(input, report);
    breaches tell(report,
                  {test_breach::unknown_result, test_breach::no_value, test_breach::value_with_pass,
                   test_breach::no_reason},
                  "return QUOIN_VALUE with a value in *out, QUOIN_PASS, or QUOIN_ERROR after set_error");
    library.exercise(std::ref(tell));
}

void check_exceptions(const check_input& input, check_reporter& report) {
    checked_library library(input, report);
    breaches tell(report, {test_breach::threw},
                  "catch everything at the boundary and call set_error; quoin.hpp does it for you");
    library.exercise(std::ref(tell));
}

void check_values(const check_input& input, check_reporter& report) {
    checked_library library(input, report);
    breaches tell(report, {test_breach::foreign_value},
                  "return what finish, get, next or a reference of yours gave, and nothing else");
    std::set<std::string> unreadable;
    library.exercise([&](const checked_provider& of, const probe& what, const test_result& got) {
        tell(of, what, got);
        if (!got.answered() || got.breach != test_breach::none) return;
        report.stage(of.id + ": the answer to " + what.words + " is read");
        try {
            walk(got.value);
        } catch (const error& wrong) {
            if (unreadable.insert(of.id).second)
                report.fail(
                    of.id,
                    what.words + ": " + wrong.message() + " (" + std::string(code_name(wrong.code())) + ")",
                    "let a lazy array lead to as many elements as it says");
        }
    });
}

void check_references(const check_input& input, check_reporter& report) {
    checked_library library(input, report);
    auto& ledger = testing::ledger::instance();
    library.exercise();
    const auto count = [](std::int64_t n, const char* what) {
        return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
    };
    if (ledger.gave_back_too_many())
        report.fail("", "a reference was given back that the plugin did not hold",
                    "unref only what finish, get, next or ref gave you, once");
    else if (ledger.references() != 0)
        report.fail("", "after the last destroy it still holds " + count(ledger.references(), "reference"),
                    "unref what finish, get, next and ref gave you, on every way out");
    if (ledger.builders() != 0)
        report.fail("",
                    "after the last destroy " + count(ledger.builders(), "builder") + " was not destroyed",
                    "destroy every builder, also where finish fails");
    if (ledger.moulds() != 0)
        report.fail("", "after the last destroy " + count(ledger.moulds(), "mould") + " was not destroyed",
                    "keep a mould with the provider that it is for, and destroy it with that");
}

}  // namespace quoin::cli
