// nm_geometry.hpp - what kind of nuclear medicine frames these are (PS3.3 C.8.4.8).
#pragma once

#include <dicom/module.hpp>

namespace quoin::dicom {

/// Adds imageSubType, the third value of Image Type, and isNMReconstructable. False where there is no third
/// value.
bool add_nm_geometry(const module_input& from, builder& out);

}  // namespace quoin::dicom
