#include <dicom/base64.hpp>

#include <array>
#include <cstdint>

namespace quoin::dicom {

namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t none = 0xFF;

constexpr std::array<std::uint8_t, 256> make_values() {
    std::array<std::uint8_t, 256> out{};
    out.fill(none);
    for (std::size_t i = 0; i < letters.size(); ++i)
        out[static_cast<unsigned char>(letters[i])] = static_cast<std::uint8_t>(i);
    return out;
}
constexpr std::array<std::uint8_t, 256> values = make_values();

std::string_view without_padding(std::string_view text) noexcept {
    for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
    return text;
}

}  // namespace

std::string to_base64(std::span<const unsigned char> bytes) {
    std::string out((bytes.size() + 2) / 3 * 4, '=');
    char* to = out.data();
    std::size_t i = 0;
    const auto byte = [&bytes](std::size_t at) { return std::uint32_t{bytes[at]}; };
    for (; i + 3 <= bytes.size(); i += 3) {
        const std::uint32_t three = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
        for (int shift = 18; shift >= 0; shift -= 6) *to++ = letters[three >> shift & 63];
    }
    if (i == bytes.size()) return out;
    const bool two = i + 2 == bytes.size();
    const std::uint32_t rest = byte(i) << 16 | (two ? byte(i + 1) << 8 : 0);
    *to++ = letters[rest >> 18];
    *to++ = letters[rest >> 12 & 63];
    if (two) *to = letters[rest >> 6 & 63];
    return out;
}

std::size_t base64_size(std::string_view text) noexcept {
    return without_padding(text).size() * 3 / 4;
}

bool from_base64(std::string_view text, unsigned char* out) noexcept {
    const std::string_view kept = without_padding(text);
    const std::size_t left = kept.size() % 4;
    if (left == 1 || (kept.size() != text.size() && text.size() % 4 != 0)) return false;
    const auto value = [&kept](std::size_t at) {
        return std::uint32_t{values[static_cast<unsigned char>(kept[at])]};
    };
    std::uint32_t wrong = 0;
    std::size_t i = 0;
    for (; i + 4 <= kept.size(); i += 4) {
        const std::uint32_t a = value(i), b = value(i + 1), c = value(i + 2), d = value(i + 3);
        wrong |= a | b | c | d;
        const std::uint32_t three = (a & 63) << 18 | (b & 63) << 12 | (c & 63) << 6 | (d & 63);
        *out++ = static_cast<unsigned char>(three >> 16);
        *out++ = static_cast<unsigned char>(three >> 8);
        *out++ = static_cast<unsigned char>(three);
    }
    if (left != 0) {
        const std::uint32_t a = value(i), b = value(i + 1), c = left == 3 ? value(i + 2) : 0;
        wrong |= a | b | c;
        const std::uint32_t two = (a & 63) << 18 | (b & 63) << 12 | (c & 63) << 6;
        *out++ = static_cast<unsigned char>(two >> 16);
        if (left == 3) *out = static_cast<unsigned char>(two >> 8);
        if ((two & (left == 3 ? 0xFFU : 0xFFFFU)) != 0) return false;
    }
    return (wrong & 0xC0U) == 0;
}

}  // namespace quoin::dicom
