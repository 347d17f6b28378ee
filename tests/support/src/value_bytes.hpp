// The bytes of one value: text, numbers of a VR, either byte order.
#pragma once

#include <dicom_writer/data_set.hpp>
#include <dicom_writer/value_representation.hpp>

namespace dicom_writer {

/// `width` bytes of `value`.
void append_integer(bytes& to, std::uint64_t value, unsigned width, bool big_endian);

/// A tag is two units of two bytes, in either order.
void append_tag(bytes& to, std::uint32_t tag, bool big_endian);

/// Throws std::invalid_argument when the VR cannot hold one of the numbers.
bytes numbers_as(const std::vector<number>& values, const value_representation& vr, bool big_endian);

}  // namespace dicom_writer
