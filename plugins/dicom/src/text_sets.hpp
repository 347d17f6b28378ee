// The sets of PS3.3 tables C.12-2 to C.12-4, each with its escape sequence and its place in iconv's
// encodings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "dicom/text.hpp"
#include "text_convert.hpp"

namespace quoin::dicom::detail {

enum class code_set : std::uint8_t {
    none,  // in G1 of the default repertoire
    ascii,
    romaji,
    kanji,
    more_kanji,
    latin1,
    latin2,
    latin3,
    latin4,
    cyrillic,
    arabic,
    greek,
    hebrew,
    latin5,
    latin9,
    thai,
    katakana,
    korean,
    chinese,
};

struct code_set_traits {
    code_set set;
    bool in_g1;
    std::uint8_t width;       // bytes of a character
    std::string_view escape;  // that designates it, ESC left out
    encoding converter;       // which has the character as `prefix` and its bytes with the high bit set
    std::string_view prefix;
};

const code_set_traits& traits_of(code_set set) noexcept;

/// The set whose escape sequence, without ESC, `after_escape` begins with; code_set::none if it is no known
/// one.
code_set designated(std::string_view after_escape) noexcept;

/// Length of an escape sequence without ESC, known or not (ISO 2022: intermediate bytes and a final one).
std::size_t escape_length(std::string_view after_escape) noexcept;

}  // namespace quoin::dicom::detail
