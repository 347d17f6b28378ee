// Where the parts of a JSON text stand, for what must be given back exactly as it came (the id of a request:
// 1.0 is not 1, and 12345678901234567890 fits no double).
#pragma once

#include <string_view>
#include <vector>

namespace quoin::cli {

/// A member's key with its quotes (empty in an array) and its content.
struct json_part {
    std::string_view key;
    std::string_view content;
};

/// The parts of an array or object, in their order; empty for anything else. Of a text that is no JSON, parts
/// of it that mean nothing.
std::vector<json_part> part_spans(std::string_view json);

/// Whether the text is a number as JSON writes it (RFC 8259 section 6).
bool is_json_number(std::string_view text) noexcept;

}  // namespace quoin::cli
