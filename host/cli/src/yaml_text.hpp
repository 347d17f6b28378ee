// Values as YAML 1.2 text that YAML 1.1 readers take the same way.
#pragma once

#include <quoin/value.hpp>

#include <string>

namespace quoin::cli {

/// Block style, ending in a line break; arrays of plain values stand on one line. Bytes and lazy arrays look
/// as they do in JSON. Throws error where a lazy array cannot be read.
std::string to_yaml(view of);

/// The text as a YAML scalar: plain where nothing could be read into it, else in double quotes.
std::string yaml_scalar(std::string_view text);

}  // namespace quoin::cli
