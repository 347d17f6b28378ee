// volume.hpp - images as one volume: what they have in common, how they lie on each other, and what keeps them from
// being a regular grid.
#pragma once

#include "named_images.hpp"

namespace quoin::display_sets {

/// Type volumeMetadata. Pass where there is no image among them.
answer volume_metadata(call& asked_in, const std::vector<std::string>& image_ids);

}  // namespace quoin::display_sets
