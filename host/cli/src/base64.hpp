// Base64 as DICOM JSON has it (RFC 4648 section 4; PS3.18 F.2.7): padded, without line breaks.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace quoin::cli {

/// The bytes; nothing where the text is no base64.
std::optional<std::vector<std::uint8_t>> from_base64(std::string_view text);

}  // namespace quoin::cli
