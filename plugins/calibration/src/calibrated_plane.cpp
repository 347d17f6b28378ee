#include "calibrated_plane.hpp"

#include <array>
#include <string_view>

namespace quoin::calibration {
namespace {

struct plane_keys {
    key spacing{"pixelSpacing"}, original{"originalPixelSpacing"};
    key row{"rowPixelSpacing"}, column{"columnPixelSpacing"};
    key scale{"scale"}, aspect{"aspect"}, calibration_type{"type"};
    key origin{"pixelSpacingOrigin"}, type{"pixelSpacingType"};
    key using_defaults{"usingDefaultValues"}, defaulted{"defaulted"};
};

const plane_keys& keys() {
    static const plane_keys made;
    return made;
}

}  // namespace

value calibrated_plane(view plane, view calibration) {
    const plane_keys& name = keys();
    const view stated = plane[name.spacing];
    const double scale = calibration[name.scale].as_real().value_or(1);
    const double aspect = calibration[name.aspect].as_real().value_or(1);
    const auto given = calibration[name.row].as_real();
    if (!given && ((scale == 1 && aspect == 1) || !stated[0].as_real() || !stated[1].as_real()))
        return value(plane);
    const double row = given ? *given : *stated[0].as_real();
    const double column = given ? *calibration[name.column].as_real() : *stated[1].as_real();
    const double between_rows = row / scale / aspect, between_columns = column / scale;

    builder out;
    out.object(plane);
    out.key(name.spacing).reals(std::array{between_rows, between_columns});
    out.member(name.row, between_rows).member(name.column, between_columns);
    // A ratio of lengths that nobody knows gives none: what was a default stays one.
    const bool was_default = plane[name.origin].as_string() == "default";
    if (was_default && !given && scale == 1) return out.end().finish();
    out.member(name.origin, "User").member(name.type, calibration[name.calibration_type]);
    if (!was_default) out.member_if(name.original, stated);
    if (const view defaulted = plane[name.defaulted]; defaulted.is_array()) {
        std::size_t left = 0;
        out.key(name.defaulted).array();
        for (std::size_t i = 0; i < defaulted.size(); ++i) {
            if (defaulted[i].as_string() == name.spacing.name()) continue;
            out.add(defaulted[i]);
            ++left;
        }
        out.end().member(name.using_defaults, left != 0);
    }
    return out.end().finish();
}

}  // namespace quoin::calibration
