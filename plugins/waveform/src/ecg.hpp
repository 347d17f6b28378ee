// ecg.hpp - the multiplex groups of a waveform (PS3.3 C.10.9).
#pragma once

#include <dicom/module.hpp>

namespace quoin::waveform {

/// Adds the groups of the instance, and those members of the first that Cornerstone3D has; false where there is
/// no waveform. The option `calibrated` gives values in the channels' units.
bool add_ecg(const dicom::module_input& from, builder& out);

}  // namespace quoin::waveform
