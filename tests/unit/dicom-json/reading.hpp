// Objects of the DICOM JSON model read for tests.
#pragma once

#include <object_reader.hpp>
#include <quoin/json.hpp>

#include <string>
#include <string_view>

namespace quoin::dicom_json {

/// One object, as text and as a value: both must give the same.
json_object read(std::string_view text);

/// naturalized of {"<tag>": <element>} as JSON, its braces and key left out.
std::string value_of(std::string_view tag, std::string_view element);

/// What was tolerated, lines joined by "; ", places left out.
std::string complaints(std::string_view tag, std::string_view element);

}  // namespace quoin::dicom_json
