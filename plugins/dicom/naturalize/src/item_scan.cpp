#include "item_scan.hpp"

#include "attribute_values.hpp"
#include "plain_values.hpp"

#include <dicom/attribute_keys.hpp>
#include <dicom/dictionary.hpp>

namespace quoin::dicom {

namespace {

/// 0 where the dictionary has no such keyword.
std::uint32_t tag_of_name(quoin_str name, const quoin_key* key) {
    if (const std::uint32_t known = key != nullptr ? tag_of(key) : 0; known != 0) return known;
    const dictionary_entry* const entry = find_keyword(to_view(name));
    if (entry == nullptr) return 0;
    if (key != nullptr) key_of(*entry);  // found by tag_of from now on
    return entry->tag;
}

/// An item that has it says something that holds for the values in it.
bool says_what_holds(std::uint32_t tag) noexcept {
    return tag == tags::specific_character_set || tag == tags::pixel_representation;
}

}  // namespace

item_scan::item_scan(const data_set& in, const bulk_place& bulk, std::span<const quoin_wanted> wanted,
                     const quoin_listener& to)
    : in_(in), bulk_(bulk), to_(to) {
    members_.reserve(wanted.size());
    for (const quoin_wanted& one : wanted) {
        const bool nested = one.in.len != 0;
        const std::uint32_t sequence = nested ? tag_of_name(one.in, one.in_key) : 0;
        const std::uint32_t tag = tag_of_name(one.member, one.member_key);
        if (tag == 0 || (nested && sequence == 0)) knows_all_ = false;
        if (groups_.empty() || groups_.back().tag != sequence)
            groups_.push_back({sequence, members_.size(), members_.size()});
        members_.push_back({tag});
        ++groups_.back().end;
    }
}

quoin_code item_scan::run(std::size_t sequence, const surroundings& around) {
    std::uint64_t number = 0;
    for (std::size_t item = sequence + 1, end = in_.next(sequence); item < end; item = in_.next(item)) {
        const quoin_code code = tell_item(number, item, around);
        if (code != QUOIN_OK) return code;
        ++number;
    }
    return QUOIN_OK;
}

quoin_code item_scan::tell_item(std::uint64_t number, std::size_t item, const surroundings& around) {
    for (group& one : groups_) one.object = one.tag == 0 ? item : none;
    bool says = false;
    for (std::size_t at = item + 1, end = in_.next(item); at < end; at = in_.next(at)) {
        const element& of = in_.elements[at];
        says = says || says_what_holds(of.tag);
        if (!of.is_sequence() || !is_member(of) || of.length == 0) continue;
        for (group& one : groups_)
            if (one.tag == of.tag) one.object = at + 1;
    }
    const surroundings own = says ? holding_in(item, around) : surroundings{};
    for (const group& one : groups_) {
        if (one.object == none) continue;
        const quoin_code code = tell_group(number, one, says ? own : around);
        if (code != QUOIN_OK) return code;
    }
    return QUOIN_OK;
}

quoin_code item_scan::tell_group(std::uint64_t number, const group& of, const surroundings& around) {
    const std::span<member> wanted = std::span(members_).subspan(of.first, of.end - of.first);
    for (member& one : wanted) one.entry = none;
    bool says = false;
    for (std::size_t at = of.object + 1, end = in_.next(of.object); at < end; at = in_.next(at)) {
        const element& there = in_.elements[at];
        says = says || says_what_holds(there.tag);
        for (member& one : wanted)
            if (one.tag == there.tag && is_member(there)) one.entry = at;
    }
    const surroundings own = says ? holding_in(of.object, around) : surroundings{};
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].entry == none) continue;
        values_.clear();
        read(wanted[i].entry, says ? own : around);
        const quoin_code code = to_.told(to_.context, number, of.first + i, values_.data(), values_.size());
        if (code != QUOIN_OK) return code;
    }
    return QUOIN_OK;
}

/// Rare, and dear to find out.
surroundings item_scan::holding_in(std::size_t item, const surroundings& around) const {
    return item_range(in_, static_cast<std::uint32_t>(item), around, nullptr).holds;
}

void item_scan::read(std::size_t entry, const surroundings& around) {
    const element& of = in_.elements[entry];
    if (of.is_sequence()) {
        for (std::size_t item = entry + 1; item < in_.next(entry); item = in_.next(item))
            values_.push_back({.kind = QUOIN_OBJECT, .reserved = 0, .integer = 0, .real = 0, .text = {}});
        return;
    }
    if (plain_values(in_, of, around, values_)) return;
    builder made;
    attribute_values(made.get(), in_, bulk_, nullptr).add(of, around);
    made_ = made.finish();
    values_.clear();
    add_scalars(made_, values_);
}

}  // namespace quoin::dicom
