// A tree against the table of keys.
#pragma once

#include <loader/manifest_keys.hpp>
#include <loader/tree.hpp>

#include <vector>

namespace quoin::loader {

/// Adds every problem of a map that should hold the keys of a section.
void check_section(const node& map, section in, faults& wrong);
/// Adds every problem of the value of one key.
void check_value(const node& given, const key_spec& key, faults& wrong);

}  // namespace quoin::loader
