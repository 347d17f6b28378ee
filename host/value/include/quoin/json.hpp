// quoin/json.hpp - values as JSON text and back (Boost.JSON reads it). At the edges only: no JSON crosses the
// ABI.
#pragma once

#include <quoin/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace quoin {

struct json_options {
    int indent = 0;  ///< spaces a level; 0: one line
    /// Bytes of a lazy array up to which it is read and written inline; beyond, it is written as
    /// {"BulkDataURI": ".."} and not read. Arrays in memory are always written inline.
    std::size_t lazy_limit = 0;
};

/// JSON of a value. Bytes (u8) become {"InlineBinary": "<base64>"}, other typed arrays arrays of numbers; NaN
/// and infinities become null; reals are printed in the shortest form that reads back equal. An empty view
/// prints null. Throws error where a lazy array cannot be read.
std::string to_json(view of, const json_options& how = {});
/// Appends to out instead.
void append_json(std::string& out, view of, const json_options& how = {});

/// The value of a JSON text. Whole numbers that fit become ints, all others reals. Throws error
/// QUOIN_E_FORMAT with the byte offset: no JSON, a key twice, nesting beyond 512, a number out of range, text
/// that is no UTF-8.
value from_json(std::string_view text);

}  // namespace quoin
