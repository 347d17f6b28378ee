// A program that runs beside this one, is heard, and is killed with all that it started; and the other end of
// it, inside of that program. One source file for each system.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::loader {

/// How a process ended.
struct process_end {
    bool by_signal = false;
    int number = 0;  ///< of the signal, or the exit code

    /// "killed by SIGSEGV (it touched memory that is not its own)", "exit code 3".
    std::string in_words() const;
};

/// "SIGSEGV (it touched memory that is not its own)", "signal 15".
std::string signal_words(int number);

class child_process {
 public:
    struct task {
        std::filesystem::path program;
        std::vector<std::string> words = {};  ///< behind the name of the program
        std::string input = {};               ///< its standard input
    };
    /// Starts the program. What it writes to standard output is heard, standard error goes nowhere. It
    /// inherits the environment, the working folder and no descriptor. Empty where it cannot be started:
    /// `why_not` says why. Any thread.
    static std::unique_ptr<child_process> start(const task& what, std::string& why_not);
    virtual ~child_process() = default;  ///< kills what still runs

    enum class heard { bytes, ended, late };
    /// Waits for more output and appends it to `into`: bytes; else ended (the program, whoever still holds
    /// its output) or late.
    virtual heard listen(std::string& into, std::chrono::steady_clock::time_point until) = 0;
    /// After `ended`; empty where the system no longer knows.
    virtual std::optional<process_end> end() const = 0;
};

/// Why this system has no implementation; empty where it has one.
std::string_view why_no_child_processes() noexcept;

/// The program that was started, before it runs any code of a plugin: takes standard input and output for
/// itself, so that what a plugin prints is not heard; leaves no core file; ends with its parent.
class started_process {
 public:
    started_process();
    bool is_heard() const noexcept { return answers_ >= 0; }
    const std::string& input() const noexcept { return input_; }  ///< all of it
    /// All of the text. Ends the process where nobody hears any more.
    void say(std::string_view text) const noexcept;
    /// Not exit: what plugins registered for the end would run under threads that they left behind.
    [[noreturn]] static void end(int code) noexcept;

 private:
    int answers_ = -1;
    std::string input_;
};

}  // namespace quoin::loader
