// ISO_IR 192, GB18030 and GBK (PS3.5 annex J), and Shift JIS, which the standard does not have.
#include "decoded_text.hpp"

using quoin::dicom::vr;

TEST(utf8, well_formed_text_comes_out_as_it_is) {
    const auto set = set_of("ISO_IR 192");
    EXPECT_TRUE(set.is_utf8());
    EXPECT_EQ(decoded(set, "Wang^XiaoDong=王^小東=𠀀é"), whole("Wang^XiaoDong=王^小東=𠀀é"));
}

TEST(utf8, malformed_text_is_damage) {
    const auto set = set_of("ISO_IR 192");
    EXPECT_EQ(decoded(set, "a\xE9z"), damaged("a\uFFFDz"));
    EXPECT_EQ(decoded(set, "\xC0\xAF"), damaged("\uFFFD\uFFFD"));                      // overlong
    EXPECT_EQ(decoded(set, "\xED\xA0\x80"), damaged("\uFFFD\uFFFD\uFFFD"));            // surrogate
    EXPECT_EQ(decoded(set, "\xF4\x90\x80\x80"), damaged("\uFFFD\uFFFD\uFFFD\uFFFD"));  // above 10FFFFH
    EXPECT_EQ(decoded(set, "a\xE7\x8E"), damaged("a\uFFFD"));                          // cut
    EXPECT_EQ(decoded(set, "\xF0\x9F\x92z\xBF"), damaged("\uFFFDz\uFFFD"));
}

TEST(gb18030, has_characters_of_two_and_four_bytes) {
    const auto set = set_of("GB18030");
    EXPECT_EQ(decoded(set, "Wang^XiaoDong=\xCD\xF5^\xD0\xA1\xB6\xAB="), whole("Wang^XiaoDong=王^小东="));
    EXPECT_EQ(decoded(set, "\x95\x32\x82\x36"), whole("𠀀"));
    EXPECT_EQ(decoded(set, "\x81\x30\x89\x38"), whole("ß"));
}

TEST(gb18030, backslash_inside_a_character_splits_nothing) {
    const auto set = set_of("GB18030");
    EXPECT_EQ(values(set, "\x81\x5C\\\x95\x32\x82\x36\\x"), (std::vector<std::string>{"乗", "𠀀", "x"}));
    EXPECT_FALSE(decoded(set, "\x81\x5C", vr::LT).damaged);
}

TEST(gbk, backslash_and_delimiters_inside_a_character_split_nothing) {
    const auto set = set_of("GBK");
    EXPECT_EQ(values(set, "\x84\x5C\\b").size(), 2U);
    EXPECT_EQ(decoded(set, "\xCD\xF5"), whole("王"));
    bool was_damaged = false;
    const auto name = set.decode_name("a=\x84\x5E\x84\x5C=b", was_damaged);
    EXPECT_FALSE(was_damaged);
    EXPECT_EQ(name.phonetic, "b");
}

TEST(gbk, stray_bytes_are_damage_and_hide_no_delimiter) {
    const auto set = set_of("GBK");
    EXPECT_EQ(decoded(set,
                      "a\xFF"
                      "b"),
              damaged("a\uFFFD"
                      "b"));
    EXPECT_EQ(decoded(set, "ab\xCD"), damaged("ab\uFFFD"));
    EXPECT_EQ(values(set, "\xCD\x30\\x").size(), 2U);
}

TEST(shift_jis, is_read_with_a_complaint_and_split_by_character) {
    const auto set = odd_set_of("SHIFT_JIS");
    EXPECT_EQ(decoded(set, "\x8E\x52\x93\x63"), whole("山田"));
    EXPECT_EQ(values(set, "\x95\x5C\\\x95\x5C"), (std::vector<std::string>{"表", "表"}));
}
