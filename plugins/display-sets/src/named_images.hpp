// named_images.hpp - what the subjects of a query name together (dicom/named_subjects.hpp): objects in the order of
// the subjects, and the frames of each.
#pragma once

#include <quoin/quoin.hpp>

#include <string>
#include <vector>

namespace quoin::display_sets {

struct named_object {
    std::string base;                    ///< imageId of the whole object
    std::vector<std::string> image_ids;  ///< of its frames that are named; all, where the object is
    bool whole = false;                  ///< it was named without a frame
};

struct unreadable_image {
    std::string image_id;
    std::string why;
};

struct named_images {
    std::vector<named_object> objects;
    std::vector<unreadable_image> unreadable;  ///< nothing answers for them, or what does fails
    std::vector<std::string> repeated;         ///< named before
};

/// Objects that cannot be read are listed, not thrown. Throws where a subject is to be listed and cannot be.
named_images images_named_by(call& asked_in, const request& asked);

/// The imageIds of all frames in order; nothing is left out: throws QUOIN_E_NOT_FOUND where one cannot be read.
std::vector<std::string> frames_named_by(call& asked_in, const request& asked);

}  // namespace quoin::display_sets
