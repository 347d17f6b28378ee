#include <dicom/element_encoding.hpp>

#include <dicom/byte_order.hpp>
#include <dicom/dictionary.hpp>
#include <dicom/uids.hpp>
#include <dicom/vr.hpp>

#include <algorithm>

namespace quoin::dicom {

data_set_encoding encoding_of(std::string_view transfer_syntax_uid) noexcept {
    if (transfer_syntax_uid == "1.2.840.10008.1.2.1") return {};  // what most say needs no search
    // GE, private: pixel data are big endian, the elements implicit little endian.
    if (transfer_syntax_uid == "1.2.840.113619.5.2") return {{.explicit_vr = false}, false};
    const transfer_syntax* const known = find_transfer_syntax(transfer_syntax_uid);
    if (known == nullptr) return {};
    return {{known->explicit_vr, known->big_endian}, known->deflated};
}

std::string_view syntax_of(element_encoding written) noexcept {
    if (written.explicit_vr) return written.big_endian ? "1.2.840.10008.1.2.2" : "1.2.840.10008.1.2.1";
    return written.big_endian ? "" : "1.2.840.10008.1.2";
}

std::string_view describe(element_encoding written) noexcept {
    if (written.explicit_vr)
        return written.big_endian ? "explicit VR big endian" : "explicit VR little endian";
    return written.big_endian ? "implicit VR big endian" : "implicit VR little endian";
}

namespace {

bool begins_a_data_set(std::uint32_t tag) noexcept {
    const std::uint32_t group = tag >> 16;
    if (group < 0x0002 || group > 0x7FE0) return false;
    if ((tag & 0xFFFFU) == 0 || group % 2 == 1) return true;
    const dictionary_entry* const known = find(tag);
    return known != nullptr && known->tag == tag;  // one of a repeating group comes late, if at all
}

vr stated_vr(std::span<const unsigned char> first) noexcept {
    return vr_of(static_cast<char>(first[4]), static_cast<char>(first[5]));
}

/// Whether it may be the first element in that order of bytes.
bool may_be(std::span<const unsigned char> first, std::uint64_t remaining, bool big_endian) noexcept {
    return begins_a_data_set(load_tag(first.data(), big_endian)) &&
           (is_long_form(stated_vr(first)) ||
            load<std::uint16_t>(first.data() + 6, big_endian) <= remaining - 8);
}

/// With Specific Character Set, Image Type or SOP Class UID in little endian: in big endian they would be of group
/// 0800, which the standard does not have, so that nothing else needs to be looked at.
bool begins_as_most_do(std::span<const unsigned char> first, std::uint64_t remaining) noexcept {
    const std::uint32_t tag = load_tag(first.data(), false);
    return (tag == 0x00080005 || tag == 0x00080008 || tag == 0x00080016) &&
           load<std::uint16_t>(first.data() + 6, false) <= remaining - 8;
}

/// How many elements follow each other in that order of bytes, as far as these go and values are no sequences. One byte
/// order has more: the group length of 0008 has in big endian the bytes that that of 0800 has in little endian.
int elements_in_a_row(std::span<const unsigned char> bytes, bool big_endian) noexcept {
    constexpr int enough = 16;
    int out = 0;
    for (std::uint32_t before = 0; out < enough && says_vr(bytes); ++out) {
        if (bytes.size() < 12) break;
        const std::uint32_t tag = load_tag(bytes.data(), big_endian);
        if (out != 0 && tag <= before) break;
        before = tag;
        const bool is_long = is_long_form(stated_vr(bytes));
        const std::size_t size = is_long ? 12 + std::size_t{load<std::uint32_t>(bytes.data() + 8, big_endian)}
                                         : 8 + std::size_t{load<std::uint16_t>(bytes.data() + 6, big_endian)};
        bytes = bytes.subspan(std::min(size, bytes.size()));
    }
    return out;
}

}  // namespace

appearance look_at(std::span<const unsigned char> first, std::uint64_t remaining,
                   element_encoding stated) noexcept {
    if (first.size() < 8) return {};
    if (says_vr(first)) {
        if (begins_as_most_do(first, remaining)) return {true, {.explicit_vr = true}};
        const bool little = may_be(first, remaining, false), big = may_be(first, remaining, true);
        bool big_endian = big;
        if (little && big) {
            const int if_little = elements_in_a_row(first, false), if_big = elements_in_a_row(first, true);
            big_endian = if_big != if_little ? if_big > if_little : stated.big_endian;
        }
        if (little || big) return {true, {.explicit_vr = true, .big_endian = big_endian}};
    }
    // Implicit VR has no mark of its own: only an element of the standard is taken for one.
    const std::uint32_t tag = load_tag(first.data(), false);
    const auto length = load<std::uint32_t>(first.data() + 4, false);
    if ((tag >> 16) % 2 == 0 && begins_a_data_set(tag) && (length == 0xFFFFFFFFU || length <= remaining - 8))
        return {true, {.explicit_vr = false}};
    return {};
}

bool says_vr(std::span<const unsigned char> first) noexcept {
    return first.size() >= 6 && is_known(vr_of(static_cast<char>(first[4]), static_cast<char>(first[5])));
}

}  // namespace quoin::dicom
