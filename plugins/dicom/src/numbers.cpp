#include "dicom/numbers.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

namespace quoin::dicom {

namespace {

constexpr bool is_blank(char c) noexcept {
    // What numbers are made of lies above the blank: one look is enough for it.
    return static_cast<unsigned char>(c) <= ' ' &&
           (c == ' ' || c == '\0' || c == '\t' || c == '\r' || c == '\n');
}

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

std::string_view without_padding(std::string_view text) noexcept {
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    return text;
}

/// std::from_chars reads no '+'; and it would read "inf", "nan" and "-+1".
const char* start_of_number(std::string_view text) noexcept {
    const char* at = text.data();
    const char* const end = at + text.size();
    if (*at == '+') ++at;
    const char* digit = at;
    if (at == text.data() && *at == '-') ++digit;
    if (digit != end && *digit == '.') ++digit;
    return digit != end && is_digit(*digit) ? at : nullptr;
}

number_fault fault_of(std::string_view text) noexcept {
    for (const char c : text) {
        if (c == '\\') return number_fault::several_values;
        if (c == ',') return number_fault::decimal_comma;
        if (is_blank(c)) return number_fault::inner_blank;
    }
    return number_fault::not_a_number;
}

constexpr std::array<double, 23> powers_of_ten{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                               1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                               1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// Goes over digits, each of which becomes the last one of `number`.
const char* read_digits(const char* at, const char* end, std::uint64_t& number) noexcept {
    for (; at != end; ++at) {
        const unsigned digit = static_cast<unsigned char>(*at) - unsigned{'0'};
        if (digit > 9) break;
        number = number * 10 + digit;
    }
    return at;
}

/// Digits with a point or without, as nearly all are written: a whole number of up to 53 bits over a power of ten
/// of up to 10^22. Both are exact as doubles, so that one division rounds as reading the text does. False for
/// everything else.
bool read_plain_decimal(const char* at, const char* end, double& out) noexcept {
    constexpr std::uint64_t exact = std::uint64_t{1} << 53;
    const bool negative = *at == '-';
    if (negative) ++at;
    constexpr std::ptrdiff_t most = 19;  // digits that 64 bits hold
    if (end - at > most) return false;
    std::uint64_t whole = 0;
    at = read_digits(at, end, whole);
    double size = 0;
    if (at == end) {
        size = static_cast<double>(whole);
    } else {
        if (*at != '.') return false;
        const char* const after_point = at + 1;
        if (read_digits(after_point, end, whole) != end) return false;
        size = static_cast<double>(whole) / powers_of_ten[static_cast<std::size_t>(end - after_point)];
    }
    if (whole > exact) return false;
    out = negative ? -size : size;
    return true;
}

/// Of a well-formed number outside a double's range: too small, not too large. It is if its first digit that
/// counts stands after the decimal point, exponent included.
bool is_underflow(const char* at, const char* end) noexcept {
    if (*at == '-') ++at;
    long long place = 0;  // of the first digit that is not 0: 0 is just before the point
    bool seen = false, after_point = false;
    for (; at != end && *at != 'e' && *at != 'E'; ++at) {
        if (*at == '.') {
            after_point = true;
        } else if (!seen) {
            seen = *at != '0';
            if (after_point) --place;
        } else if (!after_point) {
            ++place;
        }
    }
    if (at == end) return place < 0;
    ++at;
    if (at != end && *at == '+') ++at;
    long long exponent = 0;
    if (std::from_chars(at, end, exponent).ec == std::errc::result_out_of_range) return *at == '-';
    constexpr long long far = 1LL << 60;
    return exponent < -far || (exponent < far && place + exponent < 0);
}

decimal_number malformed_decimal(number_fault fault) noexcept {
    return {0, number_state::malformed, fault};
}

integer_number malformed_integer(number_fault fault) noexcept {
    return {0, number_state::malformed, fault};
}

integer_number integer_of(std::int64_t value) noexcept {
    constexpr std::int64_t low = std::numeric_limits<std::int32_t>::min();
    constexpr std::int64_t high = std::numeric_limits<std::int32_t>::max();
    integer_number result;
    result.value = value;
    result.state = number_state::ok;
    result.beyond_32_bits = value < low || value > high;
    return result;
}

/// "12.0", "1e3": read as a decimal, if what comes out is an integer beyond doubt.
integer_number integer_in_decimal_notation(std::string_view text) noexcept {
    const decimal_number number = parse_ds(text);
    if (number.state != number_state::ok) return malformed_integer(number.fault);
    if (number.value != std::trunc(number.value)) return malformed_integer(number_fault::fraction);
    constexpr double exact = 9007199254740992.0;  // 2^53: above it a double leaves integers out
    if (std::abs(number.value) >= exact) return malformed_integer(number_fault::out_of_range);
    integer_number result = integer_of(static_cast<std::int64_t>(number.value));
    result.decimal_notation = true;
    return result;
}

}  // namespace

std::string_view describe(number_fault fault) noexcept {
    switch (fault) {
        case number_fault::none:
            return "is well-formed";
        case number_fault::decimal_comma:
            return "has a comma, where only a point separates decimals";
        case number_fault::inner_blank:
            return "has a blank inside the number";
        case number_fault::not_a_number:
            return "is not a decimal number";
        case number_fault::out_of_range:
            return "is out of the range that can be represented";
        case number_fault::fraction:
            return "is not an integer";
        case number_fault::several_values:
            return "holds several values where one is expected";
    }
    return "is not a number";
}

decimal_number parse_ds(std::string_view value) noexcept {
    const std::string_view text = without_padding(value);
    if (text.empty()) return {};
    const char* const begin = start_of_number(text);
    if (begin == nullptr) return malformed_decimal(fault_of(text));

    const char* const end = text.data() + text.size();
    decimal_number result;
    if (read_plain_decimal(begin, end, result.value)) {
        result.state = number_state::ok;
        return result;
    }
    const auto [stop, error] = std::from_chars(begin, end, result.value, std::chars_format::general);
    if (stop != end) return malformed_decimal(fault_of(text));
    if (error == std::errc::result_out_of_range) {
        if (!is_underflow(begin, end)) return malformed_decimal(number_fault::out_of_range);
        result.value = *begin == '-' ? -0.0 : 0.0;
    } else if (error != std::errc{}) {
        return malformed_decimal(number_fault::not_a_number);
    } else if (!std::isfinite(result.value)) {
        return malformed_decimal(number_fault::out_of_range);
    }
    result.state = number_state::ok;
    return result;
}

integer_number parse_is(std::string_view value) noexcept {
    const std::string_view text = without_padding(value);
    if (text.empty()) return {};
    const char* const begin = start_of_number(text);
    if (begin == nullptr) return malformed_integer(fault_of(text));

    const char* const end = text.data() + text.size();
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(begin, end, number);
    if (stop == end && error == std::errc{}) return integer_of(number);
    if (stop == end) return malformed_integer(number_fault::out_of_range);
    return integer_in_decimal_notation(text);
}

double shortest(float number) noexcept {
    constexpr float all_whole = 8388608;  // 2^23
    if (!std::isfinite(number) || (std::abs(number) < all_whole && number == std::trunc(number)))
        return number;
    char digits[32];
    const auto written = std::to_chars(digits, digits + sizeof digits, number);
    double read = 0;
    std::from_chars(digits, written.ptr, read);
    return read;
}

}  // namespace quoin::dicom
