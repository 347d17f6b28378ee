// The command line: its words, its help, and what they run.
#pragma once

#include "console.hpp"
#include "exit_code.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace quoin::cli {

/// What a command runs in.
struct surroundings {
    console& to;
    int in = 0;                          ///< descriptor of requests and subjects
    int out = 1;                         ///< descriptor behind to.out, to hear when its reader goes
    std::filesystem::path program = {};  ///< the manifest is looked for relative to it
};

/// Runs `quoin WORDS..` (without the program's name). Everything that goes wrong is told on err; throws
/// nothing.
exit_code run_command_line(const std::vector<std::string>& words, surroundings in) noexcept;

}  // namespace quoin::cli
