// What is wrong with a text before YAML is read: size, encoding, control characters, tabs.
#pragma once

#include <loader/tree.hpp>

#include <optional>
#include <string_view>

namespace quoin::loader {

/// The first thing because of which a text is not read as YAML, or empty.
std::optional<fault> unreadable_text(std::string_view text, const place& from);

}  // namespace quoin::loader
