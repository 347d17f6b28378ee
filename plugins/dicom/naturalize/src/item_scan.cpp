#include "item_scan.hpp"

#include "attribute_values.hpp"
#include "plain_values.hpp"

#include <dicom/attribute_keys.hpp>
#include <dicom/dictionary.hpp>

#include <algorithm>

namespace quoin::dicom {

namespace {

/// Private and unknown elements, and repeating groups after the first, have such names, which only values tell of.
/// Every other name that the dictionary does not have is that of no element.
bool may_be_known_by_its_tag(std::string_view name) noexcept {
    return name.find(':') != std::string_view::npos || name.size() == 8;
}

/// 0 where the dictionary has no such keyword, which is the tag of no member.
std::uint32_t tag_of_name(quoin_str name, const quoin_key* key) {
    if (const std::uint32_t known = key != nullptr ? tag_of(key) : 0; known != 0) return known;
    const dictionary_entry* const entry = find_keyword(to_view(name));
    if (entry == nullptr) return 0;
    if (key != nullptr) key_of(*entry);  // found by tag_of from now on
    return entry->tag;
}

/// In place of a sequence's name: every sequence.
constexpr std::string_view any_array = "*";

bool has_items(const element& of) noexcept {
    return of.is_sequence() && is_member(of) && of.length != 0;
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
        const bool of_every_sequence = to_view(one.in) == any_array;
        const bool nested = one.in.len != 0 && !of_every_sequence;
        const std::uint32_t sequence = nested ? tag_of_name(one.in, one.in_key) : 0;
        const std::uint32_t tag = tag_of_name(one.member, one.member_key);
        if ((tag == 0 && may_be_known_by_its_tag(to_view(one.member))) || (nested && sequence == 0))
            knows_all_ = false;
        if (groups_.empty() || groups_.back().tag != sequence ||
            groups_.back().of_every_sequence != of_every_sequence)
            groups_.push_back({sequence, of_every_sequence, members_.size(), members_.size()});
        members_.push_back(tag);
        names_array_.push_back(of_every_sequence && one.member.len == 0);
        groups_.back().tags.add(tag);
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
        if (!has_items(of)) continue;
        for (group& one : groups_)
            if (one.tag == of.tag) one.object = at + 1;
    }
    const surroundings own = says ? holding_in(item, around) : surroundings{};
    for (const group& one : groups_) {
        if (one.object == none) continue;
        const surroundings& holds = says ? own : around;
        const quoin_code code = one.of_every_sequence ? tell_every_sequence(number, one, item, holds)
                                                      : tell_object(number, one, item, one.object, holds);
        if (code != QUOIN_OK) return code;
    }
    return QUOIN_OK;
}

quoin_code item_scan::tell_every_sequence(std::uint64_t number, const group& of, std::size_t item,
                                          const surroundings& around) {
    for (std::size_t at = item + 1, end = in_.next(item); at < end; at = in_.next(at)) {
        if (!has_items(in_.elements[at])) continue;
        const quoin_code code = tell_object(number, of, item, at + 1, around);
        if (code != QUOIN_OK) return code;
    }
    return QUOIN_OK;
}

quoin_code item_scan::tell_object(std::uint64_t number, const group& of, std::size_t item, std::size_t object,
                                  const surroundings& around) {
    found_.clear();
    for (std::size_t which = of.first; which < of.end; ++which)
        if (names_array_[which]) found_.push_back({which, object - 1});
    bool says = false;
    for (std::size_t at = object + 1, end = in_.next(object); at < end; at = in_.next(at)) {
        const element& there = in_.elements[at];
        says = says || says_what_holds(there.tag);
        if (!of.tags.may_have(there.tag) || !is_member(there)) continue;
        for (std::size_t which = of.first; which < of.end; ++which)
            if (members_[which] == there.tag) found_.push_back({which, at});
    }
    if (found_.empty()) return QUOIN_OK;
    std::ranges::sort(found_, {}, &found_member::which);
    const surroundings own = says ? holding_in(object, around) : surroundings{};
    for (const auto& [which, entry] : found_) {
        // Told a second time, of every sequence, where it was told of a named one just now.
        if (names_array_[which]) {
            read_name(entry, item, around);
        } else if (entry != read_) {
            values_.clear();
            read(entry, says ? own : around);
            read_ = entry;
        }
        const quoin_code code = to_.told(to_.context, number, which, values_.data(), values_.size());
        if (code != QUOIN_OK) return code;
    }
    return QUOIN_OK;
}

/// Rare, and dear to find out.
surroundings item_scan::holding_in(std::size_t item, const surroundings& around) const {
    return item_range(in_, static_cast<std::uint32_t>(item), around, nullptr).holds;
}

void item_scan::read_name(std::size_t sequence, std::size_t item, const surroundings& around) {
    const std::uint32_t tag = in_.elements[sequence].tag;
    const dictionary_entry* const known = find(tag);
    quoin_scalar name{};
    name.kind = QUOIN_STRING;
    if (has_plain_name(tag, known)) {
        name.text = to_str(known->keyword.view());
    } else {
        name_.clear();
        const object_range all = item_range(in_, static_cast<std::uint32_t>(item), around, nullptr);
        append_odd_name(name_, tag, known, private_blocks(in_, all));
        name.text = to_str(name_);
    }
    values_.assign(1, name);
    read_ = none;
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
