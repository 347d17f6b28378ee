#include "object_frames.hpp"

#include "attribute_numbers.hpp"

#include <algorithm>
#include <array>

namespace quoin::dicom {
namespace {

struct object_keys {
    key per_frame{"PerFrameFunctionalGroupsSequence"};
    std::array<key, 7> of_pixels{key("PhotometricInterpretation"),
                                 key("Rows"),
                                 key("PixelData"),
                                 key("FloatPixelData"),
                                 key("DoubleFloatPixelData"),
                                 key("SharedFunctionalGroupsSequence"),
                                 key("NumberOfFrames")};
};

const object_keys& keys() {
    static const object_keys made;
    return made;
}

}  // namespace

bool has_pixels(view object) {
    return std::ranges::any_of(keys().of_pixels, [&](const key& one) { return is_stated(object[one]); }) ||
           object[keys().per_frame].size() > 0;
}

}  // namespace quoin::dicom
