#include "value_table.hpp"

#include <gtest/gtest.h>
#include <quoin/json.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace quoin::cli {

namespace {
std::string table_of(std::string_view json) {
    return to_table(from_json(json));
}
}  // namespace

TEST(ValueTable, values_stand_in_one_column) {
    EXPECT_EQ(table_of(R"({"rows":512,"pixelSpacing":[0.5,0.25],"none":null,"empty":""})"),
              "rows          512\n"
              "pixelSpacing  0.5, 0.25\n"
              "none          -\n"
              "empty         \"\"\n");
}

TEST(ValueTable, small_objects_stand_on_one_line_and_large_ones_are_indented) {
    EXPECT_EQ(table_of(R"({"name":{"Alphabetic":"A^B","Phonetic":"C"}})"),
              "name  Alphabetic: A^B, Phonetic: C\n");
    EXPECT_EQ(table_of(R"({"a":{"b":{"c":1},"d":2}})"), "a\n  b  c: 1\n  d  2\n");
    EXPECT_EQ(table_of(R"({"s":[{"x":{"y":[{}]}},3]})"),
              "s\n  [0]\n    x\n      y\n        [0]  (no members)\n  [1]        3\n");
}

TEST(ValueTable, a_matrix_stands_on_one_line) {
    EXPECT_EQ(table_of("[[1,2],[3,4]]"), "[1, 2], [3, 4]\n");
}

TEST(ValueTable, a_value_alone_is_its_text) {
    EXPECT_EQ(table_of("512"), "512\n");
    EXPECT_EQ(table_of(R"("CT")"), "CT\n");
    EXPECT_EQ(table_of("{}"), "(no members)\n");
    EXPECT_EQ(to_table(from_json("1"), 4), "    1\n");
}

TEST(ValueTable, long_typed_arrays_show_how_they_begin) {
    std::vector<std::uint16_t> words(100);
    for (std::size_t i = 0; i < words.size(); ++i) words[i] = static_cast<std::uint16_t>(i);
    const std::string text = to_table(builder().add(std::span(words)).finish());
    EXPECT_EQ(text, "100 x u16: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, …\n");
    words.resize(2);
    EXPECT_EQ(to_table(builder().add(std::span(words)).finish()), "2 x u16: 0, 1\n");
    const std::vector<std::uint8_t> bytes(5);
    EXPECT_EQ(to_table(builder().add(std::span(bytes)).finish()), "5 x u8\n");
    EXPECT_EQ(to_table(builder().add(std::span<const std::uint8_t>()).finish()), "0 x u8\n");
}

TEST(ValueTable, lazy_arrays_are_not_read) {
    quoin_lazy source{};
    source.struct_size = sizeof source;
    source.dtype = QUOIN_U16;
    source.count = 9;
    source.uri = to_str("x:1");
    source.read = [](void*, std::uint64_t, void*, std::size_t) -> quoin_code {
        ADD_FAILURE() << "was read";
        return QUOIN_E_IO;
    };
    EXPECT_EQ(to_table(builder().lazy(source).finish()), "9 x u16, not read\n");
}

TEST(ValueTable, control_characters_do_not_reach_the_terminal) {
    EXPECT_EQ(table_of(R"({"a\u001b":"b\u001b[2J"})"), "a\\x1b  b\\x1b[2J\n");
}

}  // namespace quoin::cli
