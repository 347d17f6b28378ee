// The hash of keys and of subjects: fast for short text, and seeded anew in every process, so that nobody can
// send keys that all fall into one slot.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace quoin::tree {

// The same from the first call to the end of the process.
std::uint64_t hash_seed() noexcept;

template <class T>
std::uint64_t load(const char* from) noexcept {
    T out;
    std::memcpy(&out, from, sizeof out);
    return out;
}

// The two halves of the 128-bit product: every bit of both factors reaches every bit of the result.
inline std::uint64_t folded(std::uint64_t a, std::uint64_t b) noexcept {
#ifdef __SIZEOF_INT128__
    __extension__ using wide = unsigned __int128;
    const wide product = static_cast<wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
#else
    const std::uint64_t al = a & 0xFFFFFFFF, ah = a >> 32, bl = b & 0xFFFFFFFF, bh = b >> 32;
    const std::uint64_t low = al * bl, mid = ah * bl + (low >> 32), mid2 = al * bh + (mid & 0xFFFFFFFF);
    return ((mid2 << 32) | (low & 0xFFFFFFFF)) ^ (ah * bh + (mid >> 32) + (mid2 >> 32));
#endif
}

inline constexpr std::uint64_t odd1 = 0x9E3779B97F4A7C15u;  // 2^64 / golden ratio
inline constexpr std::uint64_t odd2 = 0xD6E8FEB86659FD93u;

inline std::uint32_t mixed_down(std::uint64_t hash) noexcept {
    return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

inline std::uint64_t wide_text_hash(std::string_view text) noexcept {
    const std::uint64_t seed = hash_seed();
    const char* at = text.data();
    std::size_t left = text.size();
    std::uint64_t state = seed ^ (odd1 * (left + 1));
    if (left > 16 && left <= 32) {
        // The two ends, which overlap in the middle: most keywords are this long, and both products run at
        // once.
        const std::uint64_t front =
            folded(load<std::uint64_t>(at) ^ state, load<std::uint64_t>(at + 8) ^ odd2 ^ seed);
        const std::uint64_t back = folded(load<std::uint64_t>(at + left - 16) ^ seed ^ odd1,
                                          load<std::uint64_t>(at + left - 8) ^ state);
        return folded(front ^ odd2, back ^ state);
    }
    while (left > 16) {
        state = folded(load<std::uint64_t>(at) ^ state, load<std::uint64_t>(at + 8) ^ odd2 ^ seed);
        at += 16;
        left -= 16;
    }
    std::uint64_t a = 0, b = 0;
    if (left >= 8) {
        a = load<std::uint64_t>(at);
        b = load<std::uint64_t>(at + left - 8);
    } else if (left >= 4) {
        a = load<std::uint32_t>(at);
        b = load<std::uint32_t>(at + left - 4);
    } else if (left > 0) {
        a = static_cast<unsigned char>(at[0]);
        b = (static_cast<std::uint64_t>(static_cast<unsigned char>(at[left / 2])) << 8) |
            static_cast<unsigned char>(at[left - 1]);
    }
    return folded(folded(a ^ state, b ^ odd1 ^ seed) ^ odd2, state ^ odd1);
}

/// Text whose hash is known, for finding it in a map of texts.
struct hashed_text {
    std::string_view text;
    std::uint64_t hash;
};
struct text_hasher {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return wide_text_hash(text); }
    std::size_t operator()(const hashed_text& of) const noexcept { return of.hash; }
};
struct text_equal {
    using is_transparent = void;
    bool operator()(std::string_view a, std::string_view b) const noexcept { return a == b; }
    bool operator()(const hashed_text& a, std::string_view b) const noexcept { return a.text == b; }
    bool operator()(std::string_view a, const hashed_text& b) const noexcept { return a == b.text; }
};

inline std::uint32_t text_hash(std::string_view text) noexcept {
    return mixed_down(wide_text_hash(text));
}

}  // namespace quoin::tree
