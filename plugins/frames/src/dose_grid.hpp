// dose_grid.hpp - the planes of a radiotherapy dose (PS3.3 C.8.8.3.2).
#pragma once

#include "frame_place.hpp"

#include <quoin/quoin.hpp>

#include <optional>

namespace quoin::dicom {

/// Grid Frame Offset Vector has two encodings: offsets along the normal from the object's position, when the
/// first is 0; or the planes' z, when the first is that of the position, which is for transversal planes
/// only. A vector in neither says nothing that is sure: the first plane is at the object's position, as
/// always, and the others keep it with the mark `assumed`.
class dose_grid {
 public:
    /// Of an object with a Grid Frame Offset Vector.
    explicit dose_grid(view object);
    frame_place of(std::int64_t frame) const;

 private:
    view offsets_;
    std::optional<point> start_;
    std::optional<point> normal_;
    std::optional<double> first_;
    bool transversal_ = false;
};

}  // namespace quoin::dicom
