// What all samples share: the invented patient, the study, UIDs that are always the same.
#pragma once

#include <dicom_writer/data_set.hpp>

#include <string>
#include <string_view>

namespace dicom_writer::samples {

/// UIDs under 2.25 (PS3.5 section B.2).
std::string uid(int number);

/// SOP common, patient, study, series and image elements of sample `number`.
data_set identity(std::string_view modality, std::string_view sop_class, int number);

/// Rows, columns and how a pixel is stored, for pixels of one sample without a sign; 0028,0004 says
/// `photometric`.
data_set& pixel_format(data_set& tree, std::string_view photometric, int rows, int columns,
                       int bits_allocated, int bits_stored);

}  // namespace dicom_writer::samples
