// item_scan.hpp - members of many items of a sequence, read out of the index: no value of an item is made.
#pragma once

#include <dicom/naturalize.hpp>
#include "object_range.hpp"

#include <bitset>
#include <span>
#include <string>
#include <vector>

namespace quoin::dicom {

/// Tells of most tags that they are none of some: of many that are wanted an object has few.
class tag_filter {
 public:
    void add(std::uint32_t tag) noexcept { bits_.set(place_of(tag)); }
    bool may_have(std::uint32_t tag) const noexcept { return bits_.test(place_of(tag)); }

 private:
    static constexpr std::size_t bits = 512;
    static std::size_t place_of(std::uint32_t tag) noexcept { return (tag * 0x9E3779B1U) >> 23U; }
    std::bitset<bits> bits_;
};

class item_scan {
 public:
    /// Tells `to` of `wanted` as quoin_values::scan does. All must outlive this.
    item_scan(const data_set& in, const bulk_place& bulk, std::span<const quoin_wanted> wanted,
              const quoin_listener& to);

    /// Whether the index can tell of every name; if not, nothing is looked for here.
    bool knows_all() const noexcept { return knows_all_; }
    /// Of the items of the sequence that is that entry of the index, in an object in which `around` holds.
    /// QUOIN_OK or what told returned. Throws std::bad_alloc, quoin::error.
    quoin_code run(std::size_t sequence, const surroundings& around);

 private:
    static constexpr std::size_t none = 0;  // no entry below a sequence is the first of the index

    /// A member that the object at hand has.
    struct found_member {
        std::size_t which;
        std::size_t entry;
    };
    /// Members that stand together, of one object: the item, or the first one in a sequence of the item.
    struct group {
        std::uint32_t tag;  ///< of that sequence; 0: the item itself, or of every sequence
        bool of_every_sequence;
        std::size_t first, end;
        tag_filter tags = {};       ///< of its members
        std::size_t object = none;  ///< its entry in the item at hand
    };

    quoin_code tell_item(std::uint64_t number, std::size_t item, const surroundings& around);
    quoin_code tell_every_sequence(std::uint64_t number, const group& of, std::size_t item,
                                   const surroundings& around);
    void read_name(std::size_t sequence, std::size_t item, const surroundings& around);
    quoin_code tell_object(std::uint64_t number, const group& of, std::size_t item, std::size_t object,
                           const surroundings& around);
    surroundings holding_in(std::size_t item, const surroundings& around) const;
    void read(std::size_t entry, const surroundings& around);

    const data_set& in_;
    const bulk_place& bulk_;
    const quoin_listener& to_;
    std::vector<group> groups_;
    std::vector<std::uint32_t> members_;  ///< their tags
    std::vector<bool> names_array_;       ///< of members_: the name of the sequence is told in place of one
    std::vector<found_member> found_;
    bool knows_all_ = true;
    std::size_t read_ = none;  ///< the entry whose values are in values_
    std::vector<quoin_scalar> values_;
    value made_;        ///< what values_ refer to, where they were not plain
    std::string name_;  ///< of a sequence, where it is no keyword
};

}  // namespace quoin::dicom
