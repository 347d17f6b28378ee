#include "tile_grid.hpp"

#include "attribute_numbers.hpp"

#include <limits>

namespace quoin::dicom {
namespace {

std::int64_t parts(std::int64_t whole, std::int64_t part) noexcept {
    return (whole - 1) / part + 1;
}

/// a * b, or the largest number where that is too large: counts of a hostile file must not wrap around.
std::int64_t times(std::int64_t a, std::int64_t b) noexcept {
    std::int64_t out = 0;
    return __builtin_mul_overflow(a, b, &out) ? std::numeric_limits<std::int64_t>::max() : out;
}

}  // namespace

bool tile_grid::is_one(view object) {
    return as_word(object["DimensionOrganizationType"]) == "TILED_FULL" &&
           is_stated(object["TotalPixelMatrixColumns"]);
}

tile_grid::tile_grid(view object, std::int64_t frames) {
    const auto rows = as_count(object["Rows"]);
    const auto columns = as_count(object["Columns"]);
    const auto all_rows = as_count(object["TotalPixelMatrixRows"]);
    const auto all_columns = as_count(object["TotalPixelMatrixColumns"]);
    if (!rows || !columns || !all_rows || !all_columns) {
        why_not_ =
            "a tiled image without the size of its tiles or of the whole: the tiles' places are not known";
        return;
    }
    rows_ = *rows;
    columns_ = *columns;
    across_ = parts(*all_columns, *columns);
    down_ = parts(*all_rows, *rows);
    planes_ = as_count(object["TotalPixelMatrixFocalPlanes"]).value_or(1);

    // A label map has all segments in one frame (PS3.3 C.8.20.2.3).
    segments_ = is_stated(object["SegmentSequence"]) && as_word(object["SegmentationType"]) != "LABELMAP";
    channels_ = object[segments_ ? "SegmentSequence" : "OpticalPathSequence"];
    std::int64_t channel_count = static_cast<std::int64_t>(channels_.size());
    if (!segments_) channel_count = as_count(object["NumberOfOpticalPaths"]).value_or(channel_count);
    if (channel_count < 1 || is_stated(object["SegmentSequence"]) != segments_) channel_count = 1;

    before_ = object["ConcatenationFrameOffsetNumber"].as_int().value_or(0);
    const bool is_part = is_stated(object["ConcatenationUID"]);
    const std::int64_t total = times(times(across_, down_), times(planes_, channel_count));
    const bool adds_up = is_part ? before_ >= 0 && before_ <= total && frames <= total - before_
                                 : before_ == 0 && frames == total;
    if (!adds_up) {
        why_not_ =
            "the number of frames is not that of the tiles: the order of the tiles is not known, nor their "
            "places";
        return;
    }

    const view start = object["TotalPixelMatrixOriginSequence"][0];
    const auto x = as_finite(start["XOffsetInSlideCoordinateSystem"]);
    const auto y = as_finite(start["YOffsetInSlideCoordinateSystem"]);
    const auto spacing = as_finite_numbers<2>(object["PixelSpacing"]);
    const auto orientation = as_finite_numbers<6>(object["ImageOrientationSlide"]);
    if (!x || !y || !spacing || !normal_of(orientation)) return;
    const double z = as_finite(start["ZOffsetInSlideCoordinateSystem"]).value_or(0) / micrometres;
    const auto between_planes = as_finite(object["SpacingBetweenSlices"]);
    if (planes_ > 1 && !between_planes) return;
    plane_step_ = between_planes.value_or(0);
    origin_ = {*x, *y, z};
    for (std::size_t i = 0; i < 3; ++i) {
        column_step_[i] = (*orientation)[i] * (*spacing)[1];
        row_step_[i] = (*orientation)[i + 3] * (*spacing)[0];
    }
}

std::optional<tile> tile_grid::of(std::int64_t frame) const {
    if (!why_not_.empty()) return std::nullopt;
    std::int64_t index = before_ + frame - 1;
    const std::int64_t first_column = index % across_ * columns_;
    index /= across_;
    const std::int64_t first_row = index % down_ * rows_;
    index /= down_;
    const std::int64_t plane = index % planes_;
    tile out{.column = first_column + 1, .row = first_row + 1, .channel = index / planes_, .offset = {}};
    if (origin_) {
        point at = along(*origin_, column_step_, static_cast<double>(first_column));
        at = along(at, row_step_, static_cast<double>(first_row));
        at[2] += static_cast<double>(plane) * plane_step_;
        out.offset = at;
    }
    return out;
}

}  // namespace quoin::dicom
