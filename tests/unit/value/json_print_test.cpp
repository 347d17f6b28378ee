#include <quoin/json.hpp>

#include <gtest/gtest.h>

#include "temporary_file.hpp"

#include <limits>

using quoin::builder;
using quoin::to_json;
using quoin::value;

namespace {

template <class T>
std::string typed(std::initializer_list<T> numbers, const quoin::json_options& how = {}) {
    return to_json(builder().add(std::span<const T>(numbers.begin(), numbers.size())).finish(), how);
}

}  // namespace

TEST(json_print, every_kind_in_one_line) {
    builder made;
    made.object().member("n", [](builder& b) { b.null(); }).member("t", true).member("f", false);
    made.member("i", std::numeric_limits<std::int64_t>::min()).member("s", "x");
    made.member("a", [](builder& b) { b.array().add(1).add(2).end(); });
    made.member("e", [](builder& b) { b.array().end(); }).member("o", [](builder& b) { b.object().end(); });
    EXPECT_EQ(to_json(made.end().finish()),
              R"({"n":null,"t":true,"f":false,"i":-9223372036854775808,"s":"x","a":[1,2],"e":[],"o":{}})");
    EXPECT_EQ(to_json({}), "null");
}

TEST(json_print, indented) {
    builder made;
    made.object().member("a", [](builder& b) { b.array().add(1).object().end().end(); }).member("b", 2);
    EXPECT_EQ(to_json(made.end().finish(), {.indent = 2}),
              "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": 2\n}");
}

TEST(json_print, reals_are_the_shortest_that_read_back_and_stay_reals) {
    const std::pair<double, const char*> cases[] = {{0.2, "0.2"},
                                                    {1.0, "1.0"},
                                                    {-0.0, "-0.0"},
                                                    {0.1 + 0.2, "0.30000000000000004"},
                                                    {100000.0, "100000.0"},
                                                    {1e15, "1000000000000000.0"},
                                                    {1e16, "1e+16"},
                                                    {0.0001, "0.0001"},
                                                    {0.00001, "1e-05"},
                                                    {5e-324, "5e-324"},
                                                    {1.7976931348623157e308, "1.7976931348623157e+308"}};
    for (const auto& [number, text] : cases) EXPECT_EQ(to_json(value::of(number)), text);
    EXPECT_EQ(to_json(value::of(std::numeric_limits<double>::quiet_NaN())), "null");
    EXPECT_EQ(to_json(value::of(-std::numeric_limits<double>::infinity())), "null");
}

TEST(json_print, text_is_escaped_as_rfc_8259_has_it_and_utf8_passes) {
    EXPECT_EQ(to_json(value::of("\"\\/\b\f\n\r\t\x01\x1f\x7f\u00FC\U0001F600")),
              "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\u00FC\U0001F600\"");
    EXPECT_EQ(to_json(value::of(std::string_view("a\0b", 3))), "\"a\\u0000b\"");
    EXPECT_EQ(to_json(builder().object().member("\n", 1).end().finish()), "{\"\\n\":1}");
}

TEST(json_print, bytes_are_base64) {
    EXPECT_EQ(typed<std::uint8_t>({}), R"({"InlineBinary":""})");
    EXPECT_EQ(typed<std::uint8_t>({'f'}), R"({"InlineBinary":"Zg=="})");
    EXPECT_EQ(typed<std::uint8_t>({'f', 'o'}), R"({"InlineBinary":"Zm8="})");
    EXPECT_EQ(typed<std::uint8_t>({'f', 'o', 'o'}), R"({"InlineBinary":"Zm9v"})");
    EXPECT_EQ(typed<std::uint8_t>({0xFF, 0xFE, 0xFD, 0xFC}, {.indent = 2}),
              R"({"InlineBinary": "//79/A=="})");
}

TEST(json_print, large_bytes_are_one_base64_text) {
    std::vector<std::uint8_t> bytes(500'001, 0);
    const std::string text = to_json(builder().add(std::span(bytes)).finish());
    EXPECT_EQ(text.size(), 500'001 / 3 * 4 + std::string_view(R"({"InlineBinary":""})").size());
    EXPECT_EQ(text.find('='), std::string::npos);
}

TEST(json_print, other_typed_arrays_are_numbers) {
    EXPECT_EQ(typed<std::int8_t>({-128, 127}), "[-128,127]");
    EXPECT_EQ(typed<std::uint16_t>({0, 65535}), "[0,65535]");
    EXPECT_EQ(typed<std::int16_t>({-32768}), "[-32768]");
    EXPECT_EQ(typed<std::uint32_t>({4294967295u}), "[4294967295]");
    EXPECT_EQ(typed<std::int32_t>({-2147483647}), "[-2147483647]");
    EXPECT_EQ(typed<std::uint64_t>({UINT64_MAX}), "[18446744073709551615]");
    EXPECT_EQ(typed<std::int64_t>({INT64_MIN}), "[-9223372036854775808]");
    EXPECT_EQ(typed<float>({0.1f, std::numeric_limits<float>::infinity()}), "[0.1,null]");
    EXPECT_EQ(typed<double>({0.1, 2.0}, {.indent = 2}), "[0.1, 2.0]");
    EXPECT_EQ(typed<double>({}), "[]");
}

TEST(json_print, a_lazy_array_beyond_the_limit_is_a_uri_and_is_not_read) {
    const temporary_file file({1, 2, 3, 4});
    quoin_lazy source = file.source(QUOIN_U16, 0, 2);
    const value by_path = builder().lazy(source).finish();
    std::string path = file.path();
    for (std::size_t at; (at = path.find(' ')) != std::string::npos;) path.replace(at, 1, "%20");
    EXPECT_EQ(to_json(by_path), R"({"BulkDataURI":"file:)" + path + R"(?offset=0&length=4"})");
    EXPECT_EQ(to_json(builder().slice(by_path, 1, QUOIN_U8, 2).finish()),
              R"({"BulkDataURI":"file:)" + path + R"(?offset=1&length=2"})");
    EXPECT_EQ(by_path.shape()->lazy, 1);
    EXPECT_EQ(to_json(by_path, {.lazy_limit = 4}), "[513,1027]");
    EXPECT_EQ(by_path.shape()->lazy, 1) << "printing keeps nothing";
    (void)by_path.typed();
    EXPECT_EQ(to_json(by_path), R"({"BulkDataURI":"file:)" + path + R"(?offset=0&length=4"})")
        << "the text does not depend on who read it";
    source.uri = quoin::to_str("https://example.org/bulk/1");
    const value by_uri = builder().lazy(source).finish();
    EXPECT_EQ(to_json(by_uri), R"({"BulkDataURI":"https://example.org/bulk/1"})");
    EXPECT_EQ(to_json(builder().slice(by_uri, 1, QUOIN_U8, 2).finish()),
              R"({"BulkDataURI":"https://example.org/bulk/1?offset=1&length=2"})");
}

TEST(json_print, a_lazy_array_that_cannot_be_read_is_an_error_and_leaves_the_text_as_it_was) {
    const temporary_file file({1, 2, 3, 4});
    const value lazy = builder().array().lazy(file.source(QUOIN_U8, 0, 5)).end().finish();
    std::string out = "before";
    try {
        quoin::append_json(out, lazy, {.lazy_limit = 100});
        ADD_FAILURE() << "five bytes of a file of four";
    } catch (const quoin::error& e) {
        EXPECT_EQ(e.code(), QUOIN_E_IO);
        EXPECT_EQ(e.message(),
                  "a lazy array of 5 bytes cannot be read for JSON: its file cannot be opened, is "
                  "shorter than it was or cannot be read");
    }
    EXPECT_EQ(out, "before");
}

TEST(json_print, an_object_with_a_base_prints_all_its_members) {
    const value base = builder().object().member("a", 1).member("b", 2).end().finish();
    EXPECT_EQ(to_json(builder().object(base).member("c", 3).member("a", 4).end().finish()),
              R"({"a":4,"b":2,"c":3})");
}

TEST(json_print, deep_values_need_no_stack) {
    builder made;
    value chain = value::of(0);
    for (int i = 0; i < 200'000; ++i) chain = made.array().add(quoin::view(chain)).end().finish();
    EXPECT_EQ(to_json(chain).size(), 400'001u);
}
