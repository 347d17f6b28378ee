// The words of JSON: strings, numbers and bytes as text.
//
// Not Boost.JSON's serializer: it prints 0.2 as 2E-1 and 1.0 as 1E0, which every parser reads but nobody
// wants to see in a viewer's log, and it needs the whole value copied into its own tree first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace quoin::json {

// In quotes; control characters, quotes and backslashes escaped (RFC 8259), all other UTF-8 as it is.
void append_string(std::string& out, std::string_view text);
void append_int(std::string& out, std::int64_t number);
void append_int(std::string& out, std::uint64_t number);
// The fewest digits that read back equal, always with a point or an exponent, so that a real stays a real;
// without an exponent from 0.0001 up to 10^16. NaN and infinities are null.
void append_real(std::string& out, double number);
void append_real(std::string& out, float number);
// Base64 (RFC 4648) of bytes; a piece that is not the last must have a multiple of 3.
void append_base64(std::string& out, std::span<const std::byte> bytes);
// A path as part of a URI (RFC 3986): what is not unreserved or a slash is percent-encoded.
std::string uri_path(std::string_view path);

}  // namespace quoin::json
