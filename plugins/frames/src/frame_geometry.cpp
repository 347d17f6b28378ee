#include "frame_geometry.hpp"

#include <cmath>

namespace quoin::dicom {
namespace {

using point = std::array<double, 3>;
using directions = std::array<double, 6>;
using change = frame_geometry::change;

/// How far a number may be off and still be the same: the reference's, in mm or as part of a unit vector.
constexpr double same_within = 1e-5;
/// The normal of two directions has length 1; about one degree is allowed.
constexpr double unit_within = 0.02;

template <std::size_t N>
std::optional<std::array<double, N>> numbers(view attribute) noexcept {
    if (!attribute.is_array() || attribute.size() != N) return std::nullopt;
    std::array<double, N> out{};
    for (std::size_t i = 0; i < N; ++i) {
        const auto number = attribute[i].as_real();
        if (!number || !std::isfinite(*number)) return std::nullopt;
        out[i] = *number;
    }
    return out;
}

std::string_view text(view attribute) noexcept {
    return attribute.as_string().value_or("");
}

/// What a vector of frames says of one frame.
std::optional<double> of_frame(view vector, std::int64_t frame) noexcept {
    const view entry = vector.is_array() ? vector[frame - 1] : frame == 1 ? vector : view();
    const auto number = entry.as_real();
    return number && std::isfinite(*number) ? number : std::nullopt;
}

/// Row x column; nothing where the two are no directions at a right angle.
std::optional<point> normal(const std::optional<directions>& of) noexcept {
    if (!of) return std::nullopt;
    const directions& d = *of;
    const point out{d[1] * d[5] - d[2] * d[4], d[2] * d[3] - d[0] * d[5], d[0] * d[4] - d[1] * d[3]};
    const double length = std::sqrt(out[0] * out[0] + out[1] * out[1] + out[2] * out[2]);
    return std::abs(length - 1) <= unit_within ? std::optional(out) : std::nullopt;
}

point along(const point& start, const point& direction, double distance) noexcept {
    return {start[0] + direction[0] * distance, start[1] + direction[1] * distance,
            start[2] + direction[2] * distance};
}

bool is_axial(const std::optional<directions>& orientation) noexcept {
    if (!orientation) return false;
    const directions& d = *orientation;
    const auto same = [](double a, double b) { return std::abs(a - b) <= same_within; };
    return same(std::abs(d[0]), 1) && same(d[1], 0) && same(d[2], 0) && same(d[3], 0) &&
           same(std::abs(d[4]), 1) && same(d[5], 0);
}

frame_geometry unknown_position(std::string_view why) {
    return {.position_is = change::unknown, .note = why};
}

frame_geometry at(const point& position) {
    return {.position_is = change::replace, .position = position};
}

/// PS3.3 C.8.8.3.2: offsets along the normal when the first is 0, the planes' z when the first is that of the
/// position (which is for transversal planes only).
frame_geometry of_dose(view object, std::int64_t frame) {
    const view offsets = object["GridFrameOffsetVector"];
    const auto start = numbers<3>(object["ImagePositionPatient"]);
    const auto orientation = numbers<6>(object["ImageOrientationPatient"]);
    const auto first = of_frame(offsets, 1);
    const auto own = of_frame(offsets, frame);
    if (!start || !first || !own)
        return unknown_position(
            "GridFrameOffsetVector or ImagePositionPatient does not cover the frame: its position is not "
            "known");
    if (std::abs(*first) <= same_within) {
        const auto direction = normal(orientation);
        if (!direction)
            return unknown_position("no usable ImageOrientationPatient: the frame's position is not known");
        return at(along(*start, *direction, *own));
    }
    if (std::abs(*first - (*start)[2]) <= same_within && is_axial(orientation))
        return at({(*start)[0], (*start)[1], *own});
    return {.note =
                "GridFrameOffsetVector starts neither with 0 nor with the z of a transversal "
                "ImagePositionPatient: "
                "every frame keeps the position of the object"};
}

/// The item of the detector that took the frame. One detector took all frames, whatever the length of its
/// vector; what was reconstructed from several is told by the first.
view detector_of(view object, std::int64_t frame, bool reconstructed) {
    const view detectors = object["DetectorInformationSequence"];
    if (const auto number = of_frame(object["DetectorVector"], frame))
        return *number >= 1 && *number <= static_cast<double>(detectors.size())
                   ? detectors[static_cast<std::size_t>(*number) - 1]
                   : view();
    return reconstructed || detectors.size() == 1 ? detectors[0] : view();
}

/// Number of the slice, from 1; nothing where the object does not say.
std::optional<double> slice_of(view object, std::int64_t frame) {
    if (const view vector = object["SliceVector"]; vector && !vector.is_null())
        return of_frame(vector, frame);
    if (text(object["ImageType"][2]) != "RECON TOMO" || object["TimeSlotVector"]) return std::nullopt;
    return static_cast<double>(frame);
}

/// A reconstructed slice lies behind the first one (PS3.3 C.8.4.15); spacing may be negative.
frame_geometry of_slice(view object, std::int64_t frame, const std::optional<point>& start,
                        const std::optional<directions>& orientation) {
    const auto slice = slice_of(object, frame);
    if (!start || !slice || *slice < 1)
        return unknown_position("the slice of the frame is not known: neither is its position");
    if (*slice == 1) return at(*start);
    const auto spacing = object["SpacingBetweenSlices"].as_real();
    const auto direction = normal(orientation);
    if (!spacing || *spacing == 0 || !direction)
        return unknown_position(
            "no SpacingBetweenSlices or no orientation: the frame's position is not known");
    return at(along(*start, *direction, *spacing * (*slice - 1)));
}

/// PS3.3 C.8.4: what the object does not say itself, the frame's detector does.
frame_geometry of_nuclear_medicine(view object, std::int64_t frame) {
    const std::string_view type = text(object["ImageType"][2]);
    const bool reconstructed = type == "RECON TOMO" || type == "RECON GATED TOMO";
    const view detector = detector_of(object, frame, reconstructed);
    const auto own_position = numbers<3>(object["ImagePositionPatient"]);
    const auto own_orientation = numbers<6>(object["ImageOrientationPatient"]);
    const auto position = own_position ? own_position : numbers<3>(detector["ImagePositionPatient"]);
    const auto orientation =
        own_orientation ? own_orientation : numbers<6>(detector["ImageOrientationPatient"]);

    // A detector that turns around the patient: its item tells of the first view alone.
    const bool turning = type == "TOMO" || type == "GATED TOMO";
    if (turning && of_frame(object["AngularViewVector"], frame) != 1.0)
        return {.position_is = change::unknown,
                .orientation_is = change::unknown,
                .note = "the detector turned since its first view: the frame's position is not known"};

    frame_geometry out;
    if (reconstructed)
        out = of_slice(object, frame, position, orientation);
    else if (position && !own_position)
        out = at(*position);
    if (orientation && !own_orientation) {
        out.orientation_is = change::replace;
        out.orientation = *orientation;
    }
    return out;
}

bool is_nuclear_medicine(view object) {
    return object["DetectorInformationSequence"] || text(object["Modality"]) == "NM" ||
           text(object["SOPClassUID"]) == "1.2.840.10008.5.1.4.1.1.20";
}

}  // namespace

frame_geometry geometry_of_frame(view object, std::int64_t frame) {
    if (const view offsets = object["GridFrameOffsetVector"]; offsets && !offsets.is_null())
        return of_dose(object, frame);
    if (is_nuclear_medicine(object)) return of_nuclear_medicine(object, frame);
    if (object["TotalPixelMatrixColumns"] && object["ImagePositionPatient"])
        return unknown_position("the frame is a tile: the object's position is not its own");
    return {};
}

}  // namespace quoin::dicom
