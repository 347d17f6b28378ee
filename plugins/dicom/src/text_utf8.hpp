// UTF-8 that may be damaged.
#pragma once

#include <string>
#include <string_view>

namespace quoin::dicom::detail {

/// Appends what is well-formed (no overlong form, surrogate or place above 10FFFFH) and U+FFFD for the rest:
/// one for each longest beginning of a character, as the Unicode standard recommends (section 3.9).
void append_utf8(std::string_view bytes, std::string& out, bool& damaged);

}  // namespace quoin::dicom::detail
