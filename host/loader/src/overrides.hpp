// --set KEY=VALUE: settings of the command line, over those of the manifest.
#pragma once

#include <loader/tree.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::loader {

/// One --set, read but not yet resolved: ids hold dots, so the key says nothing until the ids are known.
struct override_text {
    std::string key;
    node held;
    place at;  ///< "--set KEY"
};

/// Adds a fault where it is no KEY=VALUE or the value is no YAML.
std::optional<override_text> read_override(std::string_view given, faults& wrong);

/// When an override takes effect: what says which libraries are opened comes before any is.
enum class override_stage { before_scan, after_scan };

/// Puts the overrides of that stage into the tree. `ids`: every provider that is known; the longest id that
/// the key begins with is meant. A provider the manifest does not list gets an entry. After the scan an id or
/// key that is unknown is a fault, unless `ids_complete` is false: then an unknown id is no fault.
void apply_overrides(node& tree, const std::vector<override_text>& overrides, override_stage stage,
                     const std::vector<std::string>& ids, bool ids_complete, faults& wrong);

}  // namespace quoin::loader
