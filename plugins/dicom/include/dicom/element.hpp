// dicom/element.hpp - one entry of the index of a data set, and what its tag says.
#pragma once

#include <dicom/vr.hpp>

#include <cstdint>

namespace quoin::dicom {

namespace tags {
inline constexpr std::uint32_t transfer_syntax_uid = 0x00020010;
inline constexpr std::uint32_t specific_character_set = 0x00080005;
inline constexpr std::uint32_t pixel_representation = 0x00280103;
inline constexpr std::uint32_t extended_offset_table = 0x7FE00001;
inline constexpr std::uint32_t float_pixel_data = 0x7FE00008;
inline constexpr std::uint32_t double_float_pixel_data = 0x7FE00009;
inline constexpr std::uint32_t pixel_data = 0x7FE00010;
inline constexpr std::uint32_t item = 0xFFFEE000;
inline constexpr std::uint32_t item_end = 0xFFFEE00D;
inline constexpr std::uint32_t sequence_end = 0xFFFEE0DD;

constexpr bool is_private(std::uint32_t tag) noexcept {
    return (tag >> 16 & 1U) != 0;
}
/// The element of a private group that says whose a block is (PS3.5 section 7.8.1).
constexpr bool is_private_creator(std::uint32_t tag) noexcept {
    return is_private(tag) && (tag & 0xFFFFU) >= 0x10 && (tag & 0xFFFFU) <= 0xFF;
}
constexpr bool is_file_meta(std::uint32_t tag) noexcept {
    return tag >> 16 == 0x0002;
}
/// Of a group of the data set: says how the file was written, and nothing of the object.
constexpr bool is_group_length(std::uint32_t tag) noexcept {
    return (tag & 0xFFFFU) == 0 && !is_file_meta(tag);
}
/// Never read by whoever asks about a header, however short.
constexpr bool is_pixel_data(std::uint32_t tag) noexcept {
    return tag == pixel_data || tag == float_pixel_data || tag == double_float_pixel_data;
}
}  // namespace tags

/// One entry of the index.
struct element {
    enum flag : std::uint16_t {
        in_source = 1,     ///< the value was left where it is: `position` is a row of data_set::left
        big_endian = 2,    ///< of the numbers in the value
        encapsulated = 4,  ///< the value is a series of fragments, their items included (PS3.5 annex A.4)
        cut = 8,           ///< the source ends inside the value; `left` has the length that is there
        unordered = 32,    ///< an item whose elements are not in the order of their tags
        superseded = 16,   ///< the same tag comes again later in the same item: the later one counts
    };
    std::uint32_t tag;
    vr representation;  ///< may be one that the dictionary leaves open, such as vr::US_or_SS
    std::uint16_t flags;
    std::uint32_t position;  ///< of the value in the header bytes
    std::uint32_t length;    ///< of the value in bytes; of a sequence or an item: the entries below it

    bool has(flag which) const noexcept { return (flags & which) != 0; }
    bool is_sequence() const noexcept { return representation == vr::SQ; }
    bool is_item() const noexcept { return tag == tags::item; }
};
static_assert(sizeof(element) == 16);

}  // namespace quoin::dicom
