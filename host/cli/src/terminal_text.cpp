#include "terminal_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace quoin::cli {

namespace {

constexpr char32_t replacement = 0xFFFD;

/// Takes one character off the front; U+FFFD and one byte where the bytes are no UTF-8 (RFC 3629).
char32_t take_character(std::string_view& text) noexcept {
    const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    const std::size_t length = first < 0x80   ? 1
                               : first < 0xC2 ? 0
                               : first < 0xE0 ? 2
                               : first < 0xF0 ? 3
                               : first < 0xF5 ? 4
                                              : 0;
    char32_t found = length <= 1 ? first : first & (0xFFU >> (length + 1));
    bool good = length != 0 && length <= text.size();
    for (std::size_t i = 1; good && i < length; ++i) {
        good = (byte(i) & 0xC0U) == 0x80;
        found = (found << 6U) | (byte(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && found < 0x800) || (length == 4 && found < 0x10000);
    good = good && !overlong && !(found >= 0xD800 && found <= 0xDFFF) && found <= 0x10FFFF;
    text.remove_prefix(good ? length : 1);
    return good ? found : replacement;
}

struct range {
    char32_t first, last;
};

template <std::size_t N>
bool any_holds(const std::array<range, N>& ranges, char32_t character) noexcept {
    return std::any_of(ranges.begin(), ranges.end(),
                       [character](range one) { return character >= one.first && character <= one.last; });
}

std::size_t width_of(char32_t character) noexcept {
    static constexpr std::array<range, 8> none{{{0x0300, 0x036F},
                                                {0x0483, 0x0489},
                                                {0x0591, 0x05BD},
                                                {0x064B, 0x065F},
                                                {0x200B, 0x200F},
                                                {0x20D0, 0x20FF},
                                                {0xFE00, 0xFE0F},
                                                {0xFE20, 0xFE2F}}};
    static constexpr std::array<range, 9> wide{{{0x1100, 0x115F},
                                                {0x2E80, 0x303E},
                                                {0x3041, 0xA4CF},
                                                {0xAC00, 0xD7A3},
                                                {0xF900, 0xFAFF},
                                                {0xFE30, 0xFE6F},
                                                {0xFF00, 0xFF60},
                                                {0xFFE0, 0xFFE6},
                                                {0x1F300, 0x3FFFD}}};
    if (character < 0x0300) return 1;
    return any_holds(none, character) ? 0 : any_holds(wide, character) ? 2 : 1;
}

bool is_control(char32_t character) noexcept {
    // C0, DEL, C1, and the marks that turn the direction of writing.
    return character < 0x20 || (character >= 0x7F && character < 0xA0) ||
           (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

void append_hex(std::string& out, char32_t number, int digits) {
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        out += "0123456789abcdef"[(number >> static_cast<unsigned>(shift)) & 0xFU];
}

}  // namespace

std::string one_line(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::string_view before = text;
        const char32_t character = take_character(text);
        const std::string_view bytes = before.substr(0, before.size() - text.size());
        if (character == '\n' || character == '\r' || character == '\t') {
            out += ' ';
        } else if (is_control(character)) {
            out += character < 0x100 ? "\\x" : "\\u";
            append_hex(out, character, character < 0x100 ? 2 : 4);
        } else if (character == replacement && bytes.size() == 1) {
            out += "\xEF\xBF\xBD";
        } else {
            out += bytes;
        }
    }
    return out;
}

std::size_t display_width(std::string_view text) noexcept {
    std::size_t width = 0;
    while (!text.empty()) width += width_of(take_character(text));
    return width;
}

std::string cut_to(std::string_view text, std::size_t columns) {
    if (display_width(text) <= columns) return std::string(text);
    if (columns == 0) return {};
    std::size_t width = 0;
    std::string_view rest = text;
    while (!rest.empty()) {
        std::string_view after = rest;
        width += width_of(take_character(after));
        if (width > columns - 1) break;
        rest = after;
    }
    return std::string(text.substr(0, text.size() - rest.size())) + "…";
}

std::string padded(std::string_view text, std::size_t columns) {
    const std::size_t width = display_width(text);
    return std::string(text) + std::string(columns > width ? columns - width : 0, ' ');
}

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        const std::string_view before = text;
        const char32_t character = take_character(text);
        const std::string_view bytes = before.substr(0, before.size() - text.size());
        if (character == '"' || character == '\\') {
            out += '\\';
            out += static_cast<char>(character);
        } else if (character == '\n') {
            out += "\\n";
        } else if (character < 0x20 || character == 0x7F) {
            out += "\\u";
            append_hex(out, character, 4);
        } else if (character == replacement && bytes.size() == 1) {
            out += "\xEF\xBF\xBD";
        } else {
            out += bytes;
        }
    }
    out += '"';
}

}  // namespace quoin::cli
