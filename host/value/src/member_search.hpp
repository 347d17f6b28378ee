// How the members that an object holds itself are searched. In a header, for it is what providers do most: whoever
// searches has the search without a call, and for many searches of one object finds its columns once.
#pragma once

#include "key_table.hpp"
#include "object_members.hpp"

#include <span>

namespace quoin::tree {

inline constexpr std::uint32_t no_member = 0xFFFF'FFFFu;

// The number of the member of that name; no_member where the object, which is no deferred one, does not hold it itself.
std::uint32_t own_member(const quoin_value* object, const wanted_key& name) noexcept;

// The same for keys of the process, of one object.
class own_members {
 public:
    explicit own_members(const quoin_value* object) noexcept
        : object_(object),
          head_(head_of(object)),
          hashes_(head_->hashes()),
          keys_(head_->keys()),
          slots_(head_->slots()),
          slot_count_(head_->slot_count) {}

    const quoin_value* base() const noexcept { return head_->base; }
    const quoin_value* at(std::uint32_t number) const noexcept { return resolved(head_->node(number)); }
    std::span<const std::uint32_t> keys() const noexcept { return {keys_, head_->own}; }

    std::uint32_t number_of(const quoin_key& name) const noexcept {
        return number_of(name, name.hash, name.id | interned_bit);
    }
    // For who has hash and key of many names beside each other: the name itself, elsewhere in memory, is hardly read.
    std::uint32_t number_of(const quoin_key& name, std::uint32_t hash, std::uint32_t key) const noexcept {
        if (slot_count_ != 0) {
            const std::uint32_t mask = slot_count_ - 1;
            for (std::uint32_t i = hash & mask; slots_[i] != 0; i = (i + 1) & mask)
                if (hashes_[slots_[i] - 1] == hash) return settled(slots_[i] - 1, key, name);
        } else if ((head_->hash_bits & hash_bit(hash)) != 0) {
            for (std::uint32_t i = 0; i < head_->own; ++i)
                if (hashes_[i] == hash) return settled(i, key, name);
        }
        return no_member;
    }

 private:
    // A member of that hash is the one, but for keys that are text and hashes that are equal by chance: these are rare,
    // and searched anew with all that it takes.
    std::uint32_t settled(std::uint32_t number, std::uint32_t key, const quoin_key& name) const noexcept {
        if (keys_[number] == key) [[likely]]
            return number;
        return own_member(object_, wanted(&name));
    }

    const quoin_value* object_;
    const object_head* head_;
    const std::uint32_t* hashes_;
    const std::uint32_t* keys_;
    const std::uint32_t* slots_;
    std::uint32_t slot_count_;
};

}  // namespace quoin::tree
