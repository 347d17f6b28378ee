// frame_instance.hpp - the instance of one frame: the object, what all its frames share, what the frame's own
// groups say, and where it lies if no group says it.
#pragma once

#include <quoin/quoin.hpp>

#include <cstdint>

namespace quoin::dicom {

/// The object with what its shared functional groups say; the object itself where there are none.
value with_shared_groups(view object);

/// Of frame `frame`, one of `frames`, of an object as with_shared_groups() makes it. Refers to that object
/// and holds only what differs, so it costs what the frame's own groups hold. It has `frameNumber`; and
/// `framePosition` ("computed", "assumed", "unknown") and `frameOrientation` ("computed", "unknown") where
/// the position and the orientation are not simply what the object and the groups state.
value frame_instance(view object, std::int64_t frame, std::int64_t frames, call& asked_in);

/// Whether the shared groups give a position: then it is that of every frame.
bool shares_position(view object);

}  // namespace quoin::dicom
