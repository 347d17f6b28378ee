// Libraries are read in processes of their own, so that one that crashes or hangs costs only itself.
#pragma once

#include "scan_task.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace quoin::loader {

struct scan_limits {
    std::chrono::milliseconds each{5000};   ///< for one task
    std::chrono::milliseconds all{20'000};  ///< for everything that one scan_process does
};

struct scan_verdict {
    scan_answer answer = {};
    /// How the task ended its process: "killed by SIGFPE (a division by zero)", "no end within 5000 ms". Empty: it
    /// did not.
    std::string crash = {};
    bool not_tried = false;  ///< no time was left
};

class scan_process {
 public:
    scan_process(std::filesystem::path program, const scan_limits& limits);

    /// Why the program must not or cannot be run: "expected .., found ..; mend"; empty where it can.
    std::string refusal() const;

    /// Does all tasks, as many in one process as go well. One that ends the process is tried again in a
    /// process of its own unless it was the first: what came before it may have done the damage.
    std::vector<scan_verdict> run(const std::vector<scan_task>& tasks);

 private:
    std::size_t run_some(const std::vector<scan_task>& tasks, const std::vector<std::size_t>& which,
                         std::vector<scan_verdict>& into);

    std::filesystem::path program_;
    scan_limits limits_;
    std::chrono::milliseconds left_;
};

}  // namespace quoin::loader
