// dicom/uuid_uid.hpp - UIDs made of bytes (PS3.5 B.2).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace quoin::dicom {

/// Bytes, the most significant first, as decimal digits.
std::string decimal(std::span<const std::uint8_t> bytes);

/// "2.25." and a UUID of these bytes, of which the version (RFC 9562: 4 random, 8 of one's own making) and the
/// variant take six bits.
std::string uid_of_uuid(std::array<std::uint8_t, 16> bytes, std::uint8_t version);

}  // namespace quoin::dicom
