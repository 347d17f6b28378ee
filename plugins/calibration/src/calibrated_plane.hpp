// calibrated_plane.hpp - the plane of an image whose pixels a user has measured.
#pragma once

#include <quoin/quoin.hpp>

namespace quoin::calibration {

/// `plane`, with the spacing that the calibration says: that of its row and column, else the plane's own (1 mm
/// where that is a default: a scale then says how many pixels are a millimetre), divided by `scale`; the
/// distance between rows also by `aspect`. What the image itself says is `originalPixelSpacing`. A calibration
/// that is about regions alone changes nothing.
value calibrated_plane(view plane, view calibration);

}  // namespace quoin::calibration
