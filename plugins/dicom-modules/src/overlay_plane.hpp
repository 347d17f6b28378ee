// overlay_plane.hpp - overlays (PS3.3 C.9.2): graphics and regions of interest over an image.
#pragma once

#include <dicom/module.hpp>

namespace quoin::dicom {

/// Whether one of these groups says how large its overlay is.
bool has_overlays(view instance);

/// Adds `overlays`: those of groups 6000 to 601E that the frame has, one byte a pixel. Bits are of Overlay
/// Data, or of the pixels themselves where Overlay Bits Allocated is more than 1; they cannot be had from
/// compressed pixels, and `pixelData` is then left out with a note. Of an overlay of several frames, that of
/// the image's frame (C.9.3). False where there is none.
bool add_overlays(const module_input& from, builder& out);

}  // namespace quoin::dicom
