// frame_name.hpp - which frame of which object an imageId names.
//
// Frames are counted from 1 and named in these ways:
//   wadors:https://server/studies/1/series/2/instances/3/frames/4     /frames/N at the end or before ? or #
//   wadouri:https://server/wado?objectUID=3&frame=4                   frame=N or frameNumber=N, any case,
//                                                                     after ? or &
//   dicomfile:/data/scan.dcm?frame=4   /data/scan.dcm?frame=4
//   /data/scan.dcm#4                                                  #N at the end
// /frames/N counts only behind a scheme that is no file's: /data/frames/4 is a file. Every object has one
// base imageId and every frame one canonical imageId, whichever way it was named.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quoin::dicom {

struct frame_name {
    std::string base;                   ///< the imageId of the whole object: the imageId without its frame
    std::optional<std::int64_t> frame;  ///< as written, not checked; the largest int64 where it is larger
    std::string digits;                 ///< the number as it was written
    std::string remaining;              ///< what followed the number
    bool contradictory = false;         ///< two different frames are named
};

frame_name parse_frame_name(std::string_view image_id);

/// A frame as nearly all are named, BASE?frame=N.
struct usual_frame {
    std::string_view base;    ///< of the imageId
    std::string_view digits;  ///< the number as it was written, all of it
    std::int64_t frame = 0;
};

/// What parse_frame_name() says of it, without copying; nothing where the imageId is written otherwise, or its base might
/// name another frame.
std::optional<usual_frame> find_usual_frame(std::string_view image_id) noexcept;

/// The canonical imageId of frame `number` of the object with this base imageId: /frames/N behind
/// /instances/UID where that ends the path, else the parameter frame=N. parse_frame_name() takes it apart
/// again.
std::string frame_image_id(std::string_view base, std::int64_t number);

}  // namespace quoin::dicom
