// quoin/dtype.hpp - the element types of typed arrays. value.hpp includes it; include quoin.hpp.
#pragma once

#include <quoin/abi.h>

#include <cstddef>
#include <cstdint>

namespace quoin {

template <class T>
constexpr quoin_dtype dtype_of = 0;
template <>
inline constexpr quoin_dtype dtype_of<std::uint8_t> = QUOIN_U8;
template <>
inline constexpr quoin_dtype dtype_of<std::int8_t> = QUOIN_I8;
template <>
inline constexpr quoin_dtype dtype_of<std::uint16_t> = QUOIN_U16;
template <>
inline constexpr quoin_dtype dtype_of<std::int16_t> = QUOIN_I16;
template <>
inline constexpr quoin_dtype dtype_of<std::uint32_t> = QUOIN_U32;
template <>
inline constexpr quoin_dtype dtype_of<std::int32_t> = QUOIN_I32;
template <>
inline constexpr quoin_dtype dtype_of<std::uint64_t> = QUOIN_U64;
template <>
inline constexpr quoin_dtype dtype_of<std::int64_t> = QUOIN_I64;
template <>
inline constexpr quoin_dtype dtype_of<float> = QUOIN_F32;
template <>
inline constexpr quoin_dtype dtype_of<double> = QUOIN_F64;

/// Bytes an element of that type takes; 0 for a number that is no dtype.
constexpr std::size_t size_of(quoin_dtype dtype) noexcept {
    constexpr unsigned char sizes[] = {0, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8};
    return dtype >= QUOIN_U8 && dtype <= QUOIN_F64 ? sizes[dtype] : 0;
}

}  // namespace quoin
