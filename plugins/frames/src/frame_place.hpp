// frame_place.hpp - what a source of geometry knows about the place of one frame.
#pragma once

#include "direction.hpp"

#include <cstdint>
#include <string_view>

namespace quoin::dicom {

struct frame_place {
    /// What becomes of the object's own attribute.
    enum class change : std::uint8_t {
        none,     ///< it is that of the frame
        replace,  ///< the frame has its own
        assumed,  ///< it stays, and is not known to be that of the frame
        unknown,  ///< it is not that of the frame, and nothing else is known
    };
    change position_is = change::none;
    change orientation_is = change::none;
    point position{};
    directions orientation{};
    std::string_view note = {};  ///< why something is unknown or was assumed; empty if nothing was

    static frame_place unknown_position(std::string_view why) {
        return {.position_is = change::unknown, .note = why};
    }
    static frame_place at(const point& position) {
        return {.position_is = change::replace, .position = position};
    }
};

}  // namespace quoin::dicom
