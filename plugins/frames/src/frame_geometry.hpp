// frame_geometry.hpp - where a frame lies when no functional group says it: radiotherapy dose and nuclear
// medicine describe their frames with vectors, tiled images by their order. mm, in double precision.
#pragma once

#include "dose_grid.hpp"
#include "frame_place.hpp"
#include "nuclear_medicine.hpp"
#include "tile_grid.hpp"

#include <cstdint>
#include <variant>

namespace quoin::dicom {

/// The frames of one object, whose functional groups give no position. What all frames share is read once.
/// Looks into the object.
class frame_geometry {
 public:
    frame_geometry(view object, std::int64_t frames);

    /// Of frame 1, 2, ..
    frame_place of(std::int64_t frame) const;
    /// Whether every frame is where the object is, so that `of` need not be asked.
    bool is_that_of_the_object() const noexcept { return std::holds_alternative<as_the_object>(frames_); }
    /// Set where the object is one of tiles in their implied order.
    const tile_grid* tiles() const noexcept { return std::get_if<tile_grid>(&frames_); }

 private:
    /// The object's position, if it has one, is that of every frame: a cine.
    struct as_the_object {};
    /// The object's position is that of no frame.
    struct not_as_the_object {};
    /// Other frames state theirs: nothing says that the object's is that of one which does not.
    struct unlike_others {};
    /// The frames are slices (PS3.3 C.8.6.3): the object's position is that of the first, and the vector says which
    /// others lie there.
    struct slices {
        view locations;
    };
    std::variant<as_the_object, not_as_the_object, unlike_others, slices, dose_grid, nuclear_medicine,
                 tile_grid>
        frames_;
};

}  // namespace quoin::dicom
