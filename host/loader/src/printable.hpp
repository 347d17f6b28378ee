// Text from outside as it may stand in a one-line message.
#pragma once

#include <string>
#include <string_view>

namespace quoin::loader {

/// At most 60 bytes of it, control characters and bytes that are no UTF-8 as \xNN: always one line, always
/// UTF-8.
std::string printable(std::string_view text);
/// The same in single quotes.
std::string in_quotes(std::string_view text);

/// Offset of the first byte that is no UTF-8, or npos.
std::size_t first_bad_utf8(std::string_view text) noexcept;

}  // namespace quoin::loader
