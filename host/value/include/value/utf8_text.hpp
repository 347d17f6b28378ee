// Text from outside that has to be UTF-8, to stand in a value or in a line that people read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace quoin::tree {

/// Whether it is all UTF-8, as Unicode defines it: no overlong forms, no surrogates, nothing beyond U+10FFFF. NUL is a
/// character.
bool is_utf8(std::string_view text) noexcept;

/// Bytes of the character that the text begins with, as Unicode defines UTF-8; 0 where none does.
std::size_t utf8_length(std::string_view text) noexcept;

/// The text, with every byte that is no UTF-8 as \xNN.
std::string as_utf8(std::string_view text);

}  // namespace quoin::tree
