#include "console.hpp"

#include "terminal_text.hpp"

#include <array>
#include <cstdlib>
#include <string>

namespace quoin::cli {

std::string painted(std::string_view text, colour with, bool colours) {
    static constexpr std::array<std::string_view, 6> codes{"", "1", "2", "31", "32", "33"};
    if (!colours || with == colour::none || text.empty()) return std::string(text);
    std::string out = "\x1b[";
    out += codes[static_cast<std::size_t>(with)];
    out += 'm';
    out += text;
    out += "\x1b[0m";
    return out;
}

void complain(console& to, std::string_view line) noexcept {
    try {
        to.err.write(painted("quoin:", colour::red, to.err_colours) + ' ' + one_line(line) + '\n');
    } catch (...) {
        // Nobody is left to be told; the exit code still tells.
        return;
    }
}

bool environment_allows_colours() noexcept {
    const char* const forbidden = std::getenv("NO_COLOR");
    const char* const terminal = std::getenv("TERM");
    return !(forbidden && *forbidden) && !(terminal && std::string_view(terminal) == "dumb");
}

}  // namespace quoin::cli
