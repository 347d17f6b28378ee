// A program that runs beside this one, is heard, and is killed with all that it started.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace quoin::loader {

/// How a process ended.
struct process_end {
    bool by_signal = false;
    int number = 0;  ///< of the signal, or the exit code

    /// "killed by signal 6 (Aborted)", "exit code 3".
    std::string in_words() const;
};

class child_process {
 public:
    /// Starts the program with this text as its standard input; what it writes to standard output is heard,
    /// standard error goes nowhere. It inherits the environment, the working folder and no descriptor. Empty
    /// where it cannot be started: `why_not` says why. Any thread.
    static std::unique_ptr<child_process> start(const std::filesystem::path& program,
                                                const std::string& input, std::string& why_not);
    virtual ~child_process() = default;  ///< kills what still runs

    enum class heard { bytes, ended, late };
    /// Waits for more output and appends it to `into`: bytes; else ended (the program, whoever still holds
    /// its output) or late.
    virtual heard listen(std::string& into, std::chrono::steady_clock::time_point until) = 0;
    /// After `ended`; empty where the system no longer knows.
    virtual std::optional<process_end> end() const = 0;
};

/// Whether this system has an implementation.
bool child_processes_work() noexcept;

}  // namespace quoin::loader
