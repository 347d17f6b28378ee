// object_frames.hpp - whether an object has frames that can be listed.
#pragma once

#include <quoin/quoin.hpp>

#include <cstdint>

namespace quoin::dicom {

/// More frames than an object may list: beyond it a wrong NumberOfFrames is likelier than so many frames.
inline constexpr std::int64_t max_listed_frames = std::int64_t{1} << 22;

/// Whether it has pixels at all: a report, a plan, a waveform has no frame.
bool has_pixels(view object);

}  // namespace quoin::dicom
