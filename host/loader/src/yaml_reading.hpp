// YAML text to tree, with bounds that no text gets past.
#pragma once

#include <loader/tree.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::loader {

/// The tree of a YAML text of one document; empty where it cannot be read on from a problem, which is then
/// the last one added. `from`: where the text stands; with line 0 (a --set) every part has that place.
std::optional<node> read_yaml(std::string_view text, const place& from, faults& wrong);

}  // namespace quoin::loader
