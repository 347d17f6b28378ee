#include "matrix.hpp"

#include <algorithm>
#include <cmath>

namespace quoin::memory_store {
namespace {

constexpr std::size_t side = 4;

template <class T>
matrix copied(view typed) {
    matrix out{};
    std::ranges::transform(typed.elements<T>(), out.begin(), [](T one) { return static_cast<double>(one); });
    return out;
}

}  // namespace

std::optional<matrix> matrix_of(view given) {
    matrix out{};
    if (given.size() != out.size()) return std::nullopt;
    if (const auto shape = given.shape()) {
        if (shape->dtype == QUOIN_F64)
            out = copied<double>(given);
        else if (shape->dtype == QUOIN_F32)
            out = copied<float>(given);
        else
            return std::nullopt;
    } else if (given.is_array()) {
        for (std::size_t i = 0; i < out.size(); ++i) {
            const auto number = given[i].as_real();
            if (!number) return std::nullopt;
            out[i] = *number;
        }
    } else {
        return std::nullopt;
    }
    return std::ranges::all_of(out, [](double one) { return std::isfinite(one); }) ? std::optional(out)
                                                                                   : std::nullopt;
}

/// Gauss-Jordan with the largest pivot.
std::optional<matrix> inverse(const matrix& of) noexcept {
    matrix left = of, right{};
    for (std::size_t i = 0; i < side; ++i) right[i * side + i] = 1;
    const auto swap_rows = [](matrix& in, std::size_t a, std::size_t b) {
        for (std::size_t i = 0; i < side; ++i) std::swap(in[a * side + i], in[b * side + i]);
    };
    for (std::size_t column = 0; column < side; ++column) {
        std::size_t pivot = column;
        for (std::size_t row = column + 1; row < side; ++row)
            if (std::abs(left[row * side + column]) > std::abs(left[pivot * side + column])) pivot = row;
        swap_rows(left, column, pivot);
        swap_rows(right, column, pivot);
        const double by = left[column * side + column];
        if (by == 0) return std::nullopt;
        for (std::size_t i = 0; i < side; ++i) {
            left[column * side + i] /= by;
            right[column * side + i] /= by;
        }
        for (std::size_t row = 0; row < side; ++row) {
            const double times = row == column ? 0 : left[row * side + column];
            if (times == 0) continue;
            for (std::size_t i = 0; i < side; ++i) {
                left[row * side + i] -= times * left[column * side + i];
                right[row * side + i] -= times * right[column * side + i];
            }
        }
    }
    const bool finite = std::ranges::all_of(right, [](double one) { return std::isfinite(one); });
    return finite ? std::optional(right) : std::nullopt;
}

}  // namespace quoin::memory_store
