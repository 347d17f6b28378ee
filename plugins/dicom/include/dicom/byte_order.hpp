// dicom/byte_order.hpp - numbers out of bytes that are aligned nowhere, in either order.
#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>

namespace quoin::dicom {

template <class T>
requires std::integral<T> || std::floating_point<T> T load(const void* from, bool big_endian)
noexcept {
    static_assert(std::endian::native == std::endian::little,
                  "values are swapped for little endian machines");
    if constexpr (sizeof(T) == 1) {
        T out;
        std::memcpy(&out, from, 1);
        return out;
    } else {
        using bits = std::conditional_t<sizeof(T) == 2, std::uint16_t,
                                        std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>>;
        bits raw;
        std::memcpy(&raw, from, sizeof raw);
        if (big_endian) {
            if constexpr (sizeof(T) == 2)
                raw = __builtin_bswap16(raw);
            else if constexpr (sizeof(T) == 4)
                raw = __builtin_bswap32(raw);
            else
                raw = __builtin_bswap64(raw);
        }
        return std::bit_cast<T>(raw);
    }
}

/// A tag: two units of two bytes.
inline std::uint32_t load_tag(const void* from, bool big_endian) noexcept {
    const auto units = load<std::uint32_t>(from, big_endian);
    return big_endian ? units : std::rotl(units, 16);
}

}  // namespace quoin::dicom
