// dicom_writer/value_representation.hpp - PS3.5 tables 6.2-1 and 7.1-1 as far as a writer needs them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace dicom_writer {

/// What the bytes of a value are.
enum class value_kind : std::uint8_t { text, signed_integer, unsigned_integer, real, tag, sequence, unknown };

struct value_representation {
    std::string_view letters;
    value_kind kind;
    unsigned width;    ///< bytes of one number; 1 for text
    bool long_header;  ///< explicit VR: two reserved bytes and a length of 32 bits, instead of one of 16
    char padding;      ///< what makes an odd length even
};

/// Every VR of PS3.5 table 6.2-1, in its order.
std::span<const value_representation> value_representations() noexcept;

/// Letters that are no VR are written as one that is still to be invented: long header, padded with NUL.
value_representation value_representation_of(std::string_view letters) noexcept;

}  // namespace dicom_writer
