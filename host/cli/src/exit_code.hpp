// What the command's exit code says (docs/command-line.md). A worse one outranks a better one.
#pragma once

namespace quoin::cli {

enum class exit_code : int {
    answered = 0,   ///< everything asked for was answered
    error = 1,      ///< something failed
    usage = 2,      ///< the command line is wrong
    no_answer = 3,  ///< nothing failed, but something had no answer
};

/// The one that outranks: an error before no answer before answered.
constexpr exit_code worse(exit_code a, exit_code b) noexcept {
    constexpr auto rank = [](exit_code code) {
        return code == exit_code::no_answer ? 1 : code == exit_code::answered ? 0 : 2;
    };
    return rank(a) >= rank(b) ? a : b;
}

}  // namespace quoin::cli
