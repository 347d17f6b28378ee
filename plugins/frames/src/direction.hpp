// direction.hpp - points and directions in space, in mm and as parts of unit vectors.
#pragma once

#include <array>
#include <cmath>
#include <optional>

namespace quoin::dicom {

using point = std::array<double, 3>;
/// Of a row (towards increasing columns), then of a column (towards increasing rows).
using directions = std::array<double, 6>;

inline point along(const point& start, const point& direction, double distance) noexcept {
    return {start[0] + direction[0] * distance, start[1] + direction[1] * distance,
            start[2] + direction[2] * distance};
}

inline double dot(const point& a, const point& b) noexcept {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/// Row x column; nothing where the two are no directions at a right angle.
inline std::optional<point> normal_of(const directions& d) noexcept {
    // The normal of two directions has length 1; about one degree is allowed.
    constexpr double unit_within = 0.02;
    const point out{d[1] * d[5] - d[2] * d[4], d[2] * d[3] - d[0] * d[5], d[0] * d[4] - d[1] * d[3]};
    return std::abs(std::sqrt(dot(out, out)) - 1) <= unit_within ? std::optional(out) : std::nullopt;
}

inline std::optional<point> normal_of(const std::optional<directions>& of) noexcept {
    return of ? normal_of(*of) : std::nullopt;
}

}  // namespace quoin::dicom
