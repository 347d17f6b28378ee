// transfer_syntax.hpp - how the pixels are encoded.
#pragma once

#include "module.hpp"

namespace quoin::dicom {

/// Adds transferSyntaxUID, that of the file or else the one a server offers, and isVideo: whether frames are
/// inside a video stream (PS3.5 A.4.5 to A.4.9). False where the instance has neither.
bool add_transfer_syntax(const module_input& from, builder& out);

}  // namespace quoin::dicom
