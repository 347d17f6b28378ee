#include "image_plane.hpp"

#include "module_table.hpp"
#include "pixel_spacing.hpp"

#include <dicom/given_fields.hpp>

#include <cmath>
#include <string>

namespace quoin::dicom {
namespace {

struct plane_keys {
    key position_attribute{"ImagePositionPatient"}, orientation_attribute{"ImageOrientationPatient"};
    key volume_position{"ImagePositionVolume"}, volume_orientation{"ImageOrientationVolume"};
    key slide_x{"XOffsetInSlideCoordinateSystem"}, slide_y{"YOffsetInSlideCoordinateSystem"},
        slide_z{"ZOffsetInSlideCoordinateSystem"}, slide_orientation{"ImageOrientationSlide"};
    key frame_of_reference{"FrameOfReferenceUID"}, volume_frame_of_reference{"VolumeFrameOfReferenceUID"};
    key frame_position{"framePosition"};
};

const plane_keys& keys() {
    static const plane_keys made;
    return made;
}

/// About one degree: directions written with two decimals pass, anything that is no pair of directions fails.
constexpr double orthonormal_within = 0.02;

bool orthonormal(std::span<const double, 6> both) {
    const auto dot = [&](std::size_t a, std::size_t b) {
        return both[a] * both[b] + both[a + 1] * both[b + 1] + both[a + 2] * both[b + 2];
    };
    return std::abs(std::sqrt(dot(0, 0)) - 1) <= orthonormal_within &&
           std::abs(std::sqrt(dot(3, 3)) - 1) <= orthonormal_within &&
           std::abs(dot(0, 3)) <= orthonormal_within;
}

using directions = std::array<double, 6>;
using point = std::array<double, 3>;

std::optional<directions> orientation_of(const module_input& from, const key& keyword) {
    const view attribute = from.instance[keyword];
    if (!attribute) return std::nullopt;
    const auto found = as_numbers<6>(attribute);
    if (found && orthonormal(*found)) return found;
    if (found)
        from.asked_in.note(std::string(keyword.name()) +
                           " is not two perpendicular directions of length 1: the default is used");
    else if (!is_absent(attribute))
        from.asked_in.note(std::string(keyword.name()) + " is not six numbers: the default is used");
    return std::nullopt;
}

std::optional<point> position_of(const module_input& from, const key& keyword) {
    const view attribute = from.instance[keyword];
    if (!attribute) return std::nullopt;
    const auto found = as_numbers<3>(attribute);
    if (!found && !is_absent(attribute))
        from.asked_in.note(std::string(keyword.name()) + " is not three numbers: the default is used");
    return found;
}

/// PS3.3 C.8.12.6.1: x and y in mm, z in micrometres.
std::optional<point> position_on_slide(const module_input& from) {
    constexpr double micrometres = 1000;
    const auto x = as_number(from.instance[keys().slide_x]), y = as_number(from.instance[keys().slide_y]),
               z = as_number(from.instance[keys().slide_z]);
    if (x && y && z) return point{*x, *y, *z / micrometres};
    from.asked_in.note(
        "the offsets in the slide coordinate system are not three numbers: the default is used");
    return std::nullopt;
}

/// Where the frame lies, in the coordinate system in which the object says it.
struct plane_place {
    std::string_view system = "patient";
    std::optional<directions> orientation = {};
    std::optional<point> position = {};
    view frame_of_reference = {};
};

/// Slides and ultrasound volumes are not placed in the patient (PS3.3 C.8.12.2, C.7.6.21): what states a
/// position decides, else what states an orientation.
plane_place place_of(const module_input& from) {
    const plane_keys& name = keys();
    const view instance = from.instance;
    const auto states = [&](const key& keyword) { return !is_absent(instance[keyword]); };
    const auto in_patient = [&] {
        return plane_place{"patient", orientation_of(from, name.orientation_attribute),
                           position_of(from, name.position_attribute), instance[name.frame_of_reference]};
    };
    const auto in_volume = [&] {
        return plane_place{"volume", orientation_of(from, name.volume_orientation),
                           position_of(from, name.volume_position), instance[name.volume_frame_of_reference]};
    };
    const auto on_slide = [&] {
        return plane_place{"slide", orientation_of(from, name.slide_orientation),
                           states(name.slide_x) ? position_on_slide(from) : std::nullopt,
                           instance[name.frame_of_reference]};
    };
    // Nearly always: what is three numbers states a position, and need not be looked at twice.
    if (const auto found = as_numbers<3>(instance[name.position_attribute]))
        return {"patient", orientation_of(from, name.orientation_attribute), found,
                instance[name.frame_of_reference]};
    if (states(name.position_attribute)) return in_patient();
    if (states(name.volume_position)) return in_volume();
    if (states(name.slide_x)) return on_slide();
    if (states(name.orientation_attribute)) return in_patient();
    if (states(name.volume_orientation)) return in_volume();
    if (states(name.slide_orientation)) return on_slide();
    return in_patient();
}

/// Whether the frame's position is not known and only that of its object stands there (docs/frames.md).
bool position_is_assumed(view instance) {
    return instance[keys().frame_position].as_string() == "assumed";
}

}  // namespace

void give_image_plane(const module_input& from, given_fields& out) {
    constexpr auto at = [](std::string_view output) consteval {
        return given_place(fields::image_plane, output);
    };
    const auto [system, orientation, position, frame_of_reference] = place_of(from);
    const bool position_known = position && !position_is_assumed(from.instance);
    const pixel_spacing spacing = pixel_spacing_of(from);

    if (const auto uid = as_text(frame_of_reference)) out.text(at("frameOfReferenceUID"), *uid);
    out.text(at("coordinateSystem"), system);
    const directions both = orientation.value_or(directions{1, 0, 0, 0, 1, 0});
    out.reals(at("imageOrientationPatient"), both);
    out.reals(at("rowCosines"), std::span(both).first(3));
    out.reals(at("columnCosines"), std::span(both).last(3));
    out.reals(at("imagePositionPatient"), position.value_or(point{0, 0, 0}));
    out.reals(at("pixelSpacing"), spacing.millimetres);
    out.real(at("rowPixelSpacing"), spacing.millimetres[0]);
    out.real(at("columnPixelSpacing"), spacing.millimetres[1]);
    out.text(at("pixelSpacingOrigin"), spacing.origin);
    if (!spacing.type.empty()) out.text(at("pixelSpacingType"), spacing.type);

    const auto where = [](bool is, std::string_view name) { return is ? name : std::string_view(); };
    out.flag(at("usingDefaultValues"), !orientation || !position_known || spacing.defaulted());
    out.texts(at("defaulted"),
              {where(!orientation, "imageOrientationPatient"), where(!position_known, "imagePositionPatient"),
               where(spacing.defaulted(), "pixelSpacing")});
    out.flag(at("isDefaultValueSetForRowCosine"), !orientation);
    out.flag(at("isDefaultValueSetForColumnCosine"), !orientation);
}

}  // namespace quoin::dicom
