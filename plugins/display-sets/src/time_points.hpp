// time_points.hpp - the images of a series that was taken several times over, one group for each time.
#pragma once

#include "named_images.hpp"

namespace quoin::display_sets {

/// {imageIdGroups, splittingTag, values, numberOfPositions, reasons}. One group, and a null tag, where nothing
/// splits them; `reasons` says of everything that was tried why not. `missing_as_zero`: an attribute that is
/// missing counts as 0, which it need not be.
value time_points(call& asked_in, const named_images& named, bool missing_as_zero);

}  // namespace quoin::display_sets
