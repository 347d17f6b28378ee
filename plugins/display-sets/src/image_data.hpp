// image_data.hpp - what a renderer wants of one image: where its grid begins, which way it goes, how large its
// cells are.
#pragma once

#include "attribute_values.hpp"

#include <array>
#include <optional>

namespace quoin::display_sets {

using vector3 = std::array<double, 3>;

inline double dot(const vector3& a, const vector3& b) noexcept {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
inline vector3 cross(const vector3& a, const vector3& b) noexcept {
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}
inline vector3 minus(const vector3& a, const vector3& b) noexcept {
    return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}

/// The plane of an image, as imagePlaneModule has it.
struct plane {
    vector3 position{}, row{}, column{};         ///< row: the way along a row
    double row_spacing = 1, column_spacing = 1;  ///< between rows, between columns, mm
    std::int64_t rows = 0, columns = 0;
    bool position_known = false, orientation_known = false, spacing_known = false;

    vector3 normal() const noexcept { return cross(row, column); }
};
/// Nothing where the image has no plane with rows and columns.
std::optional<plane> plane_of(attribute_values& image);

/// How far apart slices are by what one image says of itself: SpacingBetweenSlices, else SliceThickness.
struct slice_distance {
    std::optional<double> millimetres = {};
    std::string_view origin = "unknown";  ///< keyword of the attribute
};
slice_distance stated_slice_distance(attribute_values& image);

/// 3 for colour, 1 for grey.
std::int64_t components_of(view image_pixel_module);

/// Type imageDataMetadata; pass where the image has no plane or no pixels.
answer image_data(call& asked_in, std::string_view image_id);

}  // namespace quoin::display_sets
