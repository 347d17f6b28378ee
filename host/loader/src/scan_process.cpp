#include "scan_process.hpp"

#include "library_trust.hpp"

#include <loader/child_process.hpp>

#include <algorithm>
#include <deque>

namespace quoin::loader {

namespace {

using clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// Lines that were written whole.
class line_reader {
 public:
    std::string pending;
    bool next(std::string& line) {
        const std::size_t end = pending.find('\n');
        if (end == std::string::npos) return false;
        line = pending.substr(0, end);
        pending.erase(0, end + 1);
        return true;
    }
};

}  // namespace

scan_process::scan_process(std::filesystem::path program, const scan_limits& limits)
    : program_(std::move(program)), limits_(limits), left_(limits.all) {}

std::string scan_process::refusal() const {
    std::error_code failed;
    std::string found(why_no_child_processes());
    if (found.empty() && !std::filesystem::is_regular_file(program_, failed))
        found = "found no program " + (program_.empty() ? std::string("quoin-scan") : program_.string());
    if (!found.empty())
        return "expected quoin-scan, which reads libraries in a process of its own, " + found +
               "; install it beside the host, or trust every library not to crash this process";
    if (const std::string why = refusal_of_program(program_); !why.empty())
        return why + "; until then libraries are read in this process, which one that crashes takes along";
    return {};
}

std::vector<scan_verdict> scan_process::run(const std::vector<scan_task>& tasks) {
    std::vector<scan_verdict> out(tasks.size());
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < tasks.size(); ++i) open.push_back(i);
    while (!open.empty()) {
        if (left_ <= milliseconds::zero()) {
            for (const std::size_t i : open) out[i].not_tried = true;
            break;
        }
        const std::size_t done = run_some(tasks, open, out);
        const bool culprit = done < open.size() && !out[open[done]].crash.empty();
        if (culprit && done > 0 && left_ > milliseconds::zero()) {
            out[open[done]] = {};
            if (run_some(tasks, {open[done]}, out) == 0 && out[open[done]].crash.empty())
                out[open[done]].not_tried = true;
        }
        open.erase(open.begin(), open.begin() + static_cast<std::ptrdiff_t>(done + (culprit ? 1 : 0)));
        if (done == 0 && !culprit) {
            for (const std::size_t i : open) out[i].not_tried = true;
            break;
        }
    }
    return out;
}

// How many of `which` have an answer; the one behind them has a crash, unless the process could not begin.
std::size_t scan_process::run_some(const std::vector<scan_task>& tasks, const std::vector<std::size_t>& which,
                                   std::vector<scan_verdict>& into) {
    std::vector<scan_task> some;
    some.reserve(which.size());
    for (const std::size_t i : which) some.push_back(tasks[i]);
    const auto begin = clock::now();
    const auto spend = [&] {
        left_ -= std::chrono::duration_cast<milliseconds>(clock::now() - begin) + milliseconds(1);
    };
    std::string why_not;
    const auto child = child_process::start({program_, {}, text_of(some)}, why_not);
    if (!child) {
        for (const std::size_t i : which) into[i].answer.refused = why_not;
        spend();
        return 0;
    }
    line_reader lines;
    std::size_t done = 0;
    bool begun = false;
    auto until = begin + std::min(limits_.each, left_);
    while (done < which.size()) {
        const auto heard = child->listen(lines.pending, until);
        for (std::string line; lines.next(line) && done < which.size();) {
            if (line.starts_with("begin ")) {
                begun = true;
                until = std::min(clock::now() + limits_.each, begin + left_);
            } else if (auto answer = answer_of(line, some[done].file)) {
                into[which[done++]].answer = std::move(*answer);
            }
        }
        if (heard == child_process::heard::bytes || done == which.size()) continue;
        const bool out_of_time = clock::now() - begin >= left_;
        if (heard == child_process::heard::late) {
            if (out_of_time && left_ < limits_.each)
                into[which[done]].not_tried = true;
            else
                into[which[done]].crash = "no end within " + std::to_string(limits_.each.count()) + " ms";
        } else if (begun) {
            const auto end = child->end();
            into[which[done]].crash = end ? end->in_words() : "an end that the system did not report";
        }
        break;
    }
    spend();
    return done;
}

}  // namespace quoin::loader
