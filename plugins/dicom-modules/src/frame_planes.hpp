// frame_planes.hpp - the planes of the frames of one object, most of which differ by where the frame lies and by
// nothing else.
#pragma once

#include <dicom/module_set.hpp>

#include <optional>

namespace quoin::dicom {

/// Type `org.quoin.dicom-modules.planes` of a whole object: {plane, positions, notes}, the imagePlaneModule of its
/// first frame, positions of all frames (f64, mm, three a frame), and what was noted about the plane. Only where
/// org.quoin.frames says that the instances of its frames agree in all other attributes of a plane, and nobody
/// stands before it who may answer `instance` otherwise. A type of its own so that a frame costs no instance.
inline constexpr std::string_view planes_type = "org.quoin.dicom-modules.planes";
inline constexpr std::string_view plane_type = "imagePlaneModule";

class frame_planes {
 public:
    explicit frame_planes(const module_set& modules);

    answer of_object(call& asked_in, const request& asked) const;
    /// imagePlaneModule of a frame, equal to that of its instance; nothing where that has to be made.
    static std::optional<value> of_frame(call& asked_in, const request& asked);

 private:
    static std::optional<value> of_frame(call& asked_in, std::string_view base, std::int64_t frame);

    const module_set& modules_;
    value options_;  ///< of the query for the positions
};

}  // namespace quoin::dicom
