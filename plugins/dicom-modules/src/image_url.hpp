// image_url.hpp - where a DICOMweb server renders what an imageId names (PS3.18 10.4.1.1.3, 10.4.1.1.4).
#pragma once

#include <dicom/module.hpp>

namespace quoin::dicom {

/// Gives isVideo, rendered and thumbnail for imageIds of the scheme "wadors", and nothing for all others. A video is
/// rendered as a whole.
void give_image_url(const module_input& from, given_fields& out);

}  // namespace quoin::dicom
