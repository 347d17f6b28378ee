#include <quoin/json.hpp>

#include <gtest/gtest.h>

#include <cstring>
#include <random>

using quoin::builder;
using quoin::from_json;
using quoin::to_json;
using quoin::value;

namespace {

std::string refusal(std::string_view text) {
    try {
        from_json(text);
    } catch (const quoin::error& e) {
        EXPECT_EQ(e.code(), QUOIN_E_FORMAT);
        return e.message();
    }
    return "read";
}

// A value of every kind but typed arrays and NaN.
void random_value(builder& into, std::mt19937_64& random, int depth) {
    const auto text = [&random] {
        static const char* const pieces[] = {"a",      "\"",         "\\",   "\n", "\x01",
                                             "\u00FC", "\U0001F600", "Rows", "/",  " "};
        std::string out;
        for (std::uint64_t i = random() % 12; i > 0; --i) out += pieces[random() % std::size(pieces)];
        return out;
    };
    switch (random() % (depth > 5 ? 6 : 9)) {
        case 0:
            into.null();
            break;
        case 1:
            into.add(random() % 2 == 0);
            break;
        case 2:
            into.add(static_cast<std::int64_t>(random() >> random() % 64));
            break;
        case 3: {
            const std::uint64_t bits = random();
            double number;
            std::memcpy(&number, &bits, sizeof number);
            into.add(number - number == 0 ? number : 0.1);
            break;
        }
        case 4:
            into.add(static_cast<double>(static_cast<std::int64_t>(random() % 2'000'000)) / 1000);
            break;
        case 5:
            into.add(text());
            break;
        case 6:
        case 7:
            into.array();
            for (std::uint64_t i = random() % 6; i > 0; --i) random_value(into, random, depth + 1);
            into.end();
            break;
        default:
            into.object();
            for (std::uint64_t i = random() % 20; i > 0; --i) {
                into.key(std::to_string(i) + text());
                random_value(into, random, depth + 1);
            }
            into.end();
    }
}

}  // namespace

TEST(json_parse, what_was_printed_reads_back_equal) {
    std::mt19937_64 random(20);
    for (int i = 0; i < 300; ++i) {
        builder made;
        random_value(made, random, 0);
        const value tree = made.finish();
        const std::string text = to_json(tree);
        ASSERT_EQ(from_json(text), tree) << text;
        ASSERT_EQ(from_json(to_json(tree, {.indent = 3})), tree) << text;
        ASSERT_EQ(to_json(from_json(text)), text);
    }
}

TEST(json_parse, whole_numbers_that_fit_are_ints_and_others_reals) {
    EXPECT_EQ(from_json("9223372036854775807").as_int(), INT64_MAX);
    EXPECT_EQ(from_json("-9223372036854775808").as_int(), INT64_MIN);
    EXPECT_EQ(from_json("0").as_int(), 0);
    EXPECT_EQ(from_json("1.0").kind(), QUOIN_REAL);
    EXPECT_EQ(from_json("1e2").kind(), QUOIN_REAL);
    EXPECT_EQ(from_json("-0.0").as_real(), 0.0);
    EXPECT_EQ(from_json("9223372036854775808").as_real(), 9223372036854775808.0);
    EXPECT_EQ(from_json("9223372036854775808").kind(), QUOIN_REAL);
    EXPECT_EQ(from_json("100000000000000000000").as_real(), 1e20);
}

TEST(json_parse, a_whole_number_that_a_real_would_round_is_refused) {
    for (const char* const text : {"18446744073709551615", "9223372036854775809", "-9223372036854775809",
                                   "123456789012345678901", "[1,18446744073709551615]"})
        EXPECT_NE(refusal(text).find("a whole number beyond 64 bits that a real would round"),
                  std::string::npos)
            << text;
}

TEST(json_parse, reals_are_the_nearest_ones) {
    EXPECT_EQ(from_json("0.1").as_real(), 0.1);
    EXPECT_EQ(from_json("5e-324").as_real(), 5e-324);
    EXPECT_EQ(from_json("2.2250738585072011e-308").as_real(), 2.2250738585072011e-308);
    EXPECT_EQ(from_json("0.3000000000000000444089209850062616169452667236328125").as_real(), 0.1 + 0.2);
    EXPECT_EQ(from_json("[1.7976931348623157e308]")[0].as_real(), 1.7976931348623157e308);
    EXPECT_EQ(from_json("8.41470984807896506652502321630298999622563060798371e-1").as_real(),
              0.8414709848078965);
}

TEST(json_parse, numbers_out_of_range_are_refused) {
    for (const char* const text : {"1e309", "-1e309", "1e-400", "1e99999999999", "[1e309]"})
        EXPECT_NE(refusal(text), "read") << text;
}

TEST(json_parse, text_with_escapes) {
    EXPECT_EQ(from_json(R"("\ud83d\ude00 \u00fc \n\/ \"")").as_string(), "\U0001F600 \u00FC \n/ \"");
    EXPECT_EQ(from_json(R"("a\u0000b")").as_string(), std::string_view("a\0b", 3));
    EXPECT_EQ(from_json(R"({"\u0061":1})")["a"].as_int(), 1);
    const std::string long_text(100'000, 'x');
    EXPECT_EQ(from_json("\"" + long_text + "\\n\"").as_string(), long_text + "\n");
}

TEST(json_parse, errors_say_where_and_what_but_nothing_of_the_text) {
    const std::pair<const char*, const char*> cases[] = {
        {"", "the JSON text is wrong at byte 0: "},
        {"{\"SECRET\":}", "the JSON text is wrong at byte 10: "},
        {"[1,2", "the JSON text is wrong at byte 4: "},
        {"{\"SECRET\":1,\"SECRET\":2}",
         "the JSON text is wrong at byte 22: the same key twice in one object"},
        {"1 2", "the JSON text is wrong at byte 2: "},
        {"[\"SECRET\xFF\"]", "the JSON text is wrong at byte 9: a string that is not UTF-8"},
        {"\"\xED\xA0\x80\"", "the JSON text is wrong at byte 4: a string that is not UTF-8"},
        {"{\"\xC0\x80\":1}", "the JSON text is wrong at byte 4: a key that is not UTF-8"},
        {"[nan]", "the JSON text is wrong at byte "},
        {"[1,]", "the JSON text is wrong at byte "},
        {"[01]", "the JSON text is wrong at byte "},
        {"\"\\ud800\"", "the JSON text is wrong at byte "},
        {"\"\n\"", "the JSON text is wrong at byte "},
        {"// comment\n1", "the JSON text is wrong at byte "},
    };
    for (const auto& [text, why] : cases) {
        const std::string got = refusal(text);
        EXPECT_EQ(got.substr(0, std::string_view(why).size()), why) << text;
        EXPECT_EQ(got.find("SECRET"), std::string::npos);
    }
}

TEST(json_parse, nesting_of_512_is_allowed_and_one_more_is_refused) {
    EXPECT_EQ(refusal(std::string(512, '[') + std::string(512, ']')), "read");
    EXPECT_NE(refusal(std::string(513, '[') + std::string(513, ']')).find("more than 512 levels"),
              std::string::npos);
    EXPECT_NE(refusal(std::string(1'000'000, '[')), "read");
}
