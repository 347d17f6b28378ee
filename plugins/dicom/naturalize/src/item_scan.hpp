// item_scan.hpp - members of many items of a sequence, read out of the index: no value of an item is made.
#pragma once

#include <dicom/naturalize.hpp>
#include "object_range.hpp"

#include <span>
#include <vector>

namespace quoin::dicom {

class item_scan {
 public:
    /// Tells `to` of `wanted` as quoin_values::scan does. All must outlive this.
    item_scan(const data_set& in, const bulk_place& bulk, std::span<const quoin_wanted> wanted,
              const quoin_listener& to);

    /// Whether every name is a keyword of the dictionary; others are not looked for here.
    bool knows_all() const noexcept { return knows_all_; }
    /// Of the items of the sequence that is that entry of the index, in an object in which `around` holds.
    /// QUOIN_OK or what told returned. Throws std::bad_alloc, quoin::error.
    quoin_code run(std::size_t sequence, const surroundings& around);

 private:
    static constexpr std::size_t none = 0;  // no entry below a sequence is the first of the index

    struct member {
        std::uint32_t tag;
        std::size_t entry = none;  ///< in the object at hand
    };
    /// Members that stand together, of one object: the item, or the first one in a sequence of the item.
    struct group {
        std::uint32_t tag;  ///< of that sequence; 0: the item itself
        std::size_t first, end;
        std::size_t object = none;  ///< its entry in the item at hand
    };

    quoin_code tell_item(std::uint64_t number, std::size_t item, const surroundings& around);
    quoin_code tell_group(std::uint64_t number, const group& of, const surroundings& around);
    surroundings holding_in(std::size_t item, const surroundings& around) const;
    void read(std::size_t entry, const surroundings& around);

    const data_set& in_;
    const bulk_place& bulk_;
    const quoin_listener& to_;
    std::vector<group> groups_;
    std::vector<member> members_;
    bool knows_all_ = true;
    std::vector<quoin_scalar> values_;
    value made_;  ///< what values_ refer to, where they were not plain
};

}  // namespace quoin::dicom
