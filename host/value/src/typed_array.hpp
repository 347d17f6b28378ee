// Typed arrays, wherever their elements are.
#pragma once

#include "node.hpp"

namespace quoin::tree {

// Bytes an element takes; 0 for a number that is no dtype.
constexpr std::size_t width_of(quoin_dtype dtype) noexcept {
    constexpr unsigned char widths[] = {0, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8};
    return dtype >= QUOIN_U8 && dtype <= QUOIN_F64 ? widths[dtype] : 0;
}

// The same of an array that exists, whose dtype was checked: never 0.
constexpr std::size_t element_width(quoin_dtype dtype) noexcept {
    constexpr unsigned char powers_of_two[] = {0, 0, 0, 1, 1, 2, 2, 3, 3, 2, 3};
    return std::size_t{1} << powers_of_two[dtype];
}

// Of a typed array: what quoin_values says of typed_shape, typed_data and typed_read.
quoin_typed shape_of(const quoin_value* typed) noexcept;
quoin_code data_of(const quoin_value* typed, quoin_typed* out) noexcept;
quoin_code read_of(const quoin_value* typed, std::uint64_t first, std::uint64_t count, void* out) noexcept;

// Whether two typed arrays hold the same: lazy ones by their source, else by their bytes.
bool same_elements(const quoin_value* a, const quoin_value* b) noexcept;

}  // namespace quoin::tree
