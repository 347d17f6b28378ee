// frame_count.hpp - how many frames an object has.
#pragma once

#include <quoin/quoin.hpp>

#include <cstdint>

namespace quoin::dicom {

/// At least 1: NumberOfFrames, of several values the first (PS3.3 C.7.6.6). Where the object does not say, the
/// per-frame items are counted, as many as there are native pixels for. What was assumed is noted where there is a
/// call to note it to.
std::int64_t frame_count(view object, call* asked_in = nullptr);

}  // namespace quoin::dicom
