// dicom/decode.hpp - the value of one element out of its bytes (PS3.5 section 6.2): numbers, tags, the values
// of a text. What each representation means is here; where the bytes are is elements.hpp's business.
#pragma once

#include <dicom/byte_order.hpp>
#include <dicom/numbers.hpp>
#include <dicom/text.hpp>
#include <dicom/vr.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace quoin::dicom {

/// The bytes of a value as characters.
inline std::string_view as_text(std::span<const unsigned char> raw) noexcept {
    return {reinterpret_cast<const char*>(raw.data()), raw.size()};
}

/// Calls visit(std::int64_t), visit(std::uint64_t) or visit(double) for each number of SS US SL UL SV UV FL
/// FD; bytes that are left over at the end are no number. False for other representations.
template <class Visit>
bool each_number(std::span<const unsigned char> raw, vr of, bool big_endian, Visit&& visit) {
    const auto all = [&]<class T, class As>(T, As) {
        for (std::size_t at = 0; at + sizeof(T) <= raw.size(); at += sizeof(T))
            visit(static_cast<As>(load<T>(raw.data() + at, big_endian)));
        return true;
    };
    switch (of) {
        case vr::SS:
            return all(std::int16_t{}, std::int64_t{});
        case vr::US:
            return all(std::uint16_t{}, std::int64_t{});
        case vr::SL:
            return all(std::int32_t{}, std::int64_t{});
        case vr::UL:
            return all(std::uint32_t{}, std::int64_t{});
        case vr::SV:
            return all(std::int64_t{}, std::int64_t{});
        case vr::UV:
            return all(std::uint64_t{}, std::uint64_t{});
        case vr::FL:
            for (std::size_t at = 0; at + sizeof(float) <= raw.size(); at += sizeof(float))
                visit(shortest(load<float>(raw.data() + at, big_endian)));
            return true;
        case vr::FD:
            return all(double{}, double{});
        default:
            return false;
    }
}

/// Whether each_number knows it.
constexpr bool is_binary_number(vr of) noexcept {
    switch (of) {
        case vr::SS:
        case vr::US:
        case vr::SL:
        case vr::UL:
        case vr::SV:
        case vr::UV:
        case vr::FL:
        case vr::FD:
            return true;
        default:
            return false;
    }
}

/// A tag as eight hex digits.
std::array<char, 8> tag_digits(std::uint32_t tag) noexcept;

/// Whether text has neither a byte above 127 nor an escape, and of how many values it is then: every character
/// set reads these alike, but for the yen and overline of ISO_IR 13.
enum class plain_text : std::uint8_t { no, one, several };
plain_text look_at_text(std::string_view text) noexcept;
inline bool is_plain(std::string_view text) noexcept {
    return look_at_text(text) != plain_text::no;
}

/// One value as UTF-8 without padding: a part of `value` where it is plain, else made in `room`. `damaged`
/// becomes true where bytes were no characters of the set.
std::string_view decoded(std::string_view value, vr of, const character_set& set, std::string& room,
                         bool& damaged);

}  // namespace quoin::dicom
