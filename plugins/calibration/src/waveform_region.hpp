// waveform_region.hpp - the area of a drawn waveform as a region with units, as an ultrasound image has them.
#pragma once

#include <dicom/module.hpp>

namespace quoin::calibration {

/// Adds a region for each multiplex group whose channels are all of one sensitivity in volts to the open array:
/// x in samples from 0, y in sample values. Returns how many; why a group has none is noted.
std::size_t add_waveform_regions(const dicom::module_input& from, builder& out);

}  // namespace quoin::calibration
