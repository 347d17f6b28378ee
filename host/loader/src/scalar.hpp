// What an unquoted YAML text means, by the core schema of YAML 1.2: `yes` and `010` are a text and the
// number 10.
#pragma once

#include <loader/tree.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace quoin::loader {

struct too_large {};  ///< a whole number that does not fit 64 bits, or a real beyond double

/// monostate is null; text is the node's own.
using scalar = std::variant<std::monostate, bool, std::int64_t, double, too_large, std::string_view>;

/// Of a node that is no list and no map.
scalar meaning(const node& of);

std::optional<std::int64_t> as_whole(const node& of);
std::optional<bool> as_flag(const node& of);
std::optional<std::string_view> as_text(const node& of);

/// "the text 'high'", "a list": what a problem says was found.
std::string found_there(const node& of);

}  // namespace quoin::loader
