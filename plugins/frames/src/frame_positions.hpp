// frame_positions.hpp - where all frames of an object lie, for whoever makes something of each frame's instance that
// differs by the position alone, and would otherwise have every instance made.
#pragma once

#include <quoin/quoin.hpp>

#include <cstdint>
#include <string_view>

namespace quoin::dicom {

/// Type `org.quoin.frames.positions` of a whole object, option `same`: keywords of attributes. A typed array of f64,
/// ImagePositionPatient of frame 1, of frame 2, .. in mm; an answer only where the instances of all frames state
/// three numbers there in groups of their own, and agree in each attribute of `same`. So `instance` of any frame is
/// that of the first as far as these attributes go, but for its position. Attributes of Pixel Measures and Plane
/// Orientation may stand in the groups of every frame, the same in all; one value and an array of it are the same.
inline constexpr std::string_view positions_type = "org.quoin.frames.positions";

/// Of an object as with_shared_groups() makes it, with that many frames.
answer frame_positions(view object, std::int64_t frames, view same, call& asked_in);

}  // namespace quoin::dicom
