// Where values end, what is padding, and the parts of a person name.
#include "decoded_text.hpp"

#include <dicom/decode.hpp>

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

TEST(values, are_looked_at_once_for_all_that_is_not_plain) {
    using quoin::dicom::look_at_text;
    using quoin::dicom::plain_text;
    EXPECT_EQ(look_at_text({}), plain_text::one);
    // Each length, and what is not plain at each place: the words that are looked at overlap.
    for (std::size_t size = 1; size <= 40; ++size) {
        const std::string text(size, 'A');
        EXPECT_EQ(look_at_text(text), plain_text::one) << size;
        for (std::size_t at = 0; at < size; ++at) {
            const auto with = [&](char c) {
                std::string other = text;
                other[at] = c;
                return look_at_text(other);
            };
            EXPECT_EQ(with('\\'), plain_text::several) << at << " of " << size;
            EXPECT_EQ(with('\x1B'), plain_text::no) << at << " of " << size;
            EXPECT_EQ(with('\x80'), plain_text::no) << at << " of " << size;
            EXPECT_EQ(with('\xFF'), plain_text::no) << at << " of " << size;
            for (const char plain : {'\0', '\x1A', '\x1C', '[', ']', '\x7F'})
                EXPECT_EQ(with(plain), plain_text::one) << at << " of " << size;
        }
    }
}
