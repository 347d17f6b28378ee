// Copying and testing text of a few bytes, which keys and most strings are: for these the call of a library
// function costs more than its work.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace quoin::tree {

// As memcpy.
inline void copy_text(std::byte* to, std::string_view text) noexcept {
    const std::size_t size = text.size();
    const char* const from = text.data();
    // Two pieces that overlap in the middle instead of a loop over the rest.
    if (size > 32) {
        std::memcpy(to, from, size);
    } else if (size >= 16) {
        std::memcpy(to, from, 16);
        std::memcpy(to + size - 16, from + size - 16, 16);
    } else if (size >= 8) {
        std::memcpy(to, from, 8);
        std::memcpy(to + size - 8, from + size - 8, 8);
    } else if (size >= 4) {
        std::memcpy(to, from, 4);
        std::memcpy(to + size - 4, from + size - 4, 4);
    } else {
        for (std::size_t i = 0; i < size; ++i) to[i] = static_cast<std::byte>(from[i]);
    }
}

// True only for ASCII; false says nothing of text shorter than 8 bytes.
inline bool is_plain_ascii(std::string_view text) noexcept {
    constexpr std::uint64_t high_bits = 0x8080808080808080u;
    const std::size_t size = text.size();
    if (size < 8) return false;
    std::uint64_t eight, all;
    std::memcpy(&all, text.data() + size - 8, 8);
    for (std::size_t i = 0; i + 8 <= size; i += 8) {
        std::memcpy(&eight, text.data() + i, 8);
        all |= eight;
    }
    return (all & high_bits) == 0;
}

}  // namespace quoin::tree
