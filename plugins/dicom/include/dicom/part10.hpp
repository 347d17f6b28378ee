// dicom/part10.hpp - a DICOM file (PS3.10 section 7): preamble, file meta information, data set. Also files
// that lack the first or the second, or say the wrong transfer syntax.
#pragma once

#include <dicom/elements.hpp>
#include <dicom/inflate.hpp>

namespace quoin::dicom {

/// The index of everything in the file, group 0002 first. What was missing, wrong or cut is in `tolerated`.
/// Throws read_error: what is no DICOM, is empty or has no element that can be read; what goes beyond the
/// limits; failed reading. The source is needed only during the call, unless it is one in memory: then as
/// long as the data set.
data_set read_part10(byte_source& from, const read_limits& limits = {});

}  // namespace quoin::dicom
