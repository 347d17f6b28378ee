// dicom/dictionary.hpp - the data elements of the standard: tag, representation, multiplicity, keyword, name
// (PS3.6 chapters 6, 7 and 8; PS3.7 annex E for group 0000). Facts only; constant data, nothing runs at
// start.
//
// Included are the command set (group 0000), the file meta information (0002), directories (0004) and what is
// retired. Not included are private elements, and the group length (gggg,0000) of groups other than 0000 and
// 0002. Elements that the standard retired without a keyword, as (0028,0020), are treated as unknown. The
// table is written by generate/dictionary.py; its edition is that of the sources named there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "dicom/vr.hpp"

namespace quoin::dicom {

namespace detail {
extern const char dictionary_characters[];
}

/// A piece of constant text, as small as the table wants it; read it as a std::string_view.
struct dictionary_text {
    std::uint32_t packed;  ///< length in the high byte, place in the table's characters below

    [[nodiscard]] std::string_view view() const noexcept {
        return {detail::dictionary_characters + (packed & 0xFFFFFF), packed >> 24};
    }
    operator std::string_view() const noexcept { return view(); }  // NOLINT(google-explicit-constructor)
    friend bool operator==(dictionary_text a, std::string_view b) noexcept { return a.view() == b; }
};

/// One element, or one of a repeating group: its tag is then the first one, as (6000,3000) or (1000,0000).
struct dictionary_entry {
    std::uint32_t tag;   ///< group in the high half
    std::uint32_t mask;  ///< the bits of a tag that must agree with `tag`; all of them unless it repeats
    dictionary_text keyword;
    dictionary_text name;
    dictionary_text vm;   ///< as the standard writes it: "1", "1-n", "2-2n"
    std::uint32_t index;  ///< its place in the table: what at() takes
    vr representation;    ///< may be one of those that PS3.6 leaves open, as vr::US_or_SS; vr::none for items
    std::uint8_t vm_min;  ///< values
    std::uint8_t vm_max;  ///< values; 0: any number
    bool retired;
};

/// The element of a tag, also of a repeating group such as 60xx (even groups only); nullptr when the standard
/// does not have it. Any thread.
const dictionary_entry* find(std::uint32_t tag) noexcept;

/// The representation that find(tag) says; vr::none where there is no such element, as for items. Any thread.
vr representation_of(std::uint32_t tag) noexcept;

/// The element of a keyword, as "PatientName"; letters must agree in case. For a repeating group the entry of
/// its first tag. nullptr when there is none. Any thread.
const dictionary_entry* find_keyword(std::string_view keyword) noexcept;

/// Number of entries. They are sorted by tag, those that repeat after all others.
std::size_t dictionary_size() noexcept;

/// The entry at an index below dictionary_size().
const dictionary_entry& at(std::size_t index) noexcept;

/// Which representation an element has in implicit VR where the standard leaves it open (PS3.5 annex A.1): OW
/// for OB_or_OW, US_or_OW and US_or_SS_or_OW; US_or_SS becomes SS when Pixel Representation (0028,0103) is 1,
/// else US. Others come back unchanged.
vr implicit_representation(vr of, bool pixels_are_signed) noexcept;

}  // namespace quoin::dicom
