#include "nuclear_medicine.hpp"

#include "attribute_numbers.hpp"

namespace quoin::dicom {

bool nuclear_medicine::is_one(view object) {
    return is_stated(object["DetectorInformationSequence"]) || as_word(object["Modality"]) == "NM" ||
           as_word(object["SOPClassUID"]) == "1.2.840.10008.5.1.4.1.1.20";
}

nuclear_medicine::nuclear_medicine(view object)
    : detectors_(object["DetectorInformationSequence"]),
      detector_vector_(object["DetectorVector"]),
      slice_vector_(object["SliceVector"]),
      angular_view_vector_(object["AngularViewVector"]),
      rotation_vector_(object["RotationVector"]),
      rotations_(object["RotationInformationSequence"]),
      position_(as_finite_numbers<3>(object["ImagePositionPatient"])),
      orientation_(as_finite_numbers<6>(object["ImageOrientationPatient"])),
      spacing_(as_finite(object["SpacingBetweenSlices"])),
      type_(as_word(object["ImageType"][2])),
      reconstructed_(type_ == "RECON TOMO" || type_ == "RECON GATED TOMO"),
      turning_(type_ == "TOMO" || type_ == "GATED TOMO"),
      in_time_slots_(is_stated(object["TimeSlotVector"])) {}

/// One detector took all frames, whatever the length of its vector; what was reconstructed from several is
/// told by the first.
view nuclear_medicine::detector_of(std::int64_t frame) const {
    if (const auto number = of_frame(detector_vector_, frame))
        return *number >= 1 && *number <= static_cast<double>(detectors_.size())
                   ? detectors_[static_cast<std::size_t>(*number) - 1]
                   : view();
    return reconstructed_ || detectors_.size() == 1 ? detectors_[0] : view();
}

/// Number of the slice, from 1; nothing where the object does not say. Frames of several time slots are never
/// counted through: the order of what is gated is known by its vectors alone.
std::optional<double> nuclear_medicine::slice_of(std::int64_t frame) const {
    if (is_stated(slice_vector_)) return of_frame(slice_vector_, frame);
    if (type_ != "RECON TOMO" || in_time_slots_) return std::nullopt;
    return static_cast<double>(frame);
}

/// PS3.3 C.8.4.15: a slice lies behind the first one; the spacing may be negative.
frame_place nuclear_medicine::of_slice(std::int64_t frame, const std::optional<point>& start,
                                       const std::optional<directions>& orientation) const {
    const auto slice = slice_of(frame);
    if (!start || !slice || *slice < 1)
        return frame_place::unknown_position("the slice of the frame is not known: neither is its position");
    if (*slice == 1) return frame_place::at(*start);
    const auto direction = normal_of(orientation);
    if (!spacing_ || *spacing_ == 0 || !direction)
        return frame_place::unknown_position(
            "no SpacingBetweenSlices or no orientation: the frame's position is not known");
    return frame_place::at(along(*start, *direction, *spacing_ * (*slice - 1)));
}

/// Whether a turning detector had left the place that its item tells of. A later rotation begins there again
/// only where both start at the same angle.
bool nuclear_medicine::turned(std::int64_t frame) const {
    if (!turning_) return false;
    if (of_frame(angular_view_vector_, frame) != 1.0) return true;
    const double rotation = of_frame(rotation_vector_, frame).value_or(1);
    if (rotation == 1) return false;
    if (rotation < 1 || rotation > static_cast<double>(rotations_.size())) return true;
    const auto first = as_finite(rotations_[0]["StartAngle"]);
    return !first || as_finite(rotations_[static_cast<std::size_t>(rotation) - 1]["StartAngle"]) != first;
}

frame_place nuclear_medicine::of(std::int64_t frame) const {
    using change = frame_place::change;
    if (turned(frame))
        return {.position_is = change::unknown,
                .orientation_is = change::unknown,
                .note = "the detector turned since its first view: the frame's position is not known"};

    const view detector = detector_of(frame);
    const auto position = position_ ? position_ : as_finite_numbers<3>(detector["ImagePositionPatient"]);
    const auto orientation =
        orientation_ ? orientation_ : as_finite_numbers<6>(detector["ImageOrientationPatient"]);
    frame_place out;
    if (reconstructed_)
        out = of_slice(frame, position, orientation);
    else if (position && !position_)
        out = frame_place::at(*position);
    if (orientation && !orientation_) {
        out.orientation_is = change::replace;
        out.orientation = *orientation;
    }
    return out;
}

}  // namespace quoin::dicom
