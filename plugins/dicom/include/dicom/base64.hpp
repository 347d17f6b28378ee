// dicom/base64.hpp - base64 as RFC 4648 section 4 has it, for the InlineBinary of DICOM JSON.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace quoin::dicom {

/// With padding, without line breaks.
std::string to_base64(std::span<const unsigned char> bytes);

/// How many bytes the text stands for; nothing where its length cannot be that of base64. Padding may be
/// missing, as some servers leave it out.
std::size_t base64_size(std::string_view text) noexcept;

/// Decodes to `out`, which has base64_size(text) bytes. False where a character is none of base64 or bits
/// are left over.
bool from_base64(std::string_view text, unsigned char* out) noexcept;

}  // namespace quoin::dicom
