// Where the objects of one writer have what a mould wants of them. Such objects have the same keys in the same order, so
// what was found in one of them is in the same place of the next: to compare their keys costs less than a few searches,
// and what is not there is not searched either.
#pragma once

#include "member_search.hpp"

#include <cstring>
#include <memory>
#include <new>
#include <span>

namespace quoin::tree {

class known_places {
 public:
    struct place {
        std::uint32_t line;    // of the mould
        std::uint32_t number;  // of the member; no_member: what the line says is not in the object
    };

    bool are_of(const own_members& object) const noexcept {
        return are_known_ && object.keys().size() == key_count_ &&
               std::memcmp(object.keys().data(), keys_.get(), object.keys().size_bytes()) == 0;
    }
    std::span<const place> all() const noexcept { return {places_.get(), count_}; }

    // Places of another object will be added, of at most `most` lines. False: none of this one may be, since keys that
    // are text in its block say nothing of the next, or memory is out.
    bool begin(const own_members& object, std::size_t most) noexcept {
        are_known_ = false;
        count_ = 0;
        const std::span<const std::uint32_t> keys = object.keys();
        if (keys.size() > most_keys) return false;
        for (const std::uint32_t key : keys)
            if ((key & interned_bit) == 0) return false;
        if (!places_) places_.reset(new (std::nothrow) place[most]);
        if (!keys_ || keys.size() > room_) {
            keys_.reset(new (std::nothrow) std::uint32_t[keys.size()]);
            room_ = keys_ ? keys.size() : 0;
        }
        if (!places_ || !keys_) return false;
        std::memcpy(keys_.get(), keys.data(), keys.size_bytes());
        key_count_ = keys.size();
        return are_known_ = true;
    }
    void add(std::uint32_t line, std::uint32_t number) noexcept { places_[count_++] = {line, number}; }

 private:
    // Larger objects are searched: a mould would hold as much as they are.
    static constexpr std::size_t most_keys = 512;

    std::unique_ptr<std::uint32_t[]> keys_;
    std::unique_ptr<place[]> places_;
    std::size_t room_ = 0, key_count_ = 0, count_ = 0;
    bool are_known_ = false;
};

}  // namespace quoin::tree
