// plain_values.hpp - the usual attribute: one value, a number or text that every character set reads alike.
// Decoded without a builder; whatever is otherwise is attribute_values' business.
#pragma once

#include "object_range.hpp"

#include <dicom/elements.hpp>
#include <quoin/value.hpp>

#include <vector>

namespace quoin::dicom {

/// False, with `out` as it was, where the value is anything else; also where there is something to complain
/// of.
bool plain_value(const data_set& in, const element& of, const surroundings& around,
                 quoin_scalar& out) noexcept;

/// The same of numbers, however many they are: adds them to `out`, none for null. False, with `out` in an
/// unknown state, as above.
bool plain_values(const data_set& in, const element& of, const surroundings& around,
                  std::vector<quoin_scalar>& out);

}  // namespace quoin::dicom
