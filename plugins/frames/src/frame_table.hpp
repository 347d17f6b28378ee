// frame_table.hpp - all frames of an object in one answer: a column, a typed array, for each attribute that
// places or sorts frames, and a row for each frame. No object a frame.
#pragma once

#include <quoin/quoin.hpp>

#include <cstdint>

namespace quoin::dicom {

/// Of an object as with_shared_groups() makes it. {numberOfFrames, coordinateSystem, columns of
/// frame_columns.hpp, sliceLocation, the lists of words, dimensions}. A column that no frame has is left out;
/// where a frame does not say, and where its position is not known, there is NaN (f64) or 0 (i32).
value frame_table(view object, std::int64_t frames, call& asked_in);

}  // namespace quoin::dicom
