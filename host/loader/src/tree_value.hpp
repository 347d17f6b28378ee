// A tree as a value: what a provider gets as its configuration.
#pragma once

#include <loader/tree.hpp>
#include <quoin/value.hpp>

namespace quoin::loader {

/// Texts, numbers and flags as the core schema of YAML 1.2 reads them; a number too large for 64 bits as
/// text.
value to_value(const node& tree);

}  // namespace quoin::loader
