// How the members of an object lie in its block, and how they are found.
//
// Columns: hashes, keys, then (for overriding members) their place in the base, the slots of large objects,
// and the nodes. Small objects are searched along the hashes, which are one or two cache lines; large ones by
// the slots. An object with a base holds what it changes and nothing else: first the members that override,
// in the order of the base, then those the base does not have, in the order they came.
#pragma once

#include "node.hpp"

namespace quoin::tree {

struct object_head {
    const quoin_value* base;   // an object of another block, or null
    std::uint32_t own;         // members in this block
    std::uint32_t overrides;   // the first of them, which override one of the base
    std::uint32_t slot_count;  // a power of two, or 0: no slots
    std::uint32_t depth;       // bases below this one
    std::uint32_t nodes;       // offset of the nodes from this head
    std::uint32_t
        hash_bits;  // of few members hash_bit of each: tells most names that are not there; else all

    const std::uint32_t* hashes() const noexcept { return reinterpret_cast<const std::uint32_t*>(this + 1); }
    const std::uint32_t* keys() const noexcept { return hashes() + own; }
    const std::uint32_t* positions() const noexcept { return keys() + own; }
    const std::uint32_t* slots() const noexcept { return positions() + overrides; }
    const quoin_value* node(std::size_t index) const noexcept {
        return reinterpret_cast<const quoin_value*>(reinterpret_cast<const std::byte*>(this) + nodes) + index;
    }
};
static_assert(sizeof(object_head) % 8 == 0);

constexpr std::uint32_t hash_bit(std::uint32_t hash) noexcept {
    return std::uint32_t{1} << (hash & 31U);
}
inline constexpr std::uint32_t any_hash = 0xFFFF'FFFFu;

// From here on an object gets slots.
inline constexpr std::uint32_t slots_from = 65;
// A find goes through every base, so their number is limited.
inline constexpr std::uint32_t max_bases = 64;

// A key in an object: an interned one by its number, or text in the block (a length of 32 bits, then the
// bytes) by its offset in units of 4 bytes.
inline constexpr std::uint32_t interned_bit = 0x8000'0000u;
std::string_view key_text(std::uint32_t key, const std::byte* block_start) noexcept;

// Slots for that many members.
constexpr std::uint32_t slots_for(std::uint32_t members) noexcept {
    std::uint32_t size = 16;
    while (size < members * 2) size *= 2;
    return size;
}

inline const object_head* head_of(const quoin_value* object) noexcept {
    return inside<object_head>(block_of(object), object->part.offset);
}

struct wanted_key {
    std::uint32_t hash;
    std::uint32_t interned;  // interned_bit and number, or 0
    std::string_view text;
};
wanted_key wanted(std::string_view text) noexcept;
wanted_key wanted(const quoin_key* key) noexcept;

// The member of an object or its bases, resolved; null if there is none.
const quoin_value* find_member(const quoin_value* object, const wanted_key& name) noexcept;
const quoin_value* find_member(const quoin_value* object, const quoin_key* name) noexcept;

// The object, or the one among its bases, that has the member itself; a deferred one also where it has not; null
// where there is neither.
const quoin_value* owner_of_member(const quoin_value* object, const wanted_key& name) noexcept;

// Its place in the order of `at`, without making a deferred one: QUOIN_OK, QUOIN_E_NOT_FOUND, or what a
// deferred object's source says.
quoin_code find_position(const quoin_value* object, const wanted_key& name, std::uint32_t* position) noexcept;

// Bases below the object.
std::uint32_t depth_of(const quoin_value* object) noexcept;

// The base of an object, or null.
const quoin_value* base_of(const quoin_value* object) noexcept;

// Member number index, resolved; null past the end.
const quoin_value* member_at(const quoin_value* object, std::size_t index, std::string_view* name) noexcept;

}  // namespace quoin::tree
