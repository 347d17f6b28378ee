
#include <value/utf8_text.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace quoin::tree {
namespace {

// Bytes of the well-formed sequence at `at` (Unicode table 3-7), 0 where there is none.
std::size_t sequence(const unsigned char* at, std::size_t left) noexcept {
    const unsigned char first = at[0];
    if (first < 0x80) return 1;
    std::size_t length = 0;
    unsigned char low = 0x80, high = 0xBF;  // what the second byte may be
    if (first >= 0xC2 && first <= 0xDF) {
        length = 2;
    } else if (first >= 0xE0 && first <= 0xEF) {
        length = 3;
        if (first == 0xE0) low = 0xA0;
        if (first == 0xED) high = 0x9F;
    } else if (first >= 0xF0 && first <= 0xF4) {
        length = 4;
        if (first == 0xF0) low = 0x90;
        if (first == 0xF4) high = 0x8F;
    } else {
        return 0;
    }
    if (left < length || at[1] < low || at[1] > high) return 0;
    for (std::size_t i = 2; i < length; ++i)
        if ((at[i] & 0xC0) != 0x80) return 0;
    return length;
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
    const auto* at = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t left = text.size();
    while (left >= 8) {
        std::uint64_t eight;
        std::memcpy(&eight, at, 8);
        if ((eight & 0x8080808080808080u) == 0) {
            at += 8;
            left -= 8;
            continue;
        }
        const std::size_t length = sequence(at, left);
        if (length == 0) return false;
        at += length;
        left -= length;
    }
    if (left > 0 && text.size() >= 8) {
        // The last eight once more, as they mostly are ASCII too.
        std::uint64_t eight;
        std::memcpy(&eight, text.data() + text.size() - 8, 8);
        if ((eight & 0x8080808080808080u) == 0) return true;
    }
    while (left > 0) {
        const std::size_t length = sequence(at, left);
        if (length == 0) return false;
        at += length;
        left -= length;
    }
    return true;
}

std::size_t utf8_length(std::string_view text) noexcept {
    return text.empty() ? 0 : sequence(reinterpret_cast<const unsigned char*>(text.data()), text.size());
}

std::string as_utf8(std::string_view text) {
    if (is_utf8(text)) return std::string(text);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        if (length != 0) {
            out += text.substr(0, length);
        } else {
            const auto byte = static_cast<unsigned char>(text.front());
            out += "\\x";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
        text.remove_prefix(length != 0 ? length : 1);
    }
    return out;
}

}  // namespace quoin::tree
