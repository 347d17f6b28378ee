#include "checked_library.hpp"

#include <quoin/ext/caller.h>
#include <loader/library_judgement.hpp>
#include <quoin/host.hpp>

#include <algorithm>
#include <cstdlib>

namespace quoin::cli {

namespace {

constexpr std::size_t most_types = 8;
constexpr std::size_t most_in_a_row = 31;  // and one that it does not serve
constexpr std::string_view silent = "quoin-check:silent";
constexpr std::string_view plain = "quoin-check:plain";
constexpr std::string_view odd = "quoin-check:odd";
constexpr std::string_view failing = "quoin-check:failing";

std::string words_of(std::string_view subject) {
    if (subject == silent) return "a subject that the others know nothing about";
    if (subject == plain) return "a subject that the others answer plainly";
    if (subject == odd) return "a subject that the others answer oddly";
    if (subject == failing) return "a subject that the others fail for";
    return "the subject given";
}

value odd_answer() {
    return builder().array().null().add(-1).add("text where an object is expected").end().finish();
}

quoin_host_caller everything() {
    quoin_host_caller out{};
    out.struct_size = sizeof out;
    out.may_read_anything = [](const quoin_host*) -> std::int32_t { return 1; };
    return out;
}

value empty_object() {
    return builder().object().end().finish();
}

}  // namespace

value plain_answer() {
    return builder()
        .object()
        .member("SOPInstanceUID", "2.25.1")
        .member("Modality", "CT")
        .member("Manufacturer", "Quoin")
        .member("PatientID", "QUOIN-CHECK")
        .member("Rows", 4)
        .member("Columns", 8)
        .member("PixelSpacing", [](builder& b) { b.array().add(0.5).add(0.25).end(); })
        .member("rows", 4)
        .member("columns", 8)
        .member("modality", "CT")
        .member("rowPixelSpacing", 0.5)
        .member("columnPixelSpacing", 0.25)
        .end()
        .finish();
}

/// The providers of the manifest but for those under check: they answer about subjects that the user names.
struct checked_library::real_others {
    host all;
    explicit real_others(const host_options& with) : all(with) {}
};

checked_library::checked_library(const check_input& input, check_reporter& report)
    : input_(input), report_(report) {
    report.stage("the library is loaded");
    plugin_ = &test_host::load(std::filesystem::absolute(input.library).string());
    std::string ids;
    for (std::size_t i = 0; i < plugin_->descriptor_count; ++i) {
        const quoin_descriptor& says = *plugin_->descriptors[i];
        checked_provider one;
        one.id = to_view(says.id);
        one.any_type = says.types == nullptr;
        for (std::size_t t = 0; says.types && t < says.type_count && t < most_in_a_row; ++t)
            one.row_types.emplace_back(to_view(says.types[t]));
        if (one.row_types.empty()) one.row_types = {"instance", "imagePlaneModule"};
        one.types.assign(
            one.row_types.begin(),
            one.row_types.begin() + static_cast<std::ptrdiff_t>(std::min(one.row_types.size(), most_types)));
        one.thread_safe = (says.flags & QUOIN_THREAD_SAFE) != 0;
        one.tracked = (says.flags & QUOIN_TRACKED) != 0;
        one.blocking = (says.flags & QUOIN_BLOCKING) != 0;
        one.config = input.manifest.empty() ? empty_object() : loader::config_in(input.manifest, one.id);
        ids += (ids.empty() ? "" : ",") + one.id;
        providers_.push_back(std::move(one));
    }
    if (input.manifest.empty() || input.subjects.empty()) return;
    report.stage("the other plugins of the manifest are loaded");
    host_options with;
    with.manifest = input.manifest;
    with.caller_rights = true;
    with.log = [](int, std::string_view, std::string_view) {};
    // Put back at once: the environment is under check too.
    const char* const before = std::getenv("QUOIN_DISABLE");
    const std::string kept = before ? before : "";
    ::setenv("QUOIN_DISABLE", ids.c_str(), 1);
    real_ = std::make_shared<real_others>(with);
    if (before)
        ::setenv("QUOIN_DISABLE", kept.c_str(), 1);
    else
        ::unsetenv("QUOIN_DISABLE");
}

test_provider checked_library::create(test_host& host, const checked_provider& which) {
    report_.stage("create of " + which.id);
    play_others(host);
    test_provider made = host.create(*plugin_, which.id, which.config);
    return made;
}

std::vector<std::string> checked_library::subjects() const {
    std::vector<std::string> out{std::string(silent), std::string(plain), std::string(odd),
                                 std::string(failing)};
    out.insert(out.end(), input_.subjects.begin(), input_.subjects.end());
    return out;
}

std::vector<probe> checked_library::probes(const checked_provider& of) const {
    const std::vector<std::string> about = subjects();
    std::vector<probe> out;
    for (const std::string& type : of.types)
        for (const std::string& subject : about)
            out.push_back({{type, {subject}, {}, {}}, "get " + type + " of " + words_of(subject)});
    return out;
}

std::vector<row_probe> checked_library::rows(const checked_provider& of) const {
    std::vector<std::string> types = of.row_types;
    types.emplace_back("quoin-check.noSuchType");
    std::vector<row_probe> out;
    for (const std::string& subject : subjects()) {
        const std::string words = "get_row of " + words_of(subject);
        out.push_back({types, subject, words});
        out.push_back({{types.rbegin(), types.rend()}, subject, words});
    }
    return out;
}

void checked_library::play_others(test_host& host) const {
    static const quoin_host_caller caller = everything();
    if (!input_.subjects.empty()) host.extension(QUOIN_EXT_CALLER, &caller);
    const auto real = real_;
    const auto play = [real](const request& asked) -> answer {
        if (asked.subject() == plain) return plain_answer();
        if (asked.subject() == odd) return odd_answer();
        if (asked.subject() == failing) throw error(QUOIN_E_IO, "quoin check: the others fail");
        if (real && asked.subject() != silent)
            return real->all.get(asked.type(), asked.subject(), asked.options());
        return pass;
    };
    host.on_any_get(play);
    host.on_next(test_host::script(play));
}

test_result checked_library::ask(test_provider& provider, const checked_provider& of, const probe& what) {
    report_.stage(of.id + ": " + what.words);
    return provider.get(what.query);
}

void checked_library::exercise(const listener& heard) {
    for (const checked_provider& one : providers_) {
        test_host host;
        test_provider provider = create(host, one);
        for (const probe& each : probes(one)) {
            const test_result got = ask(provider, one, each);
            if (heard) heard(one, each, got);
        }
        report_.stage("clear of " + one.id);
        try {
            provider.clear("");
            (void)provider.extension("quoin-check.no-such-extension/1");
            const bool in_rows = provider.extension(QUOIN_EXT_ROW) != nullptr;
            for (const row_probe& each : in_rows ? rows(one) : std::vector<row_probe>()) {
                report_.stage(one.id + ": " + each.words);
                (void)provider.get_row(each.types, each.subject);
            }
            report_.stage("destroy of " + one.id);
            provider.destroy();
        } catch (...) {  // the check of exceptions tells it
            if (heard) {
                test_result threw;
                threw.breach = test_breach::threw;
                threw.broken = "an exception came out of clear, get_extension or destroy";
                heard(one, {{}, "clear or destroy"}, threw);
            }
        }
    }
}

}  // namespace quoin::cli
