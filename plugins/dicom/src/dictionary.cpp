// Both searches are open addressing over the constant rows, with tables of indexes made at compile time.
#include "dicom/dictionary.hpp"

#include <array>
#include <bit>
#include <cstring>
#include <iterator>
#include <type_traits>

#include "dictionary_table.hpp"

namespace quoin::dicom {

namespace {

constexpr std::size_t slot_bits = 14;
constexpr std::size_t slot_count = std::size_t{1} << slot_bits;
constexpr std::uint16_t no_row = 0xFFFF;
static_assert(std::size(rows) < slot_count / 2, "the search tables are to stay half empty");

using slot_table = std::array<std::uint16_t, slot_count>;

constexpr std::size_t slot_of_tag(std::uint32_t tag) noexcept {
    return (tag * 0x9E3779B1U) >> (32 - slot_bits);
}

constexpr std::uint64_t eight_characters(const char* from) noexcept {
    if (std::is_constant_evaluated()) {
        std::uint64_t word = 0;
        for (unsigned i = 0; i < 8; ++i) {
            const std::uint64_t c = static_cast<unsigned char>(from[i]);
            word |= c << 8 * (std::endian::native == std::endian::little ? i : 7 - i);
        }
        return word;
    }
    std::uint64_t word = 0;
    std::memcpy(&word, from, sizeof word);
    return word;
}

constexpr std::size_t slot_of_keyword(const char* text, std::size_t size) noexcept {
    constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;
    std::uint64_t hash = size * factor;
    if (size >= 8) {
        for (std::size_t i = 0; i + 8 < size; i += 8) {
            hash = (hash ^ eight_characters(text + i)) * factor;
            hash ^= hash >> 32;
        }
        hash = (hash ^ eight_characters(text + size - 8)) * factor;
    } else {
        for (std::size_t i = 0; i < size; ++i) hash = (hash ^ static_cast<unsigned char>(text[i])) * factor;
    }
    hash ^= hash >> 32;
    return static_cast<std::size_t>((hash * factor) >> (64 - slot_bits));
}

constexpr void take_slot(slot_table& table, std::size_t slot, std::uint32_t row) noexcept {
    while (table[slot] != no_row) slot = (slot + 1) % slot_count;
    table[slot] = static_cast<std::uint16_t>(row);
}

constexpr slot_table tags = [] {
    slot_table table{};
    table.fill(no_row);
    for (std::uint32_t i = 0; i < exact_rows; ++i) take_slot(table, slot_of_tag(rows[i].tag), i);
    return table;
}();

constexpr slot_table keywords = [] {
    slot_table table{};
    table.fill(no_row);
    for (std::uint32_t i = 0; i < std::size(rows); ++i) {
        const std::uint32_t packed = rows[i].keyword.packed;
        take_slot(table, slot_of_keyword(detail::dictionary_characters + (packed & 0xFFFFFF), packed >> 24),
                  i);
    }
    return table;
}();

/// Tag and representation alone, in one piece: a data set in implicit VR asks for nothing else, for each element.
struct tag_and_vr {
    std::uint32_t tag;
    vr representation;
};
constexpr std::size_t vr_bits = 13;
constexpr std::uint32_t no_tag = 0xFFFFFFFF;
static_assert(exact_rows < (std::size_t{1} << vr_bits) * 2 / 3);

constexpr std::size_t place_of_vr(std::uint32_t tag) noexcept {
    return (tag * 0x9E3779B1U) >> (32 - vr_bits);
}

constexpr auto representations = [] {
    std::array<tag_and_vr, std::size_t{1} << vr_bits> table{};
    table.fill({no_tag, vr::none});
    for (std::uint32_t i = 0; i < exact_rows; ++i) {
        std::size_t place = place_of_vr(rows[i].tag);
        while (table[place].tag != no_tag) place = (place + 1) % table.size();
        table[place] = {rows[i].tag, rows[i].representation};
    }
    return table;
}();

/// The high bytes of the groups that repeat, so that other unknown tags, private ones above all, are told at
/// once.
constexpr bool may_repeat(std::uint32_t tag) noexcept {
    switch (tag >> 24) {
        case 0x00:
            return tag >> 16 == 0x0020 || tag >> 16 == 0x0028;
        case 0x10:
        case 0x50:
        case 0x60:
        case 0x7F:
            return (tag & 0x00010000) == 0;
        default:
            return false;
    }
}

static_assert(
    [] {
        for (std::uint32_t i = exact_rows; i < std::size(rows); ++i)
            if (!may_repeat(rows[i].tag)) return false;
        return true;
    }(),
    "may_repeat does not know a repeating group of the table");

}  // namespace

const dictionary_entry* find(std::uint32_t tag) noexcept {
    for (std::size_t slot = slot_of_tag(tag); tags[slot] != no_row; slot = (slot + 1) % slot_count)
        if (rows[tags[slot]].tag == tag) return &rows[tags[slot]];
    if (may_repeat(tag))
        for (std::uint32_t i = exact_rows; i < std::size(rows); ++i)
            if ((tag & rows[i].mask) == rows[i].tag) return &rows[i];
    return nullptr;
}

vr representation_of(std::uint32_t tag) noexcept {
    for (std::size_t place = place_of_vr(tag);; place = (place + 1) % representations.size()) {
        if (representations[place].tag == tag) return representations[place].representation;
        if (representations[place].tag == no_tag) break;
    }
    const dictionary_entry* const repeats = may_repeat(tag) ? find(tag) : nullptr;
    return repeats != nullptr ? repeats->representation : vr::none;
}

const dictionary_entry* find_keyword(std::string_view keyword) noexcept {
    std::size_t slot = slot_of_keyword(keyword.data(), keyword.size());
    for (; keywords[slot] != no_row; slot = (slot + 1) % slot_count)
        if (rows[keywords[slot]].keyword == keyword) return &rows[keywords[slot]];
    return nullptr;
}

std::size_t dictionary_size() noexcept {
    return std::size(rows);
}

const dictionary_entry& at(std::size_t index) noexcept {
    return rows[index];
}

vr implicit_representation(vr of, bool pixels_are_signed) noexcept {
    switch (of) {
        case vr::US_or_SS:
            return pixels_are_signed ? vr::SS : vr::US;
        case vr::OB_or_OW:
        case vr::US_or_OW:
        case vr::US_or_SS_or_OW:
            return vr::OW;
        default:
            return of;
    }
}

}  // namespace quoin::dicom
