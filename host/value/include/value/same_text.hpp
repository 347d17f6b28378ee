// Whether short texts are equal, as keys and names of types are: for these the call of a library function costs more than
// its work.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace quoin::tree {

inline bool is_same_text(std::string_view one, std::string_view other) noexcept {
    const std::size_t size = one.size();
    if (other.size() != size) return false;
    const auto is_same = [a = one.data(), b = other.data()]<class Word>(std::size_t at, Word first,
                                                                        Word second) {
        std::memcpy(&first, a + at, sizeof first);
        std::memcpy(&second, b + at, sizeof second);
        return first == second;
    };
    // Pieces of which the last overlaps the one before it, instead of a loop over the rest.
    if (size > 32) return std::memcmp(one.data(), other.data(), size) == 0;
    if (size >= 8) {
        for (std::size_t i = 0; i + 8 < size; i += 8)
            if (!is_same(i, std::uint64_t{}, std::uint64_t{})) return false;
        return is_same(size - 8, std::uint64_t{}, std::uint64_t{});
    }
    if (size >= 4)
        return is_same(0, std::uint32_t{}, std::uint32_t{}) &&
               is_same(size - 4, std::uint32_t{}, std::uint32_t{});
    for (std::size_t i = 0; i < size; ++i)
        if (one[i] != other[i]) return false;
    return true;
}

}  // namespace quoin::tree
