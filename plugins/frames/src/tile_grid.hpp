// tile_grid.hpp - the tiles of a whole-slide image or its segmentation whose order implies where they are
// (Dimension Organization Type TILED_FULL, PS3.3 C.7.6.17.3).
#pragma once

#include "frame_place.hpp"

#include <quoin/quoin.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace quoin::dicom {

/// Z offsets are in micrometres, x and y in millimetres (PS3.3 C.8.12.2).
inline constexpr double micrometres = 1000;

struct tile {
    std::int64_t column = 0;  ///< of its top left pixel in the total pixel matrix, from 1
    std::int64_t row = 0;
    std::int64_t channel = 0;     ///< optical path or segment, from 0
    std::optional<point> offset;  ///< of that pixel's centre in the slide coordinate system, mm
};

/// Frames vary first along rows of tiles, then down the columns, then from the slide towards the coverslip,
/// then by optical path (or, for a segmentation, by segment), in the order of their sequence. A concatenation
/// is counted through: its parts say how many frames went before them.
class tile_grid {
 public:
    /// An object says TILED_FULL and how large the whole is. `frames`: how many it has.
    static bool is_one(view object);

    tile_grid(view object, std::int64_t frames);

    /// Nothing where the object does not add up; why_not() says why.
    std::optional<tile> of(std::int64_t frame) const;
    std::string_view why_not() const noexcept { return why_not_; }

    bool has_segments() const noexcept { return segments_; }
    /// The item of Optical Path Sequence or Segment Sequence.
    view channel(std::int64_t number) const noexcept { return channels_[number]; }

 private:
    view channels_;
    bool segments_ = false;
    std::int64_t rows_ = 0, columns_ = 0;  // of a tile, in pixels
    std::int64_t across_ = 0, down_ = 0;   // tiles
    std::int64_t planes_ = 1;
    std::int64_t before_ = 0;  // frames in earlier parts of the concatenation
    std::optional<point> origin_;
    point column_step_{}, row_step_{};  // from a pixel to the next of its row, of its column
    double plane_step_ = 0;
    std::string_view why_not_;
};

}  // namespace quoin::dicom
