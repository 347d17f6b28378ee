// palette.hpp - palette colour lookup tables as one number an entry.
#pragma once

#include <dicom/module.hpp>

namespace quoin::dicom {

/// Adds descriptor and data of the red, green, blue and alpha table (PS3.3 C.7.6.3.1.5, C.7.6.3.1.6). The
/// descriptor says 65,536 where 0 is written, and the bits that the data have. Segmented tables are expanded
/// (C.7.9.2). A table that has another length than its descriptor says is noted and left out; the module is
/// not lost with it.
bool add_palettes(const module_input& from, builder& out);

}  // namespace quoin::dicom
