// frame_data.hpp - the stored bytes of one frame.
#pragma once

#include <dicom/module.hpp>

#include <string_view>

namespace quoin::dicom {

/// Adds transferSyntaxUid, frameOfInterest, frameNumber and pixelData: the fragments of the frame that the
/// imageId names (fragments.hpp), or its pixels cut out exactly (pixel_source.hpp), parts of the pixel data
/// that are read when they are used. A video is one stream: it is answered for imageIds without a frame.
/// False, with a note, where the instance has no pixel data, no transfer syntax or no such frame.
bool add_frame_data(const module_input& from, builder& out);

inline constexpr std::string_view frame_data_type = "compressedFrameData";
/// Whether it asks the host for more than the instance: where the fragments are.
bool frame_data_asks_more(view instance);

}  // namespace quoin::dicom
