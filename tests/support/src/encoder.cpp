#include "encoder.hpp"

#include "value_bytes.hpp"

#include <dicom_writer/value_representation.hpp>

#include <array>
#include <cstdio>
#include <limits>
#include <stdexcept>

namespace dicom_writer {
namespace {

constexpr std::uint32_t undefined_length = 0xffffffff;
constexpr std::uint32_t item_tag = 0xfffee000;
constexpr std::uint32_t item_end_tag = 0xfffee00d;
constexpr std::uint32_t sequence_end_tag = 0xfffee0dd;

std::uint32_t length_field(std::size_t length, std::uint32_t most, const element& one) {
    if (length <= most) return static_cast<std::uint32_t>(length);
    std::array<char, 120> said{};
    std::snprintf(said.data(), said.size(),
                  "(%04X,%04X) %.2s: %zu bytes are more than its length field can say", one.tag >> 16,
                  one.tag & 0xffff, one.vr.c_str(), length);
    throw std::length_error(said.data());
}

}  // namespace

void encoder::put(const element& one) {
    const value_representation vr = value_representation_of(one.vr);
    if (const auto* list = std::get_if<items>(&one.value))
        sequence(one, *list);
    else if (const auto* pixels = std::get_if<encapsulated>(&one.value))
        fragments(one, *pixels);
    else if (const auto* list_of_numbers = std::get_if<std::vector<number>>(&one.value))
        value(one, numbers_as(*list_of_numbers, vr, how_.big_endian));
    else if (const auto* text = std::get_if<std::string>(&one.value))
        value(one, bytes(text->begin(), text->end()));
    else
        value(one, std::get<bytes>(one.value));
}

void encoder::header(const element& one, std::uint32_t length) {
    append_tag(to_, one.tag, how_.big_endian);
    if (!how_.explicit_vr) {
        append_integer(to_, length, 4, how_.big_endian);
        return;
    }
    if (one.vr.size() != 2) throw std::invalid_argument("a VR is two letters, not '" + one.vr + "'");
    to_.insert(to_.end(), one.vr.begin(), one.vr.end());
    if (value_representation_of(one.vr).long_header) {
        append_integer(to_, 0, 2, how_.big_endian);
        append_integer(to_, length, 4, how_.big_endian);
    } else {
        append_integer(to_, length_field(length, std::numeric_limits<std::uint16_t>::max(), one), 2,
                       how_.big_endian);
    }
}

void encoder::value(const element& one, bytes value) {
    if (!one.verbatim) {
        if (value.size() % 2 != 0 && one.padded && options_.pad)
            value.push_back(static_cast<std::uint8_t>(value_representation_of(one.vr).padding));
        header(one, one.claimed_length.value_or(length_field(value.size(), undefined_length - 1, one)));
    }
    to_.insert(to_.end(), value.begin(), value.end());
}

void encoder::sequence(const element& one, const items& list) {
    const lengths form = list.form.value_or(options_.form);
    const bool open = form.sequence == length_form::undefined;
    header(one, one.claimed_length.value_or(undefined_length));
    const std::size_t length_at = to_.size() - 4;

    // Items under UN are in implicit VR little endian, whatever the file is in.
    const bool unknown = one.vr == "UN";
    encoder inside(to_, unknown ? layout{false, false} : how_, options_);
    for (const data_set& item : list.list) {
        inside.mark(item_tag, undefined_length);
        const std::size_t item_length_at = to_.size() - 4;
        for (const element& member : item.elements()) inside.put(member);
        if (form.item == length_form::undefined)
            inside.mark(item_end_tag, 0);
        else
            inside.patch_length(item_length_at);
    }
    if (open)
        inside.mark(sequence_end_tag, 0);
    else if (!one.claimed_length)
        patch_length(length_at);
}

void encoder::fragments(const element& one, const encapsulated& pixels) {
    header(one, one.claimed_length.value_or(undefined_length));
    std::vector<std::uint32_t> offsets;
    std::uint32_t offset = 0;
    const auto padded_size = [&](const bytes& fragment) {
        const std::size_t odd = one.padded && options_.pad ? fragment.size() % 2 : 0;
        return length_field(fragment.size() + odd, undefined_length - 1, one);
    };
    for (const std::vector<bytes>& frame : pixels.frames) {
        offsets.push_back(offset);
        for (const bytes& fragment : frame) offset += 8 + padded_size(fragment);
    }
    if (pixels.table == offset_table::empty) offsets.clear();

    mark(item_tag, static_cast<std::uint32_t>(4 * offsets.size()));
    for (const std::uint32_t start : offsets) append_integer(to_, start, 4, how_.big_endian);
    for (const std::vector<bytes>& frame : pixels.frames) {
        for (const bytes& fragment : frame) {
            mark(item_tag, padded_size(fragment));
            to_.insert(to_.end(), fragment.begin(), fragment.end());
            if (padded_size(fragment) != fragment.size()) to_.push_back(0);
        }
    }
    mark(sequence_end_tag, 0);
}

void encoder::mark(std::uint32_t tag, std::uint32_t length) {
    append_tag(to_, tag, how_.big_endian);
    append_integer(to_, length, 4, how_.big_endian);
}

void encoder::patch_length(std::size_t length_at) {
    const std::size_t length = to_.size() - length_at - 4;
    bytes field;
    append_integer(field, length, 4, how_.big_endian);
    std::copy(field.begin(), field.end(), to_.begin() + static_cast<std::ptrdiff_t>(length_at));
}

}  // namespace dicom_writer
