#include "check_command.hpp"

#include "child_process.hpp"
#include "process_state.hpp"

#include <loader/manifest.hpp>
#include <quoin/value.hpp>

#include <algorithm>
#include <cstring>
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
    out.emplace_back("--report-to");
    return out;
}

/// How a process ended that did not say that it was done.
std::string end_words(const child_end& end, std::chrono::milliseconds deadline) {
    switch (end.how) {
        case child_end::way::signalled:
            return "ended the process by " + signal_words(end.number);
        case child_end::way::timed_out:
            return "did not come back within " + std::to_string(deadline.count()) + " ms";
        case child_end::way::exited:
            return "ended the process with exit code " + std::to_string(end.number);
        default:
            return "could not be run in a process of its own: " +
                   (end.number != 0 ? std::string(std::strerror(end.number))
                                    : std::string("this system is not supported yet"));
    }
}

void run_one(const check& which, const check_options& what, const std::filesystem::path& program,
             check_result& into) {
    std::string first_digest;
    for (int run = 0; run < (which.twice ? 2 : 1); ++run) {
        const child_end end = run_child(program, child_words(which, what.what), what.deadline);
        const read_report said = read_lines(end.report);
        into.detail = said.detail;
        into.findings = said.findings;
        if (said.skipped) into.how = verdict::skip;
        if (!said.done && !(which.survives_anything && end.how != child_end::way::not_started))
            into.findings.push_back({verdict::fail, "",
                                     (said.stage.empty() ? "" : said.stage + ": ") + "the plugin " +
                                         end_words(end, what.deadline),
                                     std::string(which.mend)});
        if (!into.findings.empty()) return;
        if (run == 0)
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
            complain(to, "no check '" + one + "'; there are " + known);
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
    leave_no_core_file();
    check_reporter report(what.descriptor);
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
    // Not exit: what the plugin registered for the end is not under check, and must not hang this process.
    end_process(0);
}

}  // namespace quoin::cli
