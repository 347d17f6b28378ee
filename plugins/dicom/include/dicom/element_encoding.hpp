// dicom/element_encoding.hpp - how the elements of a data set are written (PS3.5 chapter 7 and annex A): what
// the transfer syntax says, and what the bytes look like where it says nothing or not the truth.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace quoin::dicom {

struct element_encoding {
    bool explicit_vr = true;
    bool big_endian = false;

    friend bool operator==(const element_encoding&, const element_encoding&) = default;
};

struct data_set_encoding {
    element_encoding elements;
    bool deflated = false;
};

/// What a Transfer Syntax UID says. Explicit VR little endian for one that is not registered: all
/// encapsulated ones, also private ones, are that.
data_set_encoding encoding_of(std::string_view transfer_syntax_uid) noexcept;

/// The transfer syntax of native pixel data in elements written so; empty where there is none.
std::string_view syntax_of(element_encoding written) noexcept;

/// "explicit VR little endian".
std::string_view describe(element_encoding written) noexcept;

/// What the first element of a data set looks like.
struct appearance {
    bool recognised = false;
    element_encoding written;
};
/// `first` are the bytes there (fewer than 8: never recognised), `remaining` how many follow in the source or
/// byte_source::unknown_size. Bytes that are an element in either byte order are in the one in which more
/// elements follow, else in that of `stated`.
appearance look_at(std::span<const unsigned char> first, std::uint64_t remaining,
                   element_encoding stated = {}) noexcept;

/// True where an element begins that says a representation of the standard.
bool says_vr(std::span<const unsigned char> first) noexcept;

}  // namespace quoin::dicom
