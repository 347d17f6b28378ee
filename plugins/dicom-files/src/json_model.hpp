// json_model.hpp - a data set in the DICOM JSON model.
#pragma once

#include <dicom/elements.hpp>
#include <quoin/value.hpp>

#include <cstdint>
#include <string_view>

namespace quoin::dicom_files {

/// `naturalized` is what dicom::naturalize made of `of`: the values are taken from there, the representations
/// from the index. `subject` is what the URIs of bulk data name.
value json_model_of(const dicom::data_set& of, view naturalized, std::string_view subject,
                    std::uint64_t inline_bytes);

}  // namespace quoin::dicom_files
