// member_table.hpp - the members of one object by number, tag and name.
#pragma once

#include <dicom/attribute_keys.hpp>
#include "object_range.hpp"

#include <atomic>
#include <memory>

namespace quoin::dicom {

/// Made for an object when a member is first asked for. `in` must outlive it. Any thread.
class member_table {
 public:
    member_table(const data_set& in, const object_range& of);
    ~member_table();
    member_table(const member_table&) = delete;
    member_table& operator=(const member_table&) = delete;

    /// Entry of the index that is member number `index`.
    std::uint32_t entry(std::uint32_t index) const noexcept { return entries_[index]; }
    /// The name of a member; good as long as the table.
    std::string_view name(std::uint32_t index) const;
    /// The number of the member of that name, whose key is `key` or null; none where there is none.
    std::uint32_t find(std::string_view name, const quoin_key* key) const {
        const std::uint32_t tag = key != nullptr ? tag_of(key) : 0;
        return tag != 0 ? with_tag(tag) : find_name(name, key);
    }
    static constexpr std::uint32_t none = 0xFFFFFFFF;

 private:
    struct odd_names;
    const odd_names& odd() const;
    std::uint32_t with_tag(std::uint32_t tag) const noexcept {
        for (std::size_t slot = slot_of(tag); slots_ != nullptr; slot = (slot + 1) & (slot_count_ - 1)) {
            const std::uint32_t there = slots_[slot];
            if (there == 0) return none;
            if (in_.elements[entries_[there - 1]].tag == tag) return there - 1;
        }
        return sorted_with_tag(tag);
    }
    std::size_t slot_of(std::uint32_t tag) const noexcept { return (tag * 0x9E3779B1U) >> shift_; }
    bool fill_slots() noexcept;
    void sort();
    std::uint32_t sorted_with_tag(std::uint32_t tag) const noexcept;
    std::uint32_t find_name(std::string_view name, const quoin_key* key) const;

    const data_set& in_;
    object_range of_;
    std::unique_ptr<std::uint32_t[]> room_;
    std::uint32_t* entries_;          // by number
    std::uint16_t* slots_ = nullptr;  // number + 1, by a hash of the tag; null: by order_
    std::uint32_t* order_ = nullptr;  // numbers in the order of the tags
    std::size_t slot_count_ = 0;
    unsigned shift_ = 0;
    mutable std::atomic<const odd_names*> odd_{nullptr};
};

}  // namespace quoin::dicom
