#include "yaml_text.hpp"

#include <gtest/gtest.h>
#include <quoin/json.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace quoin::cli {

namespace {
std::string yaml_of(std::string_view json) {
    return to_yaml(from_json(json));
}
}  // namespace

TEST(Yaml, objects_are_blocks_and_plain_arrays_stand_on_one_line) {
    EXPECT_EQ(yaml_of(R"({"rows":512,"spacing":[0.5,0.5],"name":{"Alphabetic":"Doe^Jane"}})"),
              "rows: 512\nspacing: [0.5, 0.5]\nname:\n  Alphabetic: Doe^Jane\n");
}

TEST(Yaml, numbers_beyond_those_of_values_stand_as_json_has_them) {
    const std::vector<std::uint64_t> wide{1, UINT64_MAX};
    const value object =
        builder().object().member("a", 1).member("wide", std::span<const std::uint64_t>(wide)).end().finish();
    EXPECT_EQ(to_yaml(object), "a: 1\nwide: [1,18446744073709551615]\n");
    EXPECT_EQ(to_yaml(object["wide"]), "[1,18446744073709551615]\n");
}

TEST(Yaml, arrays_of_objects_are_lists) {
    EXPECT_EQ(yaml_of(R"({"items":[{"a":1,"b":2},{"c":[{"d":3}]}]})"),
              "items:\n  - a: 1\n    b: 2\n  - c:\n      - d: 3\n");
    EXPECT_EQ(yaml_of(R"([[1,2],[]])"), "- [1, 2]\n- []\n");
    EXPECT_EQ(yaml_of(R"([[[1]],{}])"), "- - [1]\n- {}\n");
}

TEST(Yaml, what_could_be_read_as_something_else_is_quoted) {
    EXPECT_EQ(yaml_scalar("1.2.840"), "\"1.2.840\"");
    EXPECT_EQ(yaml_scalar("NO"), "\"NO\"");
    EXPECT_EQ(yaml_scalar("null"), "\"null\"");
    EXPECT_EQ(yaml_scalar(""), "\"\"");
    EXPECT_EQ(yaml_scalar("a: b"), "\"a: b\"");
    EXPECT_EQ(yaml_scalar("a, b"), "\"a, b\"");
    EXPECT_EQ(yaml_scalar("# x"), "\"# x\"");
    EXPECT_EQ(yaml_scalar("trailing "), "\"trailing \"");
    EXPECT_EQ(yaml_scalar("x\ny"), "\"x\\ny\"");
    EXPECT_EQ(yaml_scalar("ORIGINAL"), "ORIGINAL");
}

TEST(Yaml, reals_stay_reals_for_readers_of_yaml_1_1) {
    EXPECT_EQ(to_yaml(value::of(0.5)), "0.5\n");
    const std::string large = to_yaml(value::of(1e22));
    EXPECT_NE(large.find('.'), std::string::npos) << large;
    EXPECT_NE(large.find("e+"), std::string::npos) << large;
}

TEST(Yaml, plain_values_and_empty_trees) {
    EXPECT_EQ(yaml_of("null"), "null\n");
    EXPECT_EQ(yaml_of("true"), "true\n");
    EXPECT_EQ(yaml_of("{}"), "{}\n");
    EXPECT_EQ(yaml_of(R"({"a":{},"b":[]})"), "a: {}\nb: []\n");
}

TEST(Yaml, bytes_look_as_they_do_in_json) {
    const std::vector<std::uint8_t> bytes{1, 2, 3};
    builder out;
    out.object().member("b", std::span(bytes)).end();
    EXPECT_EQ(to_yaml(out.finish()), "b:\n  InlineBinary: AQID\n");
    const std::vector<std::uint16_t> words{7, 9};
    EXPECT_EQ(to_yaml(builder().add(std::span(words)).finish()), "[7, 9]\n");
}

}  // namespace quoin::cli
