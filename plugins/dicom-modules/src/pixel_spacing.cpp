#include "pixel_spacing.hpp"

#include <algorithm>

namespace quoin::dicom {
namespace {

using row_and_column = std::array<double, 2>;

struct spacing_keys {
    key sop_class{"SOPClassUID"};
    key pixel{"PixelSpacing"}, imager{"ImagerPixelSpacing"};
    key nominal{"NominalScannedPixelSpacing"}, image_plane{"ImagePlanePixelSpacing"};
    key calibration{"PixelSpacingCalibrationType"};
    key magnification{"EstimatedRadiographicMagnificationFactor"};
    key to_detector{"DistanceSourceToDetector"}, to_patient{"DistanceSourceToPatient"};
    key to_entrance{"DistanceSourceToEntrance"};
};

const spacing_keys& keys() {
    static const spacing_keys made;
    return made;
}

/// Storage classes whose pixels are shadows: 1.2.840.10008.5.1.4.1.1. and one of these (PS3.4 table B.5-1).
bool is_projection(std::string_view sop_class) noexcept {
    constexpr std::string_view storage = "1.2.840.10008.5.1.4.1.1.";
    constexpr std::string_view projections[] = {
        "1",                         // computed radiography
        "1.1",    "1.1.1",           // digital X-ray, for presentation and processing
        "1.2",    "1.2.1",           // digital mammography
        "1.3",    "1.3.1",           // digital intra-oral X-ray
        "12.1",   "12.1.1",          // X-ray angiography, enhanced
        "12.2",   "12.2.1", "12.3",  // X-ray fluoroscopy, enhanced, biplane
        "13.1.4", "13.1.5",          // breast projection
    };
    return sop_class.starts_with(storage) &&
           std::ranges::find(projections, sop_class.substr(storage.size())) != std::end(projections);
}

/// Two lengths, or nothing and a note.
std::optional<row_and_column> lengths(const module_input& from, const key& keyword) {
    const view attribute = from.instance[keyword];
    if (is_absent(attribute)) return std::nullopt;
    const auto found = as_numbers<2>(attribute);
    if (found && (*found)[0] > 0 && (*found)[1] > 0) return found;
    from.asked_in.note(std::string(keyword.name()) + " is not two lengths above 0: it is not used");
    return std::nullopt;
}

/// How much larger the shadow is than what casts it; nothing where the instance does not say, 1 where it says
/// "not".
std::optional<double> magnification(const module_input& from) {
    const view instance = from.instance;
    if (const view stated = instance[keys().magnification]; !is_absent(stated)) {
        const auto factor = as_number(stated);
        if (factor && *factor >= 1) return factor;
        from.asked_in.note(
            "EstimatedRadiographicMagnificationFactor is below 1 or no number: it is not used");
    }
    const auto detector = as_number(instance[keys().to_detector]);
    auto object = as_number(instance[keys().to_patient]);
    if (!object) object = as_number(instance[keys().to_entrance]);
    if (!detector || !object || *object <= 0 || *object >= *detector) return std::nullopt;
    return *detector / *object;
}

bool smaller_than(const row_and_column& a, const row_and_column& b) noexcept {
    return a[0] <= b[0] && a[1] <= b[1] && a != b;
}

/// PS3.3 10.7.1.3. Pixel Spacing that differs from Imager Pixel Spacing was corrected by whoever made the
/// image, and is taken; where it is the same or missing, the magnification corrects Imager Pixel Spacing.
pixel_spacing of_projection(const module_input& from) {
    const auto pixel = lengths(from, keys().pixel);
    const auto imager = lengths(from, keys().imager);
    const auto calibration = as_text(from.instance[keys().calibration]).value_or("");
    if (pixel && calibration == "GEOMETRY") {
        if (pixel == imager)
            from.asked_in.note("PixelSpacing says it is corrected but equals ImagerPixelSpacing");
        return {*pixel, "PixelSpacing", "ERMF"};
    }
    if (pixel && calibration == "FIDUCIAL") return {*pixel, "PixelSpacing", "Calibrated"};
    if (!imager) {
        if (pixel) return {*pixel, "PixelSpacing", "Unknown"};
        return {.type = "Unknown"};
    }
    const double factor = magnification(from).value_or(1);
    if (pixel && pixel != imager)
        return {*pixel, "PixelSpacing", factor > 1 || smaller_than(*pixel, *imager) ? "ERMF" : "Proj"};
    if (factor > 1) return {{(*imager)[0] / factor, (*imager)[1] / factor}, "ImagerPixelSpacing", "ERMF"};
    return {*imager, pixel ? "PixelSpacing" : "ImagerPixelSpacing", "Proj"};
}

}  // namespace

pixel_spacing pixel_spacing_of(const module_input& from) {
    if (is_projection(as_text(from.instance[keys().sop_class]).value_or(""))) return of_projection(from);
    // Secondary captures of film, radiotherapy images and tomosynthesis have spacings of other names.
    for (const key* const keyword : {&keys().pixel, &keys().nominal, &keys().image_plane, &keys().imager})
        if (const auto found = lengths(from, *keyword)) return {*found, keyword->name(), {}};
    return {};
}

}  // namespace quoin::dicom
