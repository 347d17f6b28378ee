// PS3.3 table C.12-2.
#include "decoded_text.hpp"

using namespace std::string_view_literals;
using quoin::dicom::vr;

TEST(single_byte_set, each_defined_term_decodes_its_letters) {
    EXPECT_EQ(decoded(set_of("ISO_IR 100"),
                      "\xC4neas^R\xFC"
                      "diger"),
              whole("Äneas^Rüdiger"));
    EXPECT_EQ(decoded(set_of("ISO_IR 101"),
                      "\xA3\xF3"
                      "d\xBC"),
              whole("Łódź"));
    EXPECT_EQ(decoded(set_of("ISO_IR 109"), "\xA9\xF8"), whole("İĝ"));
    EXPECT_EQ(decoded(set_of("ISO_IR 110"), "\xA3\xC0"), whole("ŖĀ"));
    EXPECT_EQ(decoded(set_of("ISO_IR 144"),
                      "\xBB\xEE\xDA"
                      "ce\xDC"),
              whole("Люкceм"));
    EXPECT_EQ(decoded(set_of("ISO_IR 127"), "\xE2\xC8\xC7\xE6\xEA"), whole("قباني"));
    EXPECT_EQ(decoded(set_of("ISO_IR 126"), "\xC4\xE9\xEF\xED"), whole("Διον"));
    EXPECT_EQ(decoded(set_of("ISO_IR 138"), "\xF9\xF8\xE5\xEF"), whole("שרון"));
    EXPECT_EQ(decoded(set_of("ISO_IR 148"), "\xDD\xF0\xFE"), whole("İğş"));
    EXPECT_EQ(decoded(set_of("ISO_IR 203"), "\xA4\xBD"), whole("€œ"));
    EXPECT_EQ(decoded(set_of("ISO_IR 166"), "\xB9\xD2\xC2"), whole("นาย"));
    EXPECT_EQ(decoded(set_of("ISO_IR 13"), "\xD4\xCF\xC0\xDE^\xC0\xDB\xB3"), whole("ﾔﾏﾀﾞ^ﾀﾛｳ"));
}

TEST(single_byte_set, ascii_is_ascii_at_every_length) {
    std::string text;
    for (int i = 0; i < 40; ++i) {
        EXPECT_EQ(decoded({}, text), whole(text));
        EXPECT_EQ(decoded(set_of("ISO_IR 100"), text + "\xE9"), whole(text + "é"));
        EXPECT_EQ(decoded({}, "\xE9" + text), damaged("\xEF\xBF\xBD" + text));
        text += static_cast<char>('A' + i);
    }
}

TEST(single_byte_set, appends_and_leaves_earlier_damage_standing) {
    std::string out = "before ";
    bool was_damaged = true;
    set_of("ISO_IR 100").decode("\xE9", vr::LO, out, was_damaged);
    EXPECT_EQ(out, "before é");
    EXPECT_TRUE(was_damaged);
}

TEST(single_byte_set, default_repertoire_has_no_high_bytes) {
    EXPECT_EQ(decoded({}, "M\xFCller"), damaged("M\uFFFDller"));
    EXPECT_EQ(decoded(set_of(""), "M\xFCller"), damaged("M\uFFFDller"));
    EXPECT_EQ(decoded(set_of("ISO_IR 6"), "M\xFCller"), damaged("M\uFFFDller"));
}

TEST(single_byte_set, places_without_a_character_are_damage) {
    EXPECT_EQ(decoded(set_of("ISO_IR 109"), "a\xA5z"), damaged("a\uFFFDz"));
    EXPECT_EQ(decoded(set_of("ISO_IR 166"), "\xB9\xDC\xB9"), damaged("น\uFFFDน"));
    EXPECT_EQ(decoded(set_of("ISO_IR 13"), "\xD4\xE0"), damaged("ﾔ\uFFFD"));
}

TEST(single_byte_set, windows_quotes_are_damage_and_no_control_characters) {
    EXPECT_EQ(decoded(set_of("ISO_IR 100"), "patient\x92s"), damaged("patient\uFFFDs"));
}

TEST(single_byte_set, iso_ir_13_has_yen_and_overline_for_backslash_and_tilde) {
    EXPECT_EQ(decoded(set_of("ISO_IR 13"), "a\\b~c", vr::LT), whole("a¥b‾c"));
    EXPECT_EQ(values(set_of("ISO_IR 13"), "a\\b~c", vr::LO), (std::vector<std::string>{"a", "b‾c"}));
    EXPECT_FALSE(set_of("ISO_IR 13").ascii_compatible());
    EXPECT_TRUE(set_of("ISO_IR 100").ascii_compatible());
}

TEST(single_byte_set, only_text_representations_are_affected) {
    const auto set = set_of("ISO_IR 100");
    for (const vr of : {vr::SH, vr::LO, vr::ST, vr::LT, vr::UC, vr::UT, vr::PN})
        EXPECT_EQ(decoded(set, "\xE9", of), whole("é"));
    for (const vr of : {vr::AE, vr::AS, vr::CS, vr::DA, vr::DS, vr::DT, vr::IS, vr::TM, vr::UI, vr::UR})
        EXPECT_EQ(decoded(set, "\xE9", of), damaged("\uFFFD"));
    EXPECT_EQ(decoded(set_of("ISO_IR 13"), "~\\", vr::UR), whole("~\\"));
    EXPECT_EQ(decoded(set_of("ISO_IR 192"), "é", vr::CS), damaged("\uFFFD\uFFFD"));
}
