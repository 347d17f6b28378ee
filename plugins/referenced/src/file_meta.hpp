// file_meta.hpp - the file meta information of a file that is to be written (PS3.10 7.1).
#pragma once

#include "overridden_values.hpp"

namespace quoin::referenced {

/// The UID of this implementation, made once (2.25 and a UUID), and its name.
inline constexpr std::string_view implementation_uid = "2.25.266428939261698636932474153897325401867";
inline constexpr std::string_view implementation_name = "QUOIN_0.1.0";

/// Types metaSrAnnotation, metaRTSSContour and metaSegBitmap: {KEYWORD: {vr, Value}}.
value file_meta(std::string_view type, const overridden_values& overrides);

}  // namespace quoin::referenced
