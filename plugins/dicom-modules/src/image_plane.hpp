// image_plane.hpp - where an image lies in the patient (PS3.3 C.7.6.2), with what is missing filled in and
// said so.
#pragma once

#include <dicom/module.hpp>

namespace quoin::dicom {

/// Adds position and orientation (patient coordinates, mm), pixel spacing (pixel_spacing.hpp),
/// `usingDefaultValues` and `defaulted`, the names of the fields that are no more than a default: an image is
/// never without a plane. What an instance says of its geometry is checked; what cannot be right is noted and
/// defaulted.
bool add_image_plane(const module_input& from, builder& out);

}  // namespace quoin::dicom
