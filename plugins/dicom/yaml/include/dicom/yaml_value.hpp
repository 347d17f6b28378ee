// dicom/yaml_value.hpp - YAML that somebody wrote beside images, or for a plugin, as a value.
//
// One document of YAML 1.2 in its core schema: null, true, false, 12, 0x1F, 1.5 are what they look like, what is
// quoted is text. Maps have text as keys, each once. Anchors, aliases and tags are refused: nothing that comes
// with an image needs them, and a few lines of them are a document of gigabytes.
#pragma once

#include <quoin/value.hpp>

#include <cstddef>
#include <string_view>

namespace quoin::dicom {

inline constexpr std::size_t max_yaml_bytes = std::size_t{4} << 20;
inline constexpr std::size_t max_yaml_values = 200'000;
inline constexpr std::size_t max_yaml_depth = 64;

/// Throws quoin::error QUOIN_E_FORMAT, "NAME:LINE:COLUMN: what is wrong"; QUOIN_E_LIMIT where it is too large.
value yaml_value(std::string_view text, std::string_view name);

}  // namespace quoin::dicom
