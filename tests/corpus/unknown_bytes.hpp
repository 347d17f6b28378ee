// The bytes of an element whose representation is not known, against its value by somebody who knows it.
#pragma once

#include <quoin/value.hpp>

#include <string_view>

namespace quoin::corpus {

/// Whether `bytes`, little endian, are `expected`, an element of the DICOM JSON model.
bool same_bytes(std::string_view bytes, view expected);

}  // namespace quoin::corpus
