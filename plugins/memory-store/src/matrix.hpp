// matrix.hpp - a 4 x 4 matrix of 16 numbers, whichever way they are laid out: the inverse has the same layout.
#pragma once

#include <quoin/value.hpp>

#include <array>
#include <optional>

namespace quoin::memory_store {

using matrix = std::array<double, 16>;

/// Of 16 numbers, an array or a typed array; nothing where it is anything else or a number is not finite.
std::optional<matrix> matrix_of(view given);
/// Nothing where there is none.
std::optional<matrix> inverse(const matrix& of) noexcept;

}  // namespace quoin::memory_store
