// The words of the command line and what they were set to: options, checks and help, nothing that runs.
#pragma once

#include "check/check_command.hpp"
#include "explain_command.hpp"
#include "get_command.hpp"
#include "listing_commands.hpp"
#include "new_command.hpp"
#include "pin_command.hpp"
#include "providers_command.hpp"
#include "run_command.hpp"
#include "types_command.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace quoin::cli {

struct providers_options {
    listing_format format = listing_format::table;
    std::optional<std::string> release = {};  ///< out of quarantine, instead of listing
};
struct config_options {
    listing_format format = listing_format::table;
};

/// A command line that is right.
struct command_words {
    std::optional<std::string> manifest;
    std::vector<std::string> set;
    int log_level = 0;  ///< QUOIN_LOG_..; above QUOIN_LOG_ERROR: nothing
    std::variant<types_options, get_options, explain_options, providers_options, config_options, pin_options,
                 run_options, new_options, check_options, check_here_options>
        command;
};

/// Text to print instead of running anything: help, the version.
struct help_text {
    std::string text;
};

/// A command line that is wrong: why, and where help is, as one line.
struct wrong_usage {
    std::string line;
};

using parsed_words = std::variant<command_words, help_text, wrong_usage>;

/// Reads `quoin WORDS..` (without the program's name).
parsed_words parse_words(const std::vector<std::string>& words);

}  // namespace quoin::cli
