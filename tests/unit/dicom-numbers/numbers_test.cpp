#include "dicom/numbers.hpp"

#include <gtest/gtest.h>

#include <charconv>
#include <clocale>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <string_view>

using namespace std::string_view_literals;
using quoin::dicom::number_fault;
using quoin::dicom::number_state;
using quoin::dicom::parse_ds;
using quoin::dicom::parse_is;
using quoin::dicom::shortest;

namespace {

double decimal(std::string_view text) {
    const auto number = parse_ds(text);
    EXPECT_EQ(number.state, number_state::ok) << text;
    EXPECT_EQ(number.fault, number_fault::none) << text;
    return number.value;
}

number_fault decimal_fault(std::string_view text) {
    const auto number = parse_ds(text);
    EXPECT_EQ(number.state, number_state::malformed) << text;
    EXPECT_EQ(number.value, 0) << text;
    return number.fault;
}

std::int64_t integer(std::string_view text) {
    const auto number = parse_is(text);
    EXPECT_EQ(number.state, number_state::ok) << text;
    return number.value;
}

number_fault integer_fault(std::string_view text) {
    const auto number = parse_is(text);
    EXPECT_EQ(number.state, number_state::malformed) << text;
    EXPECT_EQ(number.value, 0) << text;
    return number.fault;
}

TEST(shortest, a_number_of_32_bits_keeps_its_digits) {
    EXPECT_EQ(shortest(0.1F), 0.1);
    EXPECT_EQ(shortest(-1.25e-3F), -1.25e-3);
    EXPECT_EQ(shortest(3.4028235e38F), 3.4028235e38);
    EXPECT_EQ(shortest(1e-45F), 1e-45);
    EXPECT_EQ(shortest(16777216.0F), 16777216.0);
    EXPECT_TRUE(std::signbit(shortest(-0.0F)));
    EXPECT_TRUE(std::isinf(shortest(std::numeric_limits<float>::infinity())));
    EXPECT_TRUE(std::isnan(shortest(std::numeric_limits<float>::quiet_NaN())));
}

TEST(shortest, converted_back_is_the_same_number) {
    std::uint32_t bits = 1;
    for (int i = 0; i < 20000; ++i, bits = bits * 1664525U + 1013904223U) {
        float one = 0;
        std::memcpy(&one, &bits, sizeof one);
        if (std::isfinite(one)) {
            ASSERT_EQ(static_cast<float>(shortest(one)), one) << bits;
        }
    }
}

}  // namespace

TEST(decimal_string, is_fixed_point_or_has_an_exponent) {
    EXPECT_EQ(decimal("0.48828125"), 0.48828125);
    EXPECT_EQ(decimal("-1024"), -1024);
    EXPECT_EQ(decimal("1.5e-3"), 0.0015);
    EXPECT_EQ(decimal("1.5E+3"), 1500);
    EXPECT_EQ(decimal("1E3"), 1000);
    EXPECT_EQ(decimal(".5"), 0.5);
    EXPECT_EQ(decimal("-.5"), -0.5);
    EXPECT_EQ(decimal("5."), 5);
    EXPECT_EQ(decimal("007"), 7);
}

TEST(decimal_string, is_rounded_as_the_library_rounds_it) {
    std::mt19937_64 random(20261126);
    for (int i = 0; i < 200'000; ++i) {
        // Up to 20 digits with the point anywhere: what is read fast, and what is beyond that.
        std::string text(random() % 2 != 0 ? "-" : "");
        const std::size_t digits = 1 + random() % 20;
        const std::size_t point = random() % (digits + 1);
        for (std::size_t at = 0; at < digits; ++at) {
            if (at == point) text += '.';
            text += static_cast<char>('0' + random() % 10);
        }
        double expected = 0;
        std::from_chars(text.data(), text.data() + text.size(), expected);
        const double found = decimal(text);
        ASSERT_EQ(std::memcmp(&found, &expected, sizeof found), 0) << text;
    }
    for (const auto text : {"9007199254740992"sv, "9007199254740993"sv, "900719925474099.3"sv, "-0"sv,
                            "-.0"sv, "0.0000000000000000001"sv, "1."sv, ".5"sv, "9999999999999999999"sv}) {
        double expected = 0;
        std::from_chars(text.data(), text.data() + text.size(), expected);
        const double found = decimal(text);
        EXPECT_EQ(std::memcmp(&found, &expected, sizeof found), 0) << text;
    }
}

TEST(decimal_string, may_carry_a_plus_sign) {
    EXPECT_EQ(decimal("+12.25"), 12.25);
    EXPECT_EQ(decimal("+.5"), 0.5);
    EXPECT_EQ(decimal_fault("+-1"), number_fault::not_a_number);
    EXPECT_EQ(decimal_fault("-+1"), number_fault::not_a_number);
    EXPECT_EQ(decimal_fault("++1"), number_fault::not_a_number);
}

TEST(decimal_string, is_padded_with_blanks_or_nul_on_either_side) {
    EXPECT_EQ(decimal("  1.5 "), 1.5);
    EXPECT_EQ(decimal("1.5\0"sv), 1.5);
    EXPECT_EQ(decimal("\0 1.5\0\0"sv), 1.5);
}

TEST(decimal_string, of_padding_alone_is_absent_and_not_zero) {
    for (const auto text : {""sv, " "sv, "\0"sv, "   \0"sv}) {
        EXPECT_EQ(parse_ds(text).state, number_state::absent);
        EXPECT_EQ(parse_is(text).state, number_state::absent);
    }
    EXPECT_EQ(parse_ds("0").state, number_state::ok);
}

TEST(decimal_string, with_a_comma_is_refused_by_name) {
    EXPECT_EQ(decimal_fault("1,5"), number_fault::decimal_comma);
    EXPECT_EQ(decimal_fault(",5"), number_fault::decimal_comma);
    EXPECT_EQ(decimal_fault("1,234.5"), number_fault::decimal_comma);
    EXPECT_EQ(integer_fault("1,000"), number_fault::decimal_comma);
    EXPECT_NE(describe(number_fault::decimal_comma).find("comma"), std::string_view::npos);
}

TEST(decimal_string, that_is_no_number_says_why) {
    EXPECT_EQ(decimal_fault("1 5"), number_fault::inner_blank);
    EXPECT_EQ(decimal_fault("- 5"), number_fault::inner_blank);
    EXPECT_EQ(decimal_fault("1\0005"sv), number_fault::inner_blank);
    EXPECT_EQ(decimal_fault("1\\2"), number_fault::several_values);
    for (const auto* text : {"nan", "NaN", "inf", "-inf", "Infinity", "1.2.3", "1e", "1e+", "e5", "0x10", "-",
                             "+", ".", "-.", "1.5mm", "--1", "1-", ".e5"})
        EXPECT_EQ(decimal_fault(text), number_fault::not_a_number) << text;
}

TEST(decimal_string, beyond_a_double_is_out_of_range) {
    EXPECT_EQ(decimal("1.7976931348623157e308"), std::numeric_limits<double>::max());
    EXPECT_EQ(decimal_fault("1e309"), number_fault::out_of_range);
    EXPECT_EQ(decimal_fault("-1e309"), number_fault::out_of_range);
    EXPECT_EQ(decimal_fault("+1e99999999999999999999"), number_fault::out_of_range);
    EXPECT_EQ(decimal_fault(std::string(400, '9')), number_fault::out_of_range);
    EXPECT_EQ(decimal_fault("0.0001e320"), number_fault::out_of_range);
}

TEST(decimal_string, too_small_for_a_double_is_zero_with_its_sign) {
    EXPECT_EQ(decimal("1e-400"), 0);
    EXPECT_TRUE(std::signbit(decimal("-1e-400")));
    EXPECT_EQ(decimal("1e-99999999999999999999"), 0);
    EXPECT_EQ(decimal("0." + std::string(400, '0') + "1"), 0);
    EXPECT_EQ(decimal("12345e-400"), 0);
    EXPECT_EQ(decimal("5e-324"), std::numeric_limits<double>::denorm_min());
    EXPECT_EQ(decimal("0e999"), 0);
}

TEST(decimal_string, does_not_depend_on_the_locale) {
    const std::string before = std::setlocale(LC_ALL, nullptr);
    for (const auto* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE"})
        if (std::setlocale(LC_ALL, name) != nullptr) break;
    EXPECT_EQ(decimal("1.5"), 1.5);
    EXPECT_EQ(decimal_fault("1,5"), number_fault::decimal_comma);
    std::setlocale(LC_ALL, before.c_str());
}

TEST(integer_string, is_read_with_sign_and_padding) {
    EXPECT_EQ(integer("42"), 42);
    EXPECT_EQ(integer("+42 "), 42);
    EXPECT_EQ(integer(" -7\0"sv), -7);
    EXPECT_EQ(integer("0012"), 12);
    EXPECT_FALSE(parse_is("42").beyond_32_bits);
    EXPECT_FALSE(parse_is("42").decimal_notation);
}

TEST(integer_string, beyond_32_bits_is_read_and_flagged) {
    EXPECT_FALSE(parse_is("2147483647").beyond_32_bits);
    EXPECT_FALSE(parse_is("-2147483648").beyond_32_bits);
    EXPECT_TRUE(parse_is("2147483648").beyond_32_bits);
    EXPECT_TRUE(parse_is("-2147483649").beyond_32_bits);
    EXPECT_EQ(integer("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(integer("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
}

TEST(integer_string, beyond_64_bits_is_out_of_range) {
    EXPECT_EQ(integer_fault("9223372036854775808"), number_fault::out_of_range);
    EXPECT_EQ(integer_fault("-9223372036854775809"), number_fault::out_of_range);
    EXPECT_EQ(integer_fault("1e30"), number_fault::out_of_range);
}

TEST(integer_string, in_decimal_notation_is_read_if_integral_and_flagged) {
    EXPECT_EQ(integer("12.0"), 12);
    EXPECT_TRUE(parse_is("12.0").decimal_notation);
    EXPECT_EQ(integer("-1e3"), -1000);
    EXPECT_EQ(integer_fault("12.5"), number_fault::fraction);
    EXPECT_EQ(integer_fault("9007199254740993.0"), number_fault::out_of_range);
}

TEST(integer_string, that_is_no_number_says_why) {
    EXPECT_EQ(integer_fault("abc"), number_fault::not_a_number);
    EXPECT_EQ(integer_fault("1 2"), number_fault::inner_blank);
    EXPECT_EQ(integer_fault("1\\2"), number_fault::several_values);
    EXPECT_EQ(integer_fault("0x1F"), number_fault::not_a_number);
}
