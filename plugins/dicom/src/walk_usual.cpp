#include "walker.hpp"

#include <algorithm>
#include <array>

namespace quoin::dicom {

namespace {

constexpr auto forms = [] {
    std::array<form, detail::vr_rows.size()> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        if (const vr_traits& is = detail::vr_rows[i].is; is.known)
            table[i] = is.long_form ? form::long_form : form::short_form;
    return table;
}();

constexpr std::size_t item_head = 8;
constexpr std::uint32_t smallest_head = 8;
constexpr std::uint32_t largest_head = 12;

/// A private element that nothing but its creator can say the meaning of.
constexpr bool stays_unknown(std::uint32_t tag) noexcept {
    return tags::is_private(tag) && !tags::is_private_creator(tag);
}

}  // namespace

form form_of(const unsigned char* letters) noexcept {
    const bool capitals = (load<std::uint16_t>(letters, false) & 0xE0E0) == 0x4040;
    return capitals
               ? forms[detail::row_of(vr_of(static_cast<char>(letters[0]), static_cast<char>(letters[1])))]
               : form::unknown;
}

/// All places are counted from the cursor, `p` is the one gone over to. The levels that begin here are kept here
/// and handed to the walker at the end: what is written to them must not make the compiler forget the rest.
template <bool explicit_vr, bool big_endian>
void walker::go_over_usual() {
    constexpr std::uint16_t flags_of_value = big_endian ? element::big_endian : 0;
    level& outermost = in();
    struct level_around {
        std::uint64_t end;
        std::uint32_t entry;
        std::uint32_t last_tag;
    };
    constexpr std::size_t most_levels = 16;
    std::array<level_around, most_levels> around;
    std::size_t depth = 0;
    const std::size_t depth_left = std::min(
        most_levels, 2 * std::size_t{limits_.depth} - std::min(2 * std::size_t{limits_.depth}, open_.size()));
    const bool in_root = open_.size() == 1;
    const std::uint64_t first_offset = bytes_.offset();
    // The level that is gone over, each part by itself: copied as a whole into `around`, it would have to wait until
    // what was written of it part by part is in memory. Levels of elements and sequences take turns.
    std::uint64_t end = outermost.end == open_end ? open_end : outermost.end - first_offset;
    auto entry = static_cast<std::uint32_t>(outermost.entry);
    std::uint32_t last_tag = outermost.last_tag;
    bool in_sequence = outermost.sequence;

    const unsigned char* const bytes = bytes_.here();
    const std::size_t filled = bytes_.ahead();
    const std::uint32_t base = bytes_.position();
    const std::uint32_t most = std::min(limits_.bulk_in_header, undefined_length - 1);
    std::size_t p = 0;
    std::size_t stop = static_cast<std::size_t>(std::min<std::uint64_t>(end, filled));

    element_list& list = into_.elements;
    element* next = list.end();
    const element* limit = list.begin() + list.capacity();
    std::uint32_t members = 0;
    const auto entries = [&] { return static_cast<std::uint32_t>(next - list.begin()); };
    const auto make_room = [&] {
        if (next != limit) [[likely]]
            return;
        list.set_size(list.capacity());
        list.grow();
        next = list.end();
        limit = list.begin() + list.capacity();
    };
    const auto enter = [&](std::uint32_t length) {
        level_around& left = around[depth++];
        left.end = end;
        left.entry = entry;
        left.last_tag = last_tag;
        end = length == undefined_length ? open_end : p + length;
        entry = entries() - 1;
        last_tag = 0;
        in_sequence = !in_sequence;
        stop = static_cast<std::size_t>(std::min<std::uint64_t>(end, filled));
    };
    const auto leave = [&] {
        list[entry].length = entries() - entry - 1;
        const level_around& back = around[--depth];
        end = back.end;
        entry = back.entry;
        last_tag = back.last_tag;
        in_sequence = !in_sequence;
        stop = static_cast<std::size_t>(std::min<std::uint64_t>(end, filled));
    };

    for (;;) {
        if (end == p) {
            if (depth == 0) break;
            leave();
            continue;
        }
        if (in_sequence) {
            if (filled - p < item_head) break;
            const std::uint32_t tag = load_tag(bytes + p, big_endian);
            const auto length = load<std::uint32_t>(bytes + p + 4, big_endian);
            if (tag == tags::sequence_end && length == 0 && end == open_end && depth != 0) {
                p += item_head;
                leave();
                continue;
            }
            if (tag != tags::item) break;
            if (length != 0) {
                // Whether its elements are written as those around it has to be looked at.
                if (filled - p < 2 * item_head || depth == depth_left) break;
                if (length != undefined_length && p + item_head + length > end) break;
                if (load_tag(bytes + p + item_head, big_endian) != tags::item_end &&
                    (form_of(bytes + p + item_head + 4) == form::unknown) == explicit_vr)
                    break;
            }
            make_room();
            *next++ = {tags::item, vr::none, 0, base + static_cast<std::uint32_t>(p), 0};
            p += item_head;
            if (length == 0) continue;
            enter(length);
        }
        const bool root = in_root && depth == 0;
        const std::uint32_t before = root && file_meta_ ? last_of_file_meta + 1 : tags::float_pixel_data;
        std::uint32_t length = 0;
        bool sequence = false;
        const std::uint32_t entries_before = entries();
        // The last element of an item may be shorter than the largest head: what is read of a head must be in
        // memory, what an element takes must be in the item.
        while (stop - p >= smallest_head && filled - p >= largest_head) {
            const unsigned char* const at = bytes + p;
            const std::uint32_t tag = load_tag(at, big_endian);
            // Pixel data and delimiters have tags above; group lengths are counted elsewhere.
            if (tag <= last_tag || tag >= before || (tag & 0xFFFFU) == 0) break;
            vr representation = vr::none;
            std::uint32_t size = 8;
            if constexpr (explicit_vr) {
                const form is = form_of(at + 4);
                representation = vr_of(static_cast<char>(at[4]), static_cast<char>(at[5]));
                if (is == form::short_form) [[likely]] {
                    length = load<std::uint16_t>(at + 6, big_endian);
                } else if (is == form::long_form) {
                    length = load<std::uint32_t>(at + 8, big_endian);
                    size = largest_head;
                    sequence = representation == vr::SQ;
                    if (representation == vr::UN && !stays_unknown(tag)) break;
                } else {
                    break;
                }
            } else {
                length = load<std::uint32_t>(at + 4, big_endian);
                representation = implicit_representation_of(tag);
                sequence = representation == vr::SQ;
                if (is_open(representation)) into_.open_vr = true;
            }
            if (sequence) {
                const bool fits =
                    size <= stop - p && (length == undefined_length || p + size + length <= end);
                if (!fits || depth == depth_left) {
                    sequence = false;
                    break;
                }
            } else if (length > most || (length & 1U) != 0 || size + std::size_t{length} > stop - p) {
                break;
            }
            make_room();
            p += size;
            *next++ = sequence ? element{tag, vr::SQ, 0, base + static_cast<std::uint32_t>(p), 0}
                               : element{tag, representation, flags_of_value,
                                         base + static_cast<std::uint32_t>(p), length};
            last_tag = tag;
            if (sequence) break;
            p += length;
        }
        if (root) members += entries() - entries_before;
        if (sequence) {
            if (length != 0) enter(length);
        } else if (depth != 0 && end == open_end && stop - p >= item_head &&
                   load_tag(bytes + p, big_endian) == tags::item_end &&
                   load<std::uint32_t>(bytes + p + 4, big_endian) == 0) {
            p += item_head;
            leave();
        } else if (end != p) {
            break;
        }
    }
    list.set_size(entries());
    into_.members += members;
    bytes_.advance(p);
    // The levels around come first, the innermost is the one that is gone over.
    outermost.last_tag = depth == 0 ? last_tag : around[0].last_tag;
    bool sequence = outermost.sequence;
    for (std::size_t i = 1; i <= depth; ++i) {
        const level_around of = i == depth ? level_around{end, entry, last_tag} : around[i];
        sequence = !sequence;
        open_.push_back({.entry = of.entry,
                         .end = of.end == open_end ? open_end : first_offset + of.end,
                         .last_tag = of.last_tag,
                         .written = {.explicit_vr = explicit_vr, .big_endian = big_endian},
                         .sequence = sequence});
    }
}

template void walker::go_over_usual<true, false>();
template void walker::go_over_usual<true, true>();
template void walker::go_over_usual<false, false>();

}  // namespace quoin::dicom
