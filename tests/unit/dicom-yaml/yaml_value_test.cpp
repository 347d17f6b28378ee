// YAML that comes with images.
#include <dicom/yaml_value.hpp>
#include <quoin/json.hpp>

#include <gtest/gtest.h>

namespace quoin::dicom {
namespace {

std::string json_of(std::string_view yaml) {
    return to_json(yaml_value(yaml, "m.yaml"));
}
std::string refused(std::string_view yaml) {
    try {
        return "taken: " + json_of(yaml);
    } catch (const error& e) {
        return e.message();
    }
}

TEST(yaml_value, has_the_kinds_of_the_core_schema) {
    EXPECT_EQ(json_of("a: 1\nb: -2.5\nc: true\nd: null\ne: ~\nf: text\ng: '12'\nh: 0x1F\ni: 1e3\nj: +4\n"),
              R"({"a":1,"b":-2.5,"c":true,"d":null,"e":null,"f":"text","g":"12","h":31,"i":1000.0,"j":4})");
    EXPECT_EQ(json_of("[yes, 1.2.840.10008, 2024-05-01, -, 1_000, e5, 0o7, '', .5]"),
              R"(["yes","1.2.840.10008","2024-05-01","-","1_000","e5","0o7","",0.5])");
    EXPECT_EQ(json_of("- {a: [1, {b: 2}]}\n- |\n  two\n  lines\n"), R"([{"a":[1,{"b":2}]},"two\nlines\n"])");
    EXPECT_EQ(json_of(""), "null");
    EXPECT_EQ(json_of("# nothing\n"), "null");
}

TEST(yaml_value, refuses_what_it_does_not_take_with_its_place) {
    EXPECT_EQ(refused("a: 1\na: 2\n"), "m.yaml:2:1: a key that stands there already");
    EXPECT_EQ(refused("a: &x 1\nb: *x\n"),
              "m.yaml:1:4: an anchor '&': write out what it names where it is used");
    EXPECT_EQ(refused("a: !!binary x\n"), "m.yaml:1:4: a tag '!': quote a text that is to be a text");
    EXPECT_EQ(refused("? [a]\n: 1\n"), "m.yaml:1:3: a list or map as a key: text is expected");
    EXPECT_EQ(refused("a: 1\n---\nb: 2\n"), "m.yaml:2:1: a second document: one is expected");
    for (const char* const cut : {"a: 'cut", "a: \"cut", "a: 'cut\n", "a: \"cut\n\n", "'cut", "[\"cut\n"})
        EXPECT_TRUE(refused(cut).starts_with("m.yaml:")) << refused(cut);
    EXPECT_TRUE(refused("a: [1\n").starts_with("m.yaml:")) << refused("a: [1\n");
}

TEST(yaml_value, bounds_depth_size_and_number) {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_EQ(json_of(nested(64)), nested(64));
    EXPECT_EQ(refused(nested(65)), "m.yaml:1:65: more than 64 levels");
    EXPECT_TRUE(refused(std::string(100'000, '[')).starts_with("m.yaml:"));
    std::string many = "[";
    for (int i = 0; i < 200'001; ++i) many += "1,";
    EXPECT_NE(refused(many + "]").find("more than 200000 values"), std::string::npos);
    EXPECT_EQ(refused(std::string(max_yaml_bytes + 1, ' ')),
              "m.yaml: larger than the 4194304 bytes that are read");
}

}  // namespace
}  // namespace quoin::dicom
