// written_model.hpp - an object that came as DICOM JSON in the DICOM JSON model as Quoin writes it.
#pragma once

#include "object_reader.hpp"

#include <cstdint>
#include <string_view>

namespace quoin::dicom_json {

/// `subject` is what the URIs of bulk data name.
value model_of(const json_object& of, std::string_view subject, std::uint64_t inline_bytes);

}  // namespace quoin::dicom_json
