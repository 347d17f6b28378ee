// Encodings whose characters have one, two or four bytes, and whose later bytes may look like ASCII, a
// backslash included: GB18030, GBK (PS3.5 annex J) and, from writers that do not follow the standard, Shift
// JIS.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "text_convert.hpp"

namespace quoin::dicom::detail {

/// Appends text in `from`, U+FFFD for what is none.
void append_whole(std::string_view bytes, encoding from, std::string& out, bool& damaged);

/// The place of a delimiter at or after `start`, which begins a character; the size of `bytes` if there is
/// none.
std::size_t find_in_whole(std::string_view bytes, std::size_t start, char delimiter, encoding of) noexcept;

}  // namespace quoin::dicom::detail
