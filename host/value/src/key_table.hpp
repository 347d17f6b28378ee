// The keys that the whole process knows by a number.
#pragma once

#include <quoin/abi.h>

#include <cstdint>
#include <string_view>

// A key; the text follows it. Its name comes from abi.h, where it is opaque.
struct quoin_key {
    std::uint32_t hash;
    std::uint32_t id;
    std::uint32_t length;

    std::string_view text() const noexcept { return {reinterpret_cast<const char*>(this + 1), length}; }
};

namespace quoin::tree {

inline constexpr std::uint32_t max_interned = 1'000'000;

// The key of that text, made if there is none yet; null beyond max_interned, for text that is no UTF-8 and
// when memory is out. Any thread; takes a lock only to make one.
const quoin_key* intern(std::string_view text) noexcept;

// The key of that number, which must come from a key that exists. Any thread, no lock.
const quoin_key* interned(std::uint32_t id) noexcept;

}  // namespace quoin::tree
