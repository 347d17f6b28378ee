#include <dicom/decode.hpp>

#include <cstring>

namespace quoin::dicom {

std::array<char, 8> tag_digits(std::uint32_t tag) noexcept {
    std::array<char, 8> out;
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = "0123456789ABCDEF"[tag >> (28 - 4 * i) & 0xF];
    return out;
}

bool is_plain(std::string_view text) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101, high = 0x8080808080808080;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, 8);
        const std::uint64_t escape = word ^ (ones * 0x1B);  // a byte that is zero here was an escape
        if (((word | ((escape - ones) & ~escape)) & high) != 0) return false;
    }
    for (; at < text.size(); ++at)
        if (const auto c = static_cast<unsigned char>(text[at]); c >= 0x80 || c == 0x1B) return false;
    return true;
}

std::string_view decoded(std::string_view value, vr of, const character_set& set, std::string& room,
                         bool& damaged) {
    const std::string_view kept = without_padding(value, of);
    if (is_plain(kept) && (set.ascii_compatible() || !is_charset_text(of))) return kept;
    room.clear();
    set.decode(kept, of, room, damaged);
    return room;
}

}  // namespace quoin::dicom
