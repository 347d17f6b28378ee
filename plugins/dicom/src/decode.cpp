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
    constexpr std::size_t wide = sizeof(std::uint64_t);
    const auto odd_in = [](std::uint64_t word) {
        const std::uint64_t escape = word ^ (ones * 0x1B);  // a byte that is zero here was an escape
        return (word | ((escape - ones) & ~escape)) & high;
    };
    const auto word_at = [&](std::size_t at, std::size_t size) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, size);
        return word;
    };
    if (text.size() < wide) {
        std::uint64_t word = 0;
        for (const char c : text) word = word << 8 | static_cast<unsigned char>(c);
        return odd_in(word) == 0;
    }
    std::uint64_t odd = 0;
    for (std::size_t at = 0; at + wide < text.size(); at += wide) odd |= odd_in(word_at(at, wide));
    return (odd | odd_in(word_at(text.size() - wide, wide))) == 0;  // the last eight, some of them again
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
