// frame_geometry.hpp - where a frame lies when no functional group says it: nuclear medicine and radiotherapy
// dose describe their frames with vectors. mm, in double precision.
#pragma once

#include <quoin/quoin.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace quoin::dicom {

struct frame_geometry {
    /// What to do with the object's own attribute: leave it, replace it, or say that it is not that of this
    /// frame.
    enum class change : std::uint8_t { none, replace, unknown };
    change position_is = change::none;
    change orientation_is = change::none;
    std::array<double, 3> position{};
    std::array<double, 6> orientation{};
    std::string_view note = {};  ///< why something is unknown or was assumed; empty if nothing was
};

/// Of frame 1, 2, .. of an object whose functional groups give no position.
frame_geometry geometry_of_frame(view object, std::int64_t frame);

}  // namespace quoin::dicom
