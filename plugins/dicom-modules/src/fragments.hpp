// fragments.hpp - which fragments of encapsulated pixel data are which frame (PS3.5 A.4).
#pragma once

#include <dicom/module.hpp>

namespace quoin::dicom {

/// Type `org.quoin.dicom-modules.fragments` of a whole object: {offsets, lengths, frames}, typed arrays of
/// u64. Offsets are bytes in the pixel array, frames the number of the first fragment of each frame and,
/// last, how many fragments there are; a frame that is cut, and those after it, are left out. A type of its own so that the items are walked once for all frames.
///
/// A video is one stream, and all of its fragments are its first frame. Else frames begin where the Extended
/// or the Basic Offset Table says; where neither does or it fits no fragment: one fragment a frame, or all of
/// them the only frame, or a frame wherever a fragment begins as a code stream does. Empty, with a note,
/// where none of these fits.
inline constexpr std::string_view fragments_type = "org.quoin.dicom-modules.fragments";
value fragments_of(view instance, call& asked_in);

}  // namespace quoin::dicom
