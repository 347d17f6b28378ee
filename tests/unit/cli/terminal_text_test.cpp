#include "terminal_text.hpp"

#include <gtest/gtest.h>
#include <quoin/json.hpp>

namespace quoin::cli {

TEST(OneLine, breaks_become_blanks) {
    EXPECT_EQ(one_line("a\nb\r\tc"), "a b  c");
}

TEST(OneLine, an_escape_sequence_of_a_file_does_not_reach_the_terminal) {
    EXPECT_EQ(one_line("\x1b[2Jx\x7f"), "\\x1b[2Jx\\x7f");
    EXPECT_EQ(one_line("\xC2\x9B"), "\\x9b");            // C1 CSI
    EXPECT_EQ(one_line("a\xE2\x80\xAEz"), "a\\u202ez");  // right-to-left override
}

TEST(OneLine, bytes_that_are_no_utf8_become_the_replacement_character) {
    EXPECT_EQ(one_line("a\xFFz"), "a\xEF\xBF\xBDz");
    EXPECT_EQ(one_line("\xC0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(one_line("\xE2\x82"), "\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(one_line("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(one_line("\xEF\xBF\xBD"), "\xEF\xBF\xBD");
}

TEST(DisplayWidth, east_asian_characters_are_two_columns_and_marks_none) {
    EXPECT_EQ(display_width("abc"), 3U);
    EXPECT_EQ(display_width("山田"), 4U);
    EXPECT_EQ(display_width("e\xCC\x81"), 1U);
    EXPECT_EQ(display_width("Jérôme"), 6U);
}

TEST(CutTo, never_cuts_inside_a_character_and_says_that_it_cut) {
    EXPECT_EQ(cut_to("abcdef", 6), "abcdef");
    EXPECT_EQ(cut_to("abcdef", 4), "abc…");
    EXPECT_EQ(cut_to("山田太郎", 4), "山…");
    EXPECT_EQ(cut_to("abc", 0), "");
}

TEST(Padded, fills_columns_and_not_bytes) {
    EXPECT_EQ(padded("é", 3), "é  ");
    EXPECT_EQ(padded("abcd", 3), "abcd");
}

TEST(AppendJsonString, is_json_whatever_the_bytes) {
    for (const std::string_view text :
         {"", "plain", "q\"b\\n\n\t\x01\x7f", "caf\xC3\xA9", "\xFF\xFE", "\xF0\x9F\x98\x80"}) {
        std::string json;
        append_json_string(json, text);
        EXPECT_TRUE(from_json(json).is_string()) << json;
    }
    std::string json;
    append_json_string(json, "q\"b\\n\n\x01");
    EXPECT_EQ(from_json(json).as_string(), "q\"b\\n\n\x01");
}

}  // namespace quoin::cli
