// Where values end, what is padding, and the parts of a person name.
#include "decoded_text.hpp"

using namespace std::string_view_literals;
using quoin::dicom::vr;
using quoin::dicom::without_padding;

using texts = std::vector<std::string>;

TEST(values, end_at_backslashes) {
    EXPECT_EQ(values({}, "a\\b\\c"), (texts{"a", "b", "c"}));
    EXPECT_EQ(values({}, "a"), (texts{"a"}));
    EXPECT_EQ(values({}, ""), (texts{""}));
    EXPECT_EQ(values({}, "\\"), (texts{"", ""}));
    EXPECT_EQ(values({}, "a\\"), (texts{"a", ""}));
    EXPECT_EQ(values({}, "\\a"), (texts{"", "a"}));
    EXPECT_EQ(values({}, "1\\2", vr::DS), (texts{"1", "2"}));
}

TEST(values, of_long_texts_and_urls_are_one) {
    for (const vr of : {vr::LT, vr::ST, vr::UT, vr::UR}) EXPECT_EQ(values({}, "a\\b", of), (texts{"a\\b"}));
    EXPECT_EQ(values({}, "a\\b", vr::UC), (texts{"a", "b"}));
}

TEST(values, of_codes_split_at_every_backslash_whatever_the_character_set) {
    const auto set = set_of("GB18030");
    std::size_t count = 0;
    set.split("A\x81\\B", vr::CS, [&](std::string_view) { ++count; });
    EXPECT_EQ(count, 2U);
}

TEST(padding, trailing_blanks_and_nuls_go_everywhere) {
    for (const vr of : {vr::LO, vr::PN, vr::UT, vr::UI, vr::CS, vr::DA})
        EXPECT_EQ(without_padding("abc \0 \0"sv, of), "abc");
    EXPECT_EQ(without_padding("\0"sv, vr::UI), "");
    EXPECT_EQ(without_padding("   ", vr::LO), "");
}

TEST(padding, leading_blanks_go_where_they_do_not_count) {
    for (const vr of : {vr::LO, vr::SH, vr::CS, vr::AE, vr::DS, vr::IS, vr::DA})
        EXPECT_EQ(without_padding("  a b ", of), "a b");
    for (const vr of : {vr::LT, vr::ST, vr::UT, vr::UC}) EXPECT_EQ(without_padding("  a b ", of), "  a b");
}

TEST(person_name, has_up_to_three_groups) {
    bool was_damaged = false;
    const auto name = quoin::dicom::character_set().decode_name("A^B =C=D ", was_damaged);
    EXPECT_EQ(name.alphabetic, "A^B");
    EXPECT_EQ(name.ideographic, "C");
    EXPECT_EQ(name.phonetic, "D");
    EXPECT_FALSE(was_damaged);
}

TEST(person_name, groups_that_are_not_there_are_empty) {
    bool was_damaged = false;
    const auto one = quoin::dicom::character_set().decode_name("A^B", was_damaged);
    EXPECT_EQ(one.alphabetic, "A^B");
    EXPECT_EQ(one.ideographic + one.phonetic, "");
    const auto second = quoin::dicom::character_set().decode_name("=C", was_damaged);
    EXPECT_EQ(second.alphabetic, "");
    EXPECT_EQ(second.ideographic, "C");
    EXPECT_FALSE(was_damaged);
}

TEST(person_name, fourth_group_is_kept_and_is_damage) {
    bool was_damaged = false;
    const auto name = quoin::dicom::character_set().decode_name("a=b=c=d", was_damaged);
    EXPECT_EQ(name.phonetic, "c=d");
    EXPECT_TRUE(was_damaged);
}
