// A program that is run for its report, and is gone after its deadline. One source file for each system.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace quoin::cli {

struct child_end {
    enum class way { exited, signalled, timed_out, not_started };
    way how = way::not_started;
    int number = 0;           ///< exit code, signal, or errno
    std::string report = {};  ///< what it wrote to the descriptor that it was given
};

/// Runs program with these words, the last one being the number of a descriptor for its report; its standard
/// streams lead nowhere. Beyond the deadline it is killed with all that it started. Any thread.
child_end run_child(const std::filesystem::path& program, std::vector<std::string> words,
                    std::chrono::milliseconds deadline);

/// "SIGSEGV (it touched memory that is not its own)".
std::string signal_words(int number);

}  // namespace quoin::cli
