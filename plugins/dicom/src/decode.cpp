#include <dicom/decode.hpp>

#include <cstring>

namespace quoin::dicom {

namespace {

template <class Word>
Word bytes_at(const char* from) noexcept {
    Word out;
    std::memcpy(&out, from, sizeof out);
    return out;
}

}  // namespace

std::array<char, 8> tag_digits(std::uint32_t tag) noexcept {
    std::array<char, 8> out;
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = "0123456789ABCDEF"[tag >> (28 - 4 * i) & 0xF];
    return out;
}

plain_text look_at_text(std::string_view text) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101, high = ones << 7;
    constexpr auto zeros = [](std::uint64_t word) { return (word - ones) & ~word; };
    std::uint64_t odd = 0, ends = 0;
    const auto look = [&](std::uint64_t word) {
        odd |= word | zeros(word ^ (ones * 0x1B));
        ends |= zeros(word ^ (ones * '\\'));
    };
    const char* const at = text.data();
    const std::size_t size = text.size();
    if (size >= 8) {
        for (std::size_t i = 0; i + 8 < size; i += 8) look(bytes_at<std::uint64_t>(at + i));
        look(bytes_at<std::uint64_t>(at + size - 8));  // the last eight, some of them again
    } else if (size >= 4) {
        look(bytes_at<std::uint32_t>(at) | std::uint64_t{bytes_at<std::uint32_t>(at + size - 4)} << 32);
    } else if (size != 0) {
        const auto byte = [at](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(at[i])}; };
        look(byte(0) | byte(size / 2) << 8 | byte(size - 1) << 16);
    }
    if ((odd & high) != 0) return plain_text::no;
    return (ends & high) != 0 ? plain_text::several : plain_text::one;
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
