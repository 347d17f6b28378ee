#include "profile.hpp"

#include "profile_table.hpp"

#include <algorithm>
#include <array>

namespace quoin::deidentify {
namespace {

using dicom::vr;

bool is_time(vr of) noexcept {
    return of == vr::DA || of == vr::DT || of == vr::TM;
}

/// 50xx,xxxx, 60xx,3000 and 60xx,4000.
bool is_of_a_removed_pattern(std::uint32_t tag) noexcept {
    const std::uint32_t group = tag >> 24, element = tag & 0xFFFF;
    return group == 0x50 || (group == 0x60 && (element == 0x3000 || element == 0x4000));
}

/// Of the file meta information: who wrote and sent it (PS3.10 7.1). PS3.15 E.1.1 replaces all of it.
bool is_of_the_sender(std::uint32_t tag) noexcept {
    return tag >> 16 == 0x0002 && (tag & 0xFFFF) >= 0x0012;
}

/// Names of files in a DICOMDIR, which often are those of patients (PS3.3 F.3.2).
bool is_of_a_file_name(std::uint32_t tag) noexcept {
    return tag == 0x00041130 || tag == 0x00041141 || tag == 0x00041500;
}

/// Dates of patients that are written as text (PS3.3 C.7.1.1).
bool is_of_an_alternative_calendar(std::uint32_t tag) noexcept {
    return tag == 0x00100033 || tag == 0x00100034;
}

/// Whether its UID says of what kind something is, and not which one it is.
bool names_a_kind(std::string_view keyword) noexcept {
    constexpr std::array<std::string_view, 6> kinds{"Class",   "TransferSyntax", "CodingScheme",
                                                    "Context", "Template",       "MappingResource"};
    return std::ranges::any_of(
        kinds, [&](std::string_view word) { return keyword.find(word) != std::string_view::npos; });
}

treatment basic(action of, vr representation) noexcept {
    const bool sequence = representation == vr::SQ, time = is_time(representation);
    switch (of) {
        case action::x:
            return treatment::remove;
        case action::z:
        case action::x_z:
            return treatment::empty;
        case action::d:
            return treatment::dummy;
        case action::u:
            return treatment::uid;
        case action::z_d:
            return time ? treatment::empty : treatment::dummy;
        case action::x_d:
        case action::x_z_d:
            if (sequence) return treatment::remove;
            return time ? treatment::empty : treatment::dummy;
        case action::x_z_u:
            break;
    }
    return treatment::keep;
}

}  // namespace

bool holds_words(vr of) noexcept {
    constexpr std::array texts{vr::LO, vr::SH, vr::ST, vr::LT, vr::UT, vr::UC};
    return std::ranges::find(texts, of) != texts.end();
}

treatment profile::of(const dicom::dictionary_entry& attribute) const noexcept {
    constexpr std::uint32_t offset_from_utc = 0x00080201;
    const vr representation = attribute.representation;
    const std::uint32_t tag = attribute.tag;
    if (is_of_a_removed_pattern(tag) || is_of_the_sender(tag) || is_of_a_file_name(tag))
        return treatment::remove;
    const auto* const row = std::ranges::lower_bound(rows::all, attribute.tag, {}, &profile_row::tag);
    if (row == std::end(rows::all) || row->tag != attribute.tag) {
        if (representation == vr::UR || is_of_an_alternative_calendar(tag)) return treatment::remove;
        if (representation == vr::UI && !names_a_kind(attribute.keyword)) return treatment::uid;
        if (representation == vr::PN) return treatment::empty;
        if (is_time(representation)) return modified_dates ? treatment::shift : treatment::remove;
        return treatment::keep;
    }
    if (modified_dates && row->option == cleaned_by::dates) {
        if (is_time(representation)) return treatment::shift;
        // Times of day stay as they are, so the zone that they are in does too.
        if (row->tag == offset_from_utc) return treatment::keep;
    }
    // Bytes cannot be cleaned: the basic action stays.
    const bool can_be_cleaned = holds_words(representation) || representation == vr::SQ;
    if (clean_descriptors && row->option == cleaned_by::descriptors && can_be_cleaned)
        return treatment::clean;
    return basic(row->basic, representation);
}

}  // namespace quoin::deidentify
