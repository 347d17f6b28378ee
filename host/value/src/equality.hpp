// Whether two values hold the same.
#pragma once

#include <quoin/abi.h>

namespace quoin::tree {

// What quoin_values says of equal; false also where memory is out or a lazy array cannot be read.
bool equal(const quoin_value* a, const quoin_value* b) noexcept;

}  // namespace quoin::tree
