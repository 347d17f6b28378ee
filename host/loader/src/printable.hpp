// Text from outside as it may stand in a one-line message.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace quoin::loader {

constexpr std::size_t longest_shown = 60;
/// For what must not be cut: words of the system, names of symbols.
constexpr std::size_t longest_words_shown = 1000;

/// Not much more than `longest` bytes of it, control characters and bytes that are no UTF-8 as \xNN: always
/// one line, always UTF-8.
std::string printable(std::string_view text, std::size_t longest = longest_shown);
/// The same in single quotes.
std::string in_quotes(std::string_view text, std::size_t longest = longest_shown);

/// Offset of the first byte that is no UTF-8, or npos.
std::size_t first_bad_utf8(std::string_view text) noexcept;

}  // namespace quoin::loader
