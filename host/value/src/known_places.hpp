// Where the objects of one writer have what a mould wants of them. Such objects have the same keys in the same order, so
// what was found in one of them is in the same place of the next: to compare their keys costs less than a few searches,
// and what is not there is not searched either.
#pragma once

#include "member_search.hpp"

#include <algorithm>
#include <memory>
#include <new>
#include <span>
#include <vector>

namespace quoin::tree {

// The keys of an object in their order, all of the process. All moulds that meet such objects refer to the same ones, which
// are then near in memory.
using keys_in_order = std::shared_ptr<const std::vector<std::uint32_t>>;

// Null where keys are text in the block of the object, which say nothing of the next; where there are too many, for they
// are held; and where memory is out. Any thread.
keys_in_order keys_in_order_of(std::span<const std::uint32_t> keys) noexcept;

class known_places {
 public:
    // Instead of the number of a member, which are fewer: what the line says is given, or is nothing of an object.
    static constexpr std::uint32_t is_given = no_member - 1, is_nothing = no_member;
    struct place {
        std::uint32_t line;  // of the mould
        std::uint32_t number;
    };

    bool are_of(const own_members& object) const noexcept {
        if (!keys_) return false;
        const std::span<const std::uint32_t> keys = object.keys();
        return keys.size() == keys_->size() && std::equal(keys.begin(), keys.end(), keys_->begin());
    }
    std::span<const place> all() const noexcept { return {places_.get(), count_}; }

    // Places of another object will be added, of at most `most` lines. False: none of this one may be.
    bool begin(const own_members& object, std::size_t most) noexcept {
        count_ = 0;
        keys_ = nullptr;
        if (!places_) places_.reset(new (std::nothrow) place[most]);
        if (places_) keys_ = keys_in_order_of(object.keys());
        return keys_ != nullptr;
    }
    void add(std::uint32_t line, std::uint32_t number) noexcept { places_[count_++] = {line, number}; }

 private:
    keys_in_order keys_;
    std::unique_ptr<place[]> places_;
    std::size_t count_ = 0;
};

}  // namespace quoin::tree
