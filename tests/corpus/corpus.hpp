// The corpus of real DICOM files: where it is, what is in it, what pydicom read.
#pragma once

#include <quoin/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace quoin::corpus {

/// $QUOIN_CORPUS, else the folder beside the checkout; empty where there is none.
std::filesystem::path folder();

/// Every DICOM file in it, sorted by name.
std::vector<std::filesystem::path> dicom_files();

/// The DICOM JSON model of a file by pydicom, without file meta; an empty object where it read nothing.
value by_pydicom(const std::filesystem::path& dicom_file);

}  // namespace quoin::corpus
