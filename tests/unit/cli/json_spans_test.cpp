#include "json_spans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace quoin::cli {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {
std::vector<std::string_view> contents(std::string_view json) {
    std::vector<std::string_view> out;
    for (const json_part& part : part_spans(json)) out.push_back(part.content);
    return out;
}
}  // namespace

TEST(JsonSpans, the_texts_of_members_as_they_came) {
    constexpr std::string_view json =
        R"( { "a" : 1.0 ,"b\"}":"x]\\" , "c":{"d":[1,{"e":"}"}]},"f":[ ] ,"g":-1e+2} )";
    EXPECT_THAT(contents(json), ElementsAre("1.0", R"("x]\\")", R"({"d":[1,{"e":"}"}]})", "[ ]", "-1e+2"));
    EXPECT_EQ(part_spans(json)[1].key, R"("b\"}")");
}

TEST(JsonSpans, the_texts_of_items_as_they_came) {
    EXPECT_THAT(contents(R"([1, "a,b",[2],{"x":3} ,true])"),
                ElementsAre("1", R"("a,b")", "[2]", R"({"x":3})", "true"));
    EXPECT_THAT(contents("[]"), IsEmpty());
    EXPECT_THAT(contents("{ }"), IsEmpty());
    EXPECT_THAT(contents("12"), IsEmpty());
}

TEST(JsonSpans, what_is_no_json_comes_to_an_end) {
    for (const char* const text :
         {"{", "[", "{\"a", "{\"a\\", "{\"a\":", "[1,", "{]", "[}", "{\"a\"}", "[,,]", "{:}", "[1]]", ""})
        part_spans(text);
}

TEST(JsonSpans, numbers_as_json_writes_them) {
    for (const char* const text : {"0", "-0", "1.50", "12345678901234567890123", "1e9", "1E-9", "-1.5e+3"})
        EXPECT_TRUE(is_json_number(text)) << text;
    for (const char* const text : {"", "-", "01", "1.", ".5", "1e", "+1", "0x1", "1 ", "NaN"})
        EXPECT_FALSE(is_json_number(text)) << text;
}

}  // namespace quoin::cli
