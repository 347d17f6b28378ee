// The two streams a command writes to, and what they may look like.
#pragma once

#include "output.hpp"

#include <string_view>

namespace quoin::cli {

struct console {
    output& out;  ///< answers, and nothing else
    output& err;  ///< one line for each thing that went wrong
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    bool out_colours = false;
    bool err_colours = false;
};

/// "quoin: LINE" on err, as one line whatever the text holds. Never throws.
void complain(console& to, std::string_view line) noexcept;

/// SGR codes, as people know them from compilers and git.
enum class colour { none, bold, dim, red, green, yellow };

/// text in that colour, or text alone.
std::string painted(std::string_view text, colour with, bool colours);

/// Whether the environment lets a terminal have colours: no NO_COLOR (no-color.org) and no dumb terminal.
bool environment_allows_colours() noexcept;

}  // namespace quoin::cli
