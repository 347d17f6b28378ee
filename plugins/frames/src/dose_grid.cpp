#include "dose_grid.hpp"

#include "attribute_numbers.hpp"

namespace quoin::dicom {
namespace {

/// How far a number may be off and still be the same, in mm or as part of a unit vector.
constexpr double same_within = 1e-5;

bool same(double a, double b) noexcept {
    return std::abs(a - b) <= same_within;
}

bool is_transversal(const std::optional<directions>& orientation) noexcept {
    if (!orientation) return false;
    const directions& d = *orientation;
    return same(std::abs(d[0]), 1) && same(d[1], 0) && same(d[2], 0) && same(d[3], 0) &&
           same(std::abs(d[4]), 1) && same(d[5], 0);
}

}  // namespace

dose_grid::dose_grid(view object)
    : offsets_(object["GridFrameOffsetVector"]),
      start_(as_finite_numbers<3>(object["ImagePositionPatient"])),
      first_(of_frame(offsets_, 1)) {
    const auto orientation = as_finite_numbers<6>(object["ImageOrientationPatient"]);
    normal_ = normal_of(orientation);
    transversal_ = is_transversal(orientation);
}

frame_place dose_grid::of(std::int64_t frame) const {
    const auto own = of_frame(offsets_, frame);
    if (!start_ || !first_ || !own)
        return frame_place::unknown_position(
            "GridFrameOffsetVector or ImagePositionPatient does not cover the frame: its position is not "
            "known");
    if (same(*first_, 0)) {
        if (!normal_)
            return frame_place::unknown_position(
                "no usable ImageOrientationPatient: the frame's position is not known");
        return frame_place::at(along(*start_, *normal_, *own));
    }
    if (same(*first_, (*start_)[2]) && transversal_)
        return frame_place::at({(*start_)[0], (*start_)[1], *own});
    if (frame == 1) return {};
    return {.position_is = frame_place::change::assumed,
            .note =
                "GridFrameOffsetVector starts neither with 0 nor with the z of a transversal "
                "ImagePositionPatient: the frame's position is not known, that of the object is kept"};
}

}  // namespace quoin::dicom
