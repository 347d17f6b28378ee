#include "image_plane.hpp"

#include "pixel_spacing.hpp"

#include <cmath>

namespace quoin::dicom {
namespace {

struct plane_keys {
    key position_attribute{"ImagePositionPatient"}, orientation_attribute{"ImageOrientationPatient"};
    key position{"imagePositionPatient"}, orientation{"imageOrientationPatient"};
    key row_cosines{"rowCosines"}, column_cosines{"columnCosines"};
    key spacing{"pixelSpacing"}, row_spacing{"rowPixelSpacing"}, column_spacing{"columnPixelSpacing"};
    key origin{"pixelSpacingOrigin"}, type{"pixelSpacingType"};
    key frame_position{"framePosition"};
    key using_defaults{"usingDefaultValues"}, defaulted{"defaulted"};
    key default_row{"isDefaultValueSetForRowCosine"}, default_column{"isDefaultValueSetForColumnCosine"};
};

const plane_keys& keys() {
    static const plane_keys made;
    return made;
}

/// About one degree: directions written with two decimals pass, anything that is no pair of directions fails.
constexpr double orthonormal_within = 0.02;

bool orthonormal(std::span<const double, 6> directions) {
    const auto dot = [&](std::size_t a, std::size_t b) {
        return directions[a] * directions[b] + directions[a + 1] * directions[b + 1] +
               directions[a + 2] * directions[b + 2];
    };
    return std::abs(std::sqrt(dot(0, 0)) - 1) <= orthonormal_within &&
           std::abs(std::sqrt(dot(3, 3)) - 1) <= orthonormal_within &&
           std::abs(dot(0, 3)) <= orthonormal_within;
}

std::optional<std::array<double, 6>> orientation_of(const module_input& from) {
    const view attribute = from.instance[keys().orientation_attribute];
    if (is_absent(attribute)) return std::nullopt;
    const auto found = as_numbers<6>(attribute);
    if (!found)
        from.asked_in.note("ImageOrientationPatient is not six numbers: the default is used");
    else if (!orthonormal(*found))
        from.asked_in.note(
            "ImageOrientationPatient is not two perpendicular directions of length 1: the default is used");
    else
        return found;
    return std::nullopt;
}

std::optional<std::array<double, 3>> position_of(const module_input& from) {
    const view attribute = from.instance[keys().position_attribute];
    if (is_absent(attribute)) return std::nullopt;
    const auto found = as_numbers<3>(attribute);
    if (!found) from.asked_in.note("ImagePositionPatient is not three numbers: the default is used");
    return found;
}

/// Whether the frame's position is not known and only that of its object stands there (docs/frames.md).
bool position_is_assumed(view instance) {
    return instance[keys().frame_position].as_string() == "assumed";
}

void add_reals(builder& out, const key& name, std::span<const double> numbers) {
    out.key(name).array();
    for (const double number : numbers) out.add(number);
    out.end();
}

}  // namespace

bool add_image_plane(const module_input& from, builder& out) {
    const plane_keys& name = keys();
    const auto orientation = orientation_of(from);
    const auto position = position_of(from);
    const bool position_known = position && !position_is_assumed(from.instance);
    const pixel_spacing spacing = pixel_spacing_of(from);

    const std::array<double, 6> directions = orientation.value_or(std::array<double, 6>{1, 0, 0, 0, 1, 0});
    add_reals(out, name.orientation, directions);
    add_reals(out, name.row_cosines, std::span(directions).first(3));
    add_reals(out, name.column_cosines, std::span(directions).last(3));
    add_reals(out, name.position, position.value_or(std::array<double, 3>{0, 0, 0}));
    add_reals(out, name.spacing, spacing.millimetres);
    out.member(name.row_spacing, spacing.millimetres[0]).member(name.column_spacing, spacing.millimetres[1]);
    out.member(name.origin, spacing.origin);
    if (!spacing.type.empty()) out.member(name.type, spacing.type);

    out.member(name.using_defaults, !orientation || !position_known || spacing.defaulted());
    out.key(name.defaulted).array();
    if (!orientation) out.add(name.orientation.name());
    if (!position_known) out.add(name.position.name());
    if (spacing.defaulted()) out.add(name.spacing.name());
    out.end();
    out.member(name.default_row, !orientation).member(name.default_column, !orientation);
    return true;
}

}  // namespace quoin::dicom
