// instance_data.hpp - what a new instance in the study of an image begins with.
#pragma once

#include "overridden_values.hpp"

namespace quoin::referenced {

/// NewInstanceData: study data, fresh UIDs, equipment and numbers. Pass where the image is of no study.
answer new_instance(call& asked_in, std::string_view image_id, const overridden_values& overrides);

/// RtssInstanceData: that of an RT structure set about these images, the first of which says in which study it is.
answer structure_set(call& asked_in, const std::vector<std::string>& image_ids,
                     const overridden_values& overrides);

/// createInstance. Options: `type` (NewInstanceData), `base` (attributes that replace and add), `values` (attributes that
/// replace those that are there), `predecessor` (imageId of what it replaces).
answer created_instance(call& asked_in, const request& asked);

}  // namespace quoin::referenced
