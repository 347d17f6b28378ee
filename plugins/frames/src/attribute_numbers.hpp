// attribute_numbers.hpp - numbers of an instance as the geometry of frames needs them: finite, and as many as
// there must be.
#pragma once

#include <quoin/quoin.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>

namespace quoin::dicom {

inline std::optional<double> as_finite(view attribute) noexcept {
    const auto number = attribute.as_real();
    return number && std::isfinite(*number) ? number : std::nullopt;
}

/// Exactly N finite numbers.
template <std::size_t N>
std::optional<std::array<double, N>> as_finite_numbers(view attribute) noexcept {
    if (!attribute.is_array() || attribute.size() != N) return std::nullopt;
    std::array<double, N> out{};
    for (std::size_t i = 0; i < N; ++i) {
        const auto number = as_finite(attribute[i]);
        if (!number) return std::nullopt;
        out[i] = *number;
    }
    return out;
}

/// A count or a number from 1 on.
inline std::optional<std::int64_t> as_count(view attribute) noexcept {
    const auto number = attribute.as_int();
    return number && *number >= 1 ? number : std::nullopt;
}

/// Empty where it is no text.
inline std::string_view as_word(view attribute) noexcept {
    return attribute.as_string().value_or("");
}

inline bool is_stated(view attribute) noexcept {
    return attribute && !attribute.is_null();
}

/// What a vector of frames says of frame 1, 2, ..; a vector of one value may have come as that value.
inline std::optional<double> of_frame(view vector, std::int64_t frame) noexcept {
    return as_finite(vector.is_array() ? vector[frame - 1] : frame == 1 ? vector : view());
}

}  // namespace quoin::dicom
