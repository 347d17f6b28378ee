#include "pixel_spacing.hpp"

#include <cmath>

namespace quoin::dicom {
namespace {

using row_and_column = std::array<double, 2>;

struct spacing_keys {
    key pixel{"PixelSpacing"}, imager{"ImagerPixelSpacing"};
    key nominal{"NominalScannedPixelSpacing"}, image_plane{"ImagePlanePixelSpacing"};
    key calibration{"PixelSpacingCalibrationType"};
    key magnification{"EstimatedRadiographicMagnificationFactor"};
    key to_detector{"DistanceSourceToDetector"}, to_patient{"DistanceSourceToPatient"};
    key to_entrance{"DistanceSourceToEntrance"};
    key regions{"SequenceOfUltrasoundRegions"}, spatial_format{"RegionSpatialFormat"};
    key units_x{"PhysicalUnitsXDirection"}, units_y{"PhysicalUnitsYDirection"};
    key delta_x{"PhysicalDeltaX"}, delta_y{"PhysicalDeltaY"};
};

const spacing_keys& keys() {
    static const spacing_keys made;
    return made;
}

/// Two lengths, or nothing and a note.
std::optional<row_and_column> lengths(const module_input& from, const key& keyword) {
    const view attribute = from.instance[keyword];
    if (!attribute) return std::nullopt;
    const auto found = as_numbers<2>(attribute);
    if (found && (*found)[0] > 0 && (*found)[1] > 0) return found;
    if (is_absent(attribute)) return std::nullopt;
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

/// Of one ultrasound region (PS3.3 C.8.5.5), where it is 2D and in cm.
std::optional<row_and_column> lengths_of_region(view region) {
    constexpr std::int64_t two_dimensional = 1, centimetres = 3;
    constexpr double millimetres = 10;
    if (as_whole_number(region[keys().spatial_format]) != two_dimensional ||
        as_whole_number(region[keys().units_x]) != centimetres ||
        as_whole_number(region[keys().units_y]) != centimetres)
        return std::nullopt;
    const auto x = as_number(region[keys().delta_x]), y = as_number(region[keys().delta_y]);
    if (!x || !y || *x == 0 || *y == 0) return std::nullopt;
    return row_and_column{std::abs(*y) * millimetres, std::abs(*x) * millimetres};
}

/// Where all regions of the image say the same, the image has that spacing; where they differ, it has none.
std::optional<row_and_column> lengths_of_regions(const module_input& from) {
    const view regions = from.instance[keys().regions];
    const std::size_t count = regions.is_array() ? regions.size() : regions.is_object() ? 1 : 0;
    std::optional<row_and_column> out;
    for (std::size_t i = 0; i < count; ++i) {
        const auto found = lengths_of_region(regions.is_array() ? regions[i] : regions);
        if (!found || (out && *out != *found)) {
            from.asked_in.note(
                "the ultrasound regions have no one spacing: ultrasoundEnhancedRegionModule has each");
            return std::nullopt;
        }
        out = found;
    }
    return out;
}

}  // namespace

pixel_spacing pixel_spacing_of(const module_input& from) {
    if ((from.sop_class.stores & stores_projections) != 0) return of_projection(from);
    // Secondary captures of film, radiotherapy images and tomosynthesis have spacings of other names.
    const std::pair<const key*, std::string_view> sources[] = {{&keys().pixel, {}},
                                                               {&keys().nominal, "Scanned"},
                                                               {&keys().image_plane, "RTImage"},
                                                               {&keys().imager, {}}};
    for (const auto& [keyword, type] : sources)
        if (const auto found = lengths(from, *keyword)) return {*found, keyword->name(), type};
    if (const auto found = lengths_of_regions(from)) return {*found, keys().regions.name(), "Region"};
    return {};
}

}  // namespace quoin::dicom
