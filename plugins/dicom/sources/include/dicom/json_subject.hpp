// dicom/json_subject.hpp - what is DICOM JSON and what a Part 10 file: by the name of a file, by the first
// character of a text. No Part 10 file begins with a bracket but for one whose preamble does.
#pragma once

#include <quoin/value.hpp>

#include <string_view>

namespace quoin::dicom {

/// "x.json", "x.dcmjson", and what names an instance in one: "series.json/instances/2".
bool is_json_path(std::string_view path) noexcept;

/// Begins with '{' or '[', blanks before it aside.
bool is_json_text(std::string_view text) noexcept;
/// The same of bytes; false for other values.
bool is_json_text(view bytes);

/// "series.json" and "2" of "series.json/instances/2"; an empty instance where none is named.
struct json_path {
    std::string_view file, instance;
};
json_path parse_json_path(std::string_view path) noexcept;

}  // namespace quoin::dicom
