// pixel_spacing.hpp - how large a pixel is, where that comes from and what it is worth. In a projection
// radiograph the distance at the detector is not that in the patient (PS3.3 10.7.1.3); every other image just
// says it.
#pragma once

#include <dicom/module.hpp>

#include <array>
#include <string_view>

namespace quoin::dicom {

struct pixel_spacing {
    static constexpr std::string_view by_default = "default";

    std::array<double, 2> millimetres{1, 1};  ///< between rows, between columns
    /// Keyword of the attribute the numbers are of, or are computed from; by_default where there is none.
    std::string_view origin = by_default;
    /// For projections: "ERMF" (in the patient, by geometry), "Calibrated" (by an object of known size),
    /// "Proj" (at the detector), "Unknown" (not said). "Scanned" for the nominal spacing of scanned film, which
    /// is that of the scanner and not of the patient (PS3.3 C.8.6.2); "RTImage" for that of the plane of an RT
    /// image, at RT Image SID from the source (PS3.3 C.8.8.2); "Region" for ultrasound whose regions all say
    /// it. Empty for other images, whose spacing is what it is.
    std::string_view type;

    bool defaulted() const noexcept { return origin == by_default; }
};

pixel_spacing pixel_spacing_of(const module_input& from);

}  // namespace quoin::dicom
