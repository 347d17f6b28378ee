// dicom/numbers.hpp - numbers that DICOM writes as text: DS and IS (PS3.5 section 6.2).
//
// One value at a time: a multi-valued text is split at its backslashes first (dicom/text.hpp). Values longer
// than the 16 or 12 characters of the standard are read all the same. Blanks around a number are padding, on
// either side; so are NULs, tabs and line ends, which the standard does not have but files do. Nothing here
// depends on a locale, allocates or throws; any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace quoin::dicom {

enum class number_state : std::uint8_t {
    absent,     ///< nothing but padding: no value, which is not 0
    ok,         ///< `value` holds
    malformed,  ///< not a number, see `fault`; `value` is 0 and must not be used
};

enum class number_fault : std::uint8_t {
    none,
    decimal_comma,   ///< "1,5": refused, because it may also be two values or a thousand's mark
    inner_blank,     ///< "1 5", "- 1"
    not_a_number,    ///< letters, a lone sign, "1.2.3", "NaN", "inf", hexadecimal
    out_of_range,    ///< beyond a double, or beyond 64 bits for IS
    fraction,        ///< IS with a part after the decimal point that is not zero
    several_values,  ///< a backslash: the caller did not split
};

/// What is wrong, to stand after "the value of ...": "has a decimal comma". It holds nothing of the value
/// itself.
std::string_view describe(number_fault fault) noexcept;

struct decimal_number {
    double value = 0;
    number_state state = number_state::absent;
    number_fault fault = number_fault::none;
};

struct integer_number {
    std::int64_t value = 0;
    number_state state = number_state::absent;
    number_fault fault = number_fault::none;
    bool beyond_32_bits = false;    ///< ok, but outside the -2^31 .. 2^31-1 of IS
    bool decimal_notation = false;  ///< ok, but written "12.0" or "1e3", which IS does not allow
};

/// Decimal String: fixed point or with an exponent, E or e; signs + and -. "5." and ".5" are read. A value
/// too small for a double is 0 with its sign. Out of range is malformed.
decimal_number parse_ds(std::string_view value) noexcept;

/// Integer String.
integer_number parse_is(std::string_view value) noexcept;

/// A number of 32 bits as the double that is printed with the same digits: 0.1F becomes 0.1 and not
/// 0.10000000149011612. Converted back to 32 bits it is the same number.
double shortest(float number) noexcept;

}  // namespace quoin::dicom
