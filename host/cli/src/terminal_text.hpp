// Text that is safe to show on a terminal, and how wide it is there.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace quoin::cli {

/// The text without line breaks and control characters, which a file could use to write elsewhere on the
/// terminal: breaks become spaces, the others \xNN; bytes that are no UTF-8 become U+FFFD.
std::string one_line(std::string_view text);

/// Columns the text takes: 2 for East Asian wide characters and emoji, 0 for combining marks (Unicode
/// UAX #11, in ranges coarse enough to be a table of ten lines).
std::size_t display_width(std::string_view text) noexcept;

/// The text cut to that many columns; a cut one ends in "…".
std::string cut_to(std::string_view text, std::size_t columns);

/// The text with blanks behind it to fill that many columns.
std::string padded(std::string_view text, std::size_t columns);

/// Appends the text as a JSON string. Bytes that are no UTF-8 (a file name may hold any) become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

}  // namespace quoin::cli
