#include "frame_geometry.hpp"

#include "attribute_numbers.hpp"

namespace quoin::dicom {

frame_geometry::frame_geometry(view object, std::int64_t frames) {
    if (is_stated(object["GridFrameOffsetVector"]))
        frames_.emplace<dose_grid>(object);
    else if (nuclear_medicine::is_one(object))
        frames_.emplace<nuclear_medicine>(object);
    else if (tile_grid::is_one(object))
        frames_.emplace<tile_grid>(object, frames);
    else if (is_stated(object["TotalPixelMatrixColumns"]) && is_stated(object["ImagePositionPatient"]))
        frames_.emplace<not_as_the_object>();
}

frame_place frame_geometry::of(std::int64_t frame) const {
    if (const auto* const dose = std::get_if<dose_grid>(&frames_)) return dose->of(frame);
    if (const auto* const nuclear = std::get_if<nuclear_medicine>(&frames_)) return nuclear->of(frame);
    if (const auto* const grid = tiles()) return {.note = grid->why_not()};
    if (std::holds_alternative<not_as_the_object>(frames_))
        return frame_place::unknown_position("the frame is a tile: the object's position is not its own");
    return {};
}

}  // namespace quoin::dicom
