// dose.hpp - from values of an RT dose to dose (PS3.3 C.8.8.3).
#pragma once

#include <dicom/module.hpp>

namespace quoin::scaling {

/// Adds the scaling of an RT dose, its units and what was summed, or why there is none.
void add_dose(const dicom::module_input& from, builder& out);

}  // namespace quoin::scaling
