// How answers become JSON everywhere in the command: one place for the limits.
#pragma once

#include <quoin/json.hpp>

namespace quoin::cli {

/// Lazy arrays up to this many bytes (a lookup table, an icon) are read and written inline; larger ones
/// (pixel data) are written as {"BulkDataURI": ".."} and not read.
inline constexpr std::size_t inline_bytes = 64UL * 1024;

inline json_options answer_json(int indent = 0) noexcept {
    return {.indent = indent, .lazy_limit = inline_bytes};
}

}  // namespace quoin::cli
