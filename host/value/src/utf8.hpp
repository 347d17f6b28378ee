// Is it UTF-8?
#pragma once

#include <string_view>

namespace quoin::tree {

// As Unicode defines it: no overlong forms, no surrogates, nothing beyond U+10FFFF. NUL is a character.
bool is_utf8(std::string_view text) noexcept;

}  // namespace quoin::tree
