#include "frame_geometry.hpp"

#include "attribute_numbers.hpp"
#include "instance_keys.hpp"

namespace quoin::dicom {
namespace {

/// Objects whose frames state their positions state them from the first to the last.
bool frames_state_positions(view object) {
    const instance_keys& name = instance_keys::get();
    const view items = object[name.per_frame];
    const auto states = [&](std::size_t item) {
        return is_stated(items[item][name.plane_position][0][name.position]);
    };
    return items.size() > 0 && (states(0) || states(items.size() - 1));
}

}  // namespace

frame_geometry::frame_geometry(view object, std::int64_t frames) {
    if (is_stated(object["GridFrameOffsetVector"]))
        frames_.emplace<dose_grid>(object);
    else if (nuclear_medicine::is_one(object))
        frames_.emplace<nuclear_medicine>(object);
    else if (tile_grid::is_one(object))
        frames_.emplace<tile_grid>(object, frames);
    else if (is_stated(object["TotalPixelMatrixColumns"]) && is_stated(object["ImagePositionPatient"]))
        frames_.emplace<not_as_the_object>();
    else if (const view locations = object["SliceLocationVector"]; is_stated(locations))
        frames_ = slices{locations};
    else if (is_stated(object["ImagePositionPatient"]) && frames_state_positions(object))
        frames_.emplace<unlike_others>();
}

frame_place frame_geometry::of(std::int64_t frame) const {
    if (const auto* const dose = std::get_if<dose_grid>(&frames_)) return dose->of(frame);
    if (const auto* const nuclear = std::get_if<nuclear_medicine>(&frames_)) return nuclear->of(frame);
    if (const auto* const grid = tiles()) return {.note = grid->why_not()};
    if (std::holds_alternative<not_as_the_object>(frames_))
        return frame_place::unknown_position("the frame is a tile: the object's position is not its own");
    if (std::holds_alternative<unlike_others>(frames_))
        return {.position_is = frame_place::change::assumed,
                .note = "the frame states no position, others do: that of the object is assumed"};
    if (const auto* const all = std::get_if<slices>(&frames_);
        all != nullptr && of_frame(all->locations, frame) != of_frame(all->locations, 1))
        return frame_place::unknown_position(
            "the frame is another slice than the first (SliceLocationVector): the object's position is not "
            "its own");
    return {};
}

}  // namespace quoin::dicom
