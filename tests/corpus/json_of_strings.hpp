// DICOM JSON as a server writes it that sends every number as a string (PS3.18 F.2.3.1 allows it for IS and DS).
#pragma once

#include <quoin/value.hpp>

#include <string_view>

namespace quoin::corpus {

/// The model with strings for numbers, and with the transfer syntax that a server offers: frames have no
/// answer without one, and JSON has no group 0002.
value json_of_strings(view model, std::string_view transfer_syntax);

}  // namespace quoin::corpus
