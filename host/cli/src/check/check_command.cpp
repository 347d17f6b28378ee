#include "check_command.hpp"

#include <loader/child_process.hpp>
#include <loader/manifest.hpp>
#include <quoin/value.hpp>

#include <algorithm>
#include <set>

namespace quoin::cli {

namespace {

const check* find_check(std::string_view id) {
    for (const check& one : all_checks())
        if (one.id == id) return &one;
    return nullptr;
}

std::vector<std::string> child_words(const check& which, const check_input& what) {
    std::vector<std::string> out{"check-here", std::string(which.id),
                                 std::filesystem::absolute(what.library).string()};
    if (!what.manifest.empty()) {
        out.emplace_back("--manifest");
        out.push_back(std::filesystem::absolute(what.manifest).string());
    }
    for (const std::string& subject : what.subjects) {
        out.emplace_back("--subject");
        out.push_back(subject);
    }
    return out;
}

/// What the process of a check wrote, and how it ended: in words, behind "the plugin".
struct child_run {
    std::string report = {};
    std::string end = {};
    bool started = true;
};

child_run run_child(const loader::child_process::task& what, std::chrono::milliseconds deadline) {
    constexpr std::size_t longest_report = std::size_t{4} << 20;
    using heard = loader::child_process::heard;
    child_run out;
    std::string why_not;
    const auto child = loader::child_process::start(what, why_not);
    if (!child) return {{}, "could not be run in a process of its own: " + why_not, false};
    const auto until = std::chrono::steady_clock::now() + deadline;
    auto last = heard::bytes;
    while (last == heard::bytes) {
        last = child->listen(out.report, until);
        out.report.resize(std::min(out.report.size(), longest_report));
    }
    const auto end = child->end();
    if (last == heard::late)
        out.end = "did not come back within " + std::to_string(deadline.count()) + " ms";
    else if (!end)
        out.end = "ended the process in a way that the system did not report";
    else if (end->by_signal)
        out.end = "ended the process by " + loader::signal_words(end->number);
    else
        out.end = "ended the process with exit code " + std::to_string(end->number);
    return out;
}

void run_one(const check& which, const check_options& what, const std::filesystem::path& program,
             check_result& into) {
    std::string first_digest;
    for (int process = 0; process < (which.twice ? 2 : 1); ++process) {
        const child_run run = run_child({program, child_words(which, what.what)}, what.deadline);
        const read_report said = read_lines(run.report);
        into.detail = said.detail;
        into.findings = said.findings;
        if (said.skipped) into.how = verdict::skip;
        if (!said.done && !(which.survives_anything && run.started))
            into.findings.push_back({verdict::fail, "",
                                     (said.stage.empty() ? "" : said.stage + ": ") + "the plugin " + run.end,
                                     std::string(which.mend)});
        if (!into.findings.empty()) return;
        if (process == 0)
            first_digest = said.digest;
        else if (said.digest != first_digest)
            into.findings.push_back(
                {verdict::fail, "", "two processes came to two different answers", std::string(which.mend)});
    }
}

void judge(check_result& result, const check& which) {
    for (finding& one : result.findings) {
        if (one.mend.empty()) one.mend = which.mend;
        if (one.how == verdict::fail) result.how = verdict::fail;
        if (one.how == verdict::warn && result.how != verdict::fail) result.how = verdict::warn;
    }
}

/// The checks asked for and all that they need.
std::set<std::string_view> wanted(const std::vector<std::string>& only) {
    std::set<std::string_view> out;
    std::vector<std::string_view> open(only.begin(), only.end());
    while (!open.empty()) {
        const check* const one = find_check(open.back());
        open.pop_back();
        if (one && out.insert(one->id).second) open.insert(open.end(), one->needs.begin(), one->needs.end());
    }
    return out;
}

}  // namespace

std::vector<check_result> run_checks(const check_options& what, const std::filesystem::path& program) {
    std::vector<check_result> out;
    std::set<std::string_view> stopped;  // failed, or not run for that
    const auto chosen = wanted(what.only);
    for (const check& one : all_checks()) {
        if (!what.only.empty() && !chosen.contains(one.id)) continue;
        check_result result{std::string(one.id), std::string(one.title)};
        const auto blocked = std::find_if(one.needs.begin(), one.needs.end(),
                                          [&](std::string_view need) { return stopped.contains(need); });
        const auto begin = std::chrono::steady_clock::now();
        if (blocked != one.needs.end()) {
            result.how = verdict::skip;
            result.detail = "not run: '" + std::string(*blocked) + "' did not pass";
            stopped.insert(one.id);
        } else {
            run_one(one, what, program, result);
        }
        result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        judge(result, one);
        if (result.how == verdict::fail) stopped.insert(one.id);
        out.push_back(std::move(result));
    }
    return out;
}

exit_code check_plugin(const check_options& what, const std::filesystem::path& program, console& to) {
    for (const std::string& one : what.only)
        if (!find_check(one)) {
            std::string known;
            for (const check& each : all_checks())
                known += (known.empty() ? "" : ", ") + std::string(each.id);
            std::string why = "no check '";
            complain(to, why.append(one).append("'; there are ").append(known));
            return exit_code::usage;
        }
    if (!what.what.manifest.empty()) {
        const auto wrong = loader::problems_of(loader::read_manifest(what.what.manifest).wrong);
        for (const loader::problem& one : wrong) complain(to, one);
        if (!wrong.empty()) return exit_code::error;
    }
    const std::vector<check_result> results = run_checks(what, program);
    to.out.write(check_report(results, what.what.library.string(), what.format, to.out_colours));
    const bool failed = std::any_of(results.begin(), results.end(),
                                    [](const check_result& one) { return one.how == verdict::fail; });
    return failed ? exit_code::error : exit_code::answered;
}

void check_here(const check_here_options& what) {
    const loader::started_process here;
    check_reporter report(here);
    const check* const which = find_check(what.id);
    try {
        if (which) which->run(what.what, report);
        report.done();
    } catch (const error& failed) {
        report.fail("", failed.message(), "");
        report.done();
    } catch (...) {
        report.fail("", "an exception came out of the plugin", "catch everything at the boundary");
        report.done();
    }
    loader::started_process::end(0);
}

}  // namespace quoin::cli
