#include "text_whole.hpp"

#include <algorithm>

namespace quoin::dicom::detail {

namespace {

bool is_lead(unsigned char c, encoding of) noexcept {
    if (of == encoding::shift_jis) return (c >= 0x81 && c <= 0x9F) || (c >= 0xE0 && c <= 0xFC);
    return c >= 0x81 && c <= 0xFE;
}

bool is_digit_byte(char c) noexcept {
    return c >= 0x30 && c <= 0x39;
}

/// Bytes of the character that begins at `at`, assigned or not; 1 if none does. What follows a lead byte and
/// cannot belong to it is left, so that a lost byte costs no delimiter.
std::size_t character_length(std::string_view bytes, std::size_t at, encoding of) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    if (!is_lead(byte(at), of) || at + 1 >= bytes.size()) return 1;
    const unsigned char second = byte(at + 1);
    const unsigned char highest = of == encoding::shift_jis ? 0xFC : 0xFE;
    if (second >= 0x40 && second != 0x7F && second <= highest) return 2;
    if (of == encoding::gb18030 && is_digit_byte(bytes[at + 1]) && at + 3 < bytes.size() &&
        is_lead(byte(at + 2), of) && is_digit_byte(bytes[at + 3]))
        return 4;
    return 1;
}

}  // namespace

void append_whole(std::string_view bytes, encoding from, std::string& out, bool& damaged) {
    converter to_utf8(from);
    std::size_t at = 0;
    while (at < bytes.size()) {
        at += to_utf8.append(bytes.substr(at), out);
        if (at >= bytes.size()) break;
        const std::size_t length = character_length(bytes, at, from);
        if (length == 1 && static_cast<unsigned char>(bytes[at]) < 0x80) {
            out += bytes[at];  // no converter: ASCII is safe
        } else {
            out += replacement_character;
            damaged = true;
        }
        at += length;
    }
}

std::size_t find_in_whole(std::string_view bytes, std::size_t start, char delimiter, encoding of) noexcept {
    for (std::size_t at = start; at < bytes.size(); at += character_length(bytes, at, of))
        if (bytes[at] == delimiter) return at;
    return bytes.size();
}

}  // namespace quoin::dicom::detail
