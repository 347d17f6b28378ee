#include "image_data.hpp"

#include <cmath>

namespace quoin::display_sets {

std::optional<plane> plane_of(attribute_values& image) {
    const view found = image.of("imagePlaneModule");
    const auto position = numbers<3>(found["imagePositionPatient"]);
    const auto orientation = numbers<6>(found["imageOrientationPatient"]);
    const auto spacing = numbers<2>(found["pixelSpacing"]);
    const auto rows = found["rows"].as_int(), columns = found["columns"].as_int();
    if (!position || !orientation || !spacing || !rows || !columns) return std::nullopt;
    const auto& directions = *orientation;
    plane out{.position = *position,
              .row = {directions[0], directions[1], directions[2]},
              .column = {directions[3], directions[4], directions[5]},
              .row_spacing = (*spacing)[0],
              .column_spacing = (*spacing)[1],
              .rows = *rows,
              .columns = *columns,
              .position_known = true,
              .orientation_known = true,
              .spacing_known = true};
    const view defaulted = found["defaulted"];
    for (std::size_t i = 0; i < defaulted.size(); ++i) {
        const auto name = defaulted[i].as_string();
        if (name == "imagePositionPatient") out.position_known = false;
        if (name == "imageOrientationPatient") out.orientation_known = false;
        if (name == "pixelSpacing") out.spacing_known = false;
    }
    return out;
}

slice_distance stated_slice_distance(attribute_values& image) {
    const view plane = image.of("imagePlaneModule");
    if (const auto spacing = plane["spacingBetweenSlices"].as_real(); spacing && *spacing != 0)
        return {std::abs(*spacing), "SpacingBetweenSlices"};
    if (const auto thickness = plane["sliceThickness"].as_real(); thickness && *thickness > 0)
        return {*thickness, "SliceThickness"};
    return {};
}

std::int64_t components_of(view image_pixel_module) {
    const std::string_view meaning = image_pixel_module["photometricInterpretation"].as_string().value_or("");
    const bool colour = meaning == "RGB" || meaning.starts_with("YBR") || meaning == "PALETTE COLOR";
    return colour ? 3 : image_pixel_module["samplesPerPixel"].as_int().value_or(1);
}

answer image_data(call& asked_in, std::string_view image_id) {
    attribute_values image(asked_in, std::string(image_id));
    const view pixels = image.of("imagePixelModule");
    if (!pixels) {
        asked_in.note("it is no image");
        return pass;
    }
    const auto lies = plane_of(image);
    if (!lies) {
        asked_in.note("it has no plane with rows and columns");
        return pass;
    }
    const slice_distance distance = stated_slice_distance(image);
    const vector3 normal = lies->normal();
    builder out;
    out.object();
    out.key("origin").reals(lies->position);
    out.key("direction").array();
    for (const vector3& axis : {lies->row, lies->column, normal})
        for (const double part : axis) out.add(part);
    out.end();
    out.key("spacing").array().add(lies->column_spacing).add(lies->row_spacing);
    if (distance.millimetres)
        out.add(*distance.millimetres);
    else
        out.null();
    out.end();
    out.member("sliceSpacingOrigin", distance.origin);
    out.key("dimensions").array().add(lies->columns).add(lies->rows).add(1).end();
    out.member("numberOfComponents", components_of(pixels));
    out.member("numVoxels", lies->columns * lies->rows);
    out.member_if("bitsAllocated", pixels["bitsAllocated"]);
    const view plane = image.of("imagePlaneModule");
    out.member_if("coordinateSystem", plane["coordinateSystem"]);
    out.member_if("pixelSpacingOrigin", plane["pixelSpacingOrigin"]);
    out.member("usingDefaultValues", plane["usingDefaultValues"].as_bool().value_or(false));
    out.key("defaulted").array();
    for (std::size_t i = 0; i < plane["defaulted"].size(); ++i) out.add(plane["defaulted"][i]);
    return out.end().end().finish();
}

}  // namespace quoin::display_sets
