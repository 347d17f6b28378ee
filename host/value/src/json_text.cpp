#include "json_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace quoin::json {
namespace {

constexpr char hex[] = "0123456789abcdef";

// 0: as it is; 'u': \u00XX; else the letter after the backslash.
constexpr std::array<char, 256> escapes = [] {
    std::array<char, 256> out{};
    for (std::size_t i = 0; i < 0x20; ++i) out[i] = 'u';
    out['\b'] = 'b';
    out['\f'] = 'f';
    out['\n'] = 'n';
    out['\r'] = 'r';
    out['\t'] = 't';
    out['"'] = '"';
    out['\\'] = '\\';
    return out;
}();

template <class T>
void append_whole(std::string& out, T number) {
    char room[24];
    const auto done = std::to_chars(room, room + sizeof room, number);
    out.append(room, done.ptr);
}

template <class T>
void append_shortest(std::string& out, T number) {
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    const double size = std::fabs(static_cast<double>(number));
    const bool plain = number == 0 || (size >= 1e-4 && size < 1e16);
    char room[48];
    const auto done = std::to_chars(room, room + sizeof room, number,
                                    plain ? std::chars_format::fixed : std::chars_format::scientific);
    const std::string_view text(room, static_cast<std::size_t>(done.ptr - room));
    out += text;
    if (plain && text.find('.') == std::string_view::npos) out += ".0";
}

}  // namespace

void append_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const char how = escapes[byte];
        if (how == 0) continue;
        out.append(text, start, i - start);
        start = i + 1;
        out += '\\';
        out += how;
        if (how == 'u') {
            out += "00";
            out += hex[byte >> 4];
            out += hex[byte & 15];
        }
    }
    out.append(text, start, text.size() - start);
    out += '"';
}

void append_int(std::string& out, std::int64_t number) {
    append_whole(out, number);
}
void append_int(std::string& out, std::uint64_t number) {
    append_whole(out, number);
}
void append_real(std::string& out, double number) {
    append_shortest(out, number);
}
void append_real(std::string& out, float number) {
    append_shortest(out, number);
}

void append_base64(std::string& out, std::span<const std::byte> bytes) {
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t at = out.size();
    out.resize(at + (bytes.size() + 2) / 3 * 4, '=');
    char* to = out.data() + at;
    const auto byte = [&bytes](std::size_t i) { return std::to_integer<std::uint32_t>(bytes[i]); };
    std::size_t i = 0;
    for (; i + 3 <= bytes.size(); i += 3) {
        const std::uint32_t three = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
        *to++ = letters[three >> 18];
        *to++ = letters[three >> 12 & 63];
        *to++ = letters[three >> 6 & 63];
        *to++ = letters[three & 63];
    }
    if (i == bytes.size()) return;
    const bool two = i + 2 == bytes.size();
    const std::uint32_t rest = byte(i) << 16 | (two ? byte(i + 1) << 8 : 0);
    *to++ = letters[rest >> 18];
    *to++ = letters[rest >> 12 & 63];
    if (two) *to = letters[rest >> 6 & 63];
}

std::string uri_path(std::string_view path) {
    constexpr std::string_view unreserved = "-._~/";
    std::string out;
    for (const char c : path) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           unreserved.find(c) != std::string_view::npos;
        if (plain) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += "0123456789ABCDEF"[byte >> 4];
        out += "0123456789ABCDEF"[byte & 15];
    }
    return out;
}

}  // namespace quoin::json
