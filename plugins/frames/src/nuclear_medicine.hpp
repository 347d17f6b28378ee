// nuclear_medicine.hpp - the frames of a nuclear medicine image (PS3.3 C.8.4): what the object does not say
// itself, the frame's detector does.
#pragma once

#include "frame_place.hpp"

#include <quoin/quoin.hpp>

#include <optional>
#include <string_view>

namespace quoin::dicom {

/// Detector Vector says which detector took a frame. Reconstructed slices (RECON TOMO, RECON GATED TOMO) lie
/// behind the first one by Slice Vector, which starts again in each time slot; no other type is stacked. A
/// detector that turns around the patient (TOMO, GATED TOMO) is where its item says in its first view only.
class nuclear_medicine {
 public:
    static bool is_one(view object);

    explicit nuclear_medicine(view object);
    frame_place of(std::int64_t frame) const;

 private:
    view detector_of(std::int64_t frame) const;
    std::optional<double> slice_of(std::int64_t frame) const;
    frame_place of_slice(std::int64_t frame, const std::optional<point>& start,
                         const std::optional<directions>& orientation) const;
    bool turned(std::int64_t frame) const;

    view detectors_, detector_vector_, slice_vector_, angular_view_vector_, rotation_vector_, rotations_;
    std::optional<point> position_;
    std::optional<directions> orientation_;
    std::optional<double> spacing_;
    std::string_view type_;
    bool reconstructed_ = false;
    bool turning_ = false;
    bool in_time_slots_ = false;
};

}  // namespace quoin::dicom
