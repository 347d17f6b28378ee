// pixel_sign.hpp - numbers of 16 bits that are signed where the pixels are (US or SS in PS3.6). An explicit
// transfer syntax writes either, and some writers the wrong one: the pixels decide (PS3.3 C.7.5.1.1.2,
// C.7.6.3.1.5).
#pragma once

#include <quoin/quoin.hpp>

#include <cstdint>
#include <optional>

namespace quoin::dicom {

/// Whether Pixel Representation is 1; nothing where the instance has none, as a presentation state.
std::optional<bool> pixels_are_signed(view instance) noexcept;

/// The same 16 bits read as signed or unsigned; a number that has more, and any number where no pixels decide, is
/// given back as it is.
constexpr std::int64_t with_sign(std::int64_t number, std::optional<bool> is_signed) noexcept {
    if (!is_signed) return number;
    if (*is_signed && number > 0x7FFF && number <= 0xFFFF) return number - 0x10000;
    if (!*is_signed && number < 0 && number >= -0x8000) return number + 0x10000;
    return number;
}

}  // namespace quoin::dicom
