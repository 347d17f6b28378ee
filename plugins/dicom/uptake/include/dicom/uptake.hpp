// uptake.hpp - from values of a PET image to standardized uptake values.
#pragma once

#include <dicom/module.hpp>

namespace quoin::dicom {

/// Adds the factors of a PET image, or why there are none. The algorithm is that of the QIBA pseudo-code; what it
/// leaves open is never assumed.
void add_uptake(const module_input& from, builder& out);

}  // namespace quoin::dicom
