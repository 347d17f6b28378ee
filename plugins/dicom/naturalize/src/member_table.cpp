#include "member_table.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>
#include <span>

namespace quoin::dicom {

/// The names that are no keyword, in one text; made all at once when the first is asked for.
struct member_table::odd_names {
    struct row {
        std::uint32_t member;
        std::uint32_t offset;
        std::uint32_t length;
    };
    private_blocks blocks;
    std::vector<row> rows = {};  // by member
    std::string text = {};

    std::string_view of(std::uint32_t member) const noexcept {
        const auto found = std::ranges::lower_bound(rows, member, {}, &row::member);
        return std::string_view(text).substr(found->offset, found->length);
    }
};

member_table::member_table(const data_set& in, const object_range& of) : in_(in), of_(of) {
    // More members than a slot can say, or tags made to fall into few slots, are searched by their order.
    constexpr std::uint32_t most = 0x8000;
    const std::uint32_t count = of.members;
    slot_count_ = std::bit_ceil(std::max<std::size_t>(count, 2) * 2);
    shift_ = 32U - static_cast<unsigned>(std::countr_zero(slot_count_));
    const std::size_t for_slots = count <= most ? slot_count_ / 2 : 0;
    room_ = std::make_unique_for_overwrite<std::uint32_t[]>(count + std::max<std::size_t>(for_slots, count));
    entries_ = room_.get();
    std::uint32_t next = 0;
    for (std::size_t at = of.first; at < of.end; at = in.next(at))
        if (is_member(in.elements[at])) entries_[next++] = static_cast<std::uint32_t>(at);
    if (count <= most) {
        slots_ = reinterpret_cast<std::uint16_t*>(entries_ + count);
        if (fill_slots()) return;
        slots_ = nullptr;
    }
    sort();
}

bool member_table::fill_slots() noexcept {
    constexpr int longest_search = 16;
    std::memset(slots_, 0, slot_count_ * sizeof *slots_);
    for (std::uint32_t i = 0; i < of_.members; ++i) {
        std::size_t slot = slot_of(in_.elements[entries_[i]].tag);
        for (int tried = 0; slots_[slot] != 0; ++tried) {
            if (tried == longest_search) return false;
            slot = (slot + 1) & (slot_count_ - 1);
        }
        slots_[slot] = static_cast<std::uint16_t>(i + 1);
    }
    return true;
}

void member_table::sort() {
    order_ = entries_ + of_.members;
    std::iota(order_, order_ + of_.members, 0U);
    if (!of_.in_order)
        std::sort(order_, order_ + of_.members, [this](std::uint32_t a, std::uint32_t b) {
            return in_.elements[entries_[a]].tag < in_.elements[entries_[b]].tag;
        });
}

member_table::~member_table() {
    delete odd_.load(std::memory_order_relaxed);
}

std::string_view member_table::name(std::uint32_t index) const {
    const std::uint32_t tag = in_.elements[entries_[index]].tag;
    if (const dictionary_entry* const known = dicom::find(tag); has_plain_name(tag, known))
        return known->keyword;
    return odd().of(index);
}

std::uint32_t member_table::find_name(std::string_view name, const quoin_key* key) const {
    if (const dictionary_entry* const known = find_keyword(name)) {
        if (key != nullptr) key_of(*known);  // found by tag_of from now on
        return with_tag(known->tag);
    }
    // Every other name begins with a tag or has a colon.
    if (name.size() != 8 && name.find(':') == std::string_view::npos) return none;
    const odd_names& names = odd();
    const std::uint32_t tag = tag_of_odd_name(name, names.blocks);
    const std::uint32_t found = tag == 0 ? none : with_tag(tag);
    const bool same = found != none && !has_plain_name(tag, dicom::find(tag)) && names.of(found) == name;
    return same ? found : none;
}

std::uint32_t member_table::sorted_with_tag(std::uint32_t tag) const noexcept {
    const auto tag_of_number = [this](std::uint32_t number) { return in_.elements[entries_[number]].tag; };
    const std::span<const std::uint32_t> numbers(order_, of_.members);
    const auto found = std::ranges::lower_bound(numbers, tag, {}, tag_of_number);
    return found != numbers.end() && tag_of_number(*found) == tag ? *found : none;
}

const member_table::odd_names& member_table::odd() const {
    if (const odd_names* const made = odd_.load(std::memory_order_acquire)) return *made;
    auto fresh = std::make_unique<odd_names>(odd_names{private_blocks(in_, of_)});
    for (std::uint32_t i = 0; i < of_.members; ++i) {
        const std::uint32_t tag = in_.elements[entries_[i]].tag;
        const dictionary_entry* const known = dicom::find(tag);
        if (has_plain_name(tag, known)) continue;
        const std::size_t from = fresh->text.size();
        append_odd_name(fresh->text, tag, known, fresh->blocks);
        if (fresh->text.size() > 0xFFFFFFFFU) throw std::bad_alloc();
        fresh->rows.push_back(
            {i, static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(fresh->text.size() - from)});
    }
    const odd_names* known = nullptr;
    if (odd_.compare_exchange_strong(known, fresh.get(), std::memory_order_acq_rel,
                                     std::memory_order_acquire))
        return *fresh.release();
    return *known;
}

}  // namespace quoin::dicom
