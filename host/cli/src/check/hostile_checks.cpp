// What a provider does with what nobody should ask.
#include "checked_library.hpp"

namespace quoin::cli {

namespace {

constexpr std::size_t long_text = std::size_t{1} << 20;
constexpr std::size_t many_subjects = 1000;
constexpr int deep = 1000;

const std::string plain_subject = "quoin-check:plain";

value nested() {
    builder made;
    for (int i = 0; i < deep; ++i) made.array();
    for (int i = 0; i < deep; ++i) made.end();
    return made.finish();
}

value object_of(std::string_view name, const value& content) {
    return builder().object().member(name, content).end().finish();
}

/// Values of every kind, and some that no one expects.
std::vector<std::pair<std::string, value>> odd_values() {
    quoin_lazy broken{};
    broken.struct_size = sizeof broken;
    broken.dtype = QUOIN_U16;
    broken.count = 100;
    broken.read = [](void*, std::uint64_t, void*, std::size_t) -> quoin_code { return QUOIN_E_IO; };
    const std::uint8_t bytes[] = {0, 255, 1, 254};
    return {{"null", value::null()},
            {"a bool", value::of(true)},
            {"the smallest number", value::of(INT64_MIN)},
            {"a real", value::of(-0.5)},
            {"an empty text", value::of("")},
            {"a text of 1 MiB", value::of(std::string(long_text, 'x'))},
            {"an empty array", builder().array().end().finish()},
            {"an empty object", builder().object().end().finish()},
            {"an object with an empty key", object_of("", value::null())},
            {"arrays 1,000 deep", nested()},
            {"four bytes", builder().add(std::span<const std::uint8_t>(bytes)).finish()},
            {"an array that cannot be read", builder().lazy(broken).finish()}};
}

std::vector<std::pair<std::string, std::vector<std::string>>> odd_subjects() {
    std::vector<std::pair<std::string, std::vector<std::string>>> out{
        {"an empty subject", {""}},
        {"a subject of 1 MiB", {std::string(long_text, 'x')}},
        {"a subject that is no UTF-8", {"\xFF\xFE\x80quoin"}},
        {"a subject with a NUL in it", {std::string("quoin\0check", 11)}},
        {"a subject with line breaks", {"quoin\r\ncheck\t\x1B[31m"}},
        {"a subject that leads out of folders", {"../../../../../../quoin-check/no-such-file"}},
        {"a subject with a scheme and nothing else", {"dicomfile:"}},
        {"a subject with broken escapes", {"wadouri:https://%zz%/?frame=-1&frame=99999999999999999999"}},
        {"a subject of percent signs", {std::string(1000, '%')}}};
    out.emplace_back("1,000 subjects", std::vector<std::string>(many_subjects, "quoin-check:silent"));
    return out;
}

enum class answering { allowed, doubtful, wrong };

/// Tells what is not clean, and answers where there should be none.
void judge(check_reporter& report, const checked_provider& of, const std::string& words,
           const test_result& got, answering is) {
    if (got.breach != test_breach::none)
        report.fail(of.id, words + ": " + got.broken, "fail with set_error, or pass");
    else if (got.answered() && is == answering::wrong)
        report.fail(of.id, words + ": expected pass or an error, found an answer",
                    "pass what you do not know; an answer ends the search of all the others");
    else if (got.answered() && is == answering::doubtful)
        report.warn(of.id, words + ": expected pass or an error, found an answer",
                    "pass what you do not know, unless the answer is a matter of the subject's text alone");
}

template <class Body>
void each_provider(const check_input& input, check_reporter& report, Body body) {
    checked_library library(input, report);
    for (const checked_provider& one : library.providers()) {
        test_host host;
        test_provider provider = library.create(host, one);
        body(library, one, provider);
    }
}

}  // namespace

void check_unknown_type(const check_input& input, check_reporter& report) {
    each_provider(input, report,
                  [&](checked_library& library, const checked_provider& one, test_provider& provider) {
                      for (const std::string& type :
                           {std::string("com.example.quoin-check.no-such-type"), std::string("x"),
                            std::string(long_text, 't'), std::string("\xFF\xFE")}) {
                          // The others are silent: no next has an answer that one might hand on.
                          const std::string words = "a query of a type that nobody serves";
                          const test_result got =
                              library.ask(provider, one, {{type, {"quoin-check:silent"}, {}, {}}, words});
                          judge(report, one, words, got, answering::wrong);
                      }
                  });
}

void check_hostile_subjects(const check_input& input, check_reporter& report) {
    each_provider(
        input, report, [&](checked_library& library, const checked_provider& one, test_provider& provider) {
            for (const std::string& type : one.types)
                for (const auto& [words, subjects] : odd_subjects()) {
                    const std::string what = "get " + type + " of " + words;
                    judge(report, one, what, library.ask(provider, one, {{type, subjects, {}, {}}, what}),
                          answering::doubtful);
                }
        });
}

void check_hostile_options(const check_input& input, check_reporter& report) {
    each_provider(
        input, report, [&](checked_library& library, const checked_provider& one, test_provider& provider) {
            for (const std::string& type : one.types)
                for (const auto& [words, content] : odd_values())
                    for (const bool whole : {true, false}) {
                        const value options = whole ? content : object_of("frame", content);
                        const std::string what =
                            "get " + type + " with " + words + " as " + (whole ? "the options" : "an option");
                        judge(report, one, what,
                              library.ask(provider, one, {{type, {plain_subject}, options, {}}, what}),
                              answering::allowed);
                    }
        });
}

void check_hostile_payloads(const check_input& input, check_reporter& report) {
    bool any = false;
    each_provider(
        input, report, [&](checked_library& library, const checked_provider& one, test_provider& provider) {
            if (!provider.raw()->add) return;
            any = true;
            for (const std::string& type : one.types)
                for (const auto& [words, content] : odd_values()) {
                    const std::string what = "add " + type + " with " + words + " as the fact";
                    library.report().stage(one.id + ": " + what);
                    judge(report, one, what, provider.add(type, plain_subject, content), answering::allowed);
                    library.report().stage(one.id + ": get and clear after " + what);
                    judge(report, one, "get after " + what, provider.get(type, plain_subject),
                          answering::allowed);
                    provider.clear(type, plain_subject);
                }
        });
    if (!any) report.detail("it takes no facts");
}

}  // namespace quoin::cli
