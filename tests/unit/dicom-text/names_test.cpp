// The values of Specific Character Set, as the standard has them and as files have them.
#include "decoded_text.hpp"

TEST(character_set_name, defined_terms_are_not_complained_about) {
    for (const auto* term : {"",
                             " ",
                             "ISO_IR 6",
                             "ISO_IR 100",
                             "ISO_IR 101 ",
                             "ISO_IR 109",
                             "ISO_IR 110",
                             "ISO_IR 144",
                             "ISO_IR 127",
                             "ISO_IR 126",
                             "ISO_IR 138",
                             "ISO_IR 148",
                             "ISO_IR 203",
                             "ISO_IR 166",
                             "ISO_IR 13",
                             "ISO_IR 192",
                             "GB18030",
                             "GBK",
                             "ISO 2022 IR 6",
                             "ISO 2022 IR 100",
                             "\\ISO 2022 IR 87",
                             "ISO 2022 IR 6\\ISO 2022 IR 149",
                             "ISO 2022 IR 13\\ISO 2022 IR 87\\ISO 2022 IR 159",
                             "\\ISO 2022 IR 58 "})
        EXPECT_EQ(complaint_about(term), "") << term;
}

TEST(character_set_name, other_spellings_are_read_and_complained_about) {
    for (const auto* name : {"ISO-IR 100", "ISO IR 100", "ISO_IR_100", "iso_ir 100", "ISO_IR  100",
                             "ISO_IR-100", "latin1", "ISO-8859-1", "iso8859-1", "ISO_8859-1"}) {
        EXPECT_EQ(decoded(odd_set_of(name), "\xE9"), whole("é")) << name;
        EXPECT_NE(complaint_about(name).find(name), std::string::npos);
    }
    EXPECT_EQ(decoded(odd_set_of("utf-8"), "é"), whole("é"));
    EXPECT_EQ(decoded(odd_set_of("ISO_IR_192"), "é"), whole("é"));
    EXPECT_EQ(decoded(odd_set_of("gb18030"), "\xCD\xF5"), whole("王"));
    EXPECT_EQ(decoded(odd_set_of("ISO-2022-IR-100"), "\xE9"), whole("é"));
}

TEST(character_set_name, unknown_one_leaves_ascii_safe) {
    const auto set = odd_set_of("ISO_IR 999");
    EXPECT_EQ(decoded(set, "plain"), whole("plain"));
    EXPECT_EQ(decoded(set, "\xE9"), damaged("\uFFFD"));
    EXPECT_NE(complaint_about("ISO_IR 999").find("'ISO_IR 999' is unknown"), std::string::npos);
    EXPECT_NE(complaint_about("DOE JOHN").find("'(not shown)' is unknown"), std::string::npos)
        << "what stands there by mistake may be a name";
}

TEST(character_set_name, multi_byte_set_alone_is_designated_from_the_start_if_it_lives_in_g1) {
    EXPECT_EQ(decoded(odd_set_of("ISO 2022 IR 149"), "\xFB\xF3"), whole("洪"));
    EXPECT_EQ(decoded(odd_set_of("ISO 2022 IR 58"), "\xCD\xF5"), whole("王"));
    EXPECT_EQ(decoded(odd_set_of("ISO 2022 IR 87"), "ab\x1B$B;3\x1B(B"), whole("ab山"));
    EXPECT_EQ(decoded(odd_set_of("ISO_IR 149"), "\xFB\xF3"), whole("洪"));
}

TEST(character_set_name, whole_encoding_with_others_is_read_alone) {
    EXPECT_EQ(decoded(odd_set_of("ISO_IR 192\\ISO 2022 IR 87"), "é"), whole("é"));
    EXPECT_EQ(decoded(odd_set_of("GB18030\\ISO 2022 IR 87"), "\xCD\xF5"), whole("王"));
    EXPECT_EQ(decoded(odd_set_of("\\ISO_IR 192"), "é"), whole("é"));
    EXPECT_EQ(decoded(odd_set_of("ISO 2022 IR 6\\ISO_IR 192"), "é"), whole("é"));
    EXPECT_EQ(decoded(odd_set_of("ISO_IR 100\\ISO_IR 192"), "\xE9"), whole("é"));
}

TEST(character_set_name, single_form_with_code_extensions_is_read) {
    EXPECT_EQ(decoded(odd_set_of("ISO_IR 100\\ISO 2022 IR 87"), "\xE9\x1B$B;3\x1B(B"), whole("é山"));
    EXPECT_EQ(decoded(odd_set_of("ISO 2022 IR 100\\ISO_IR 144"), "\xE9\x1B-L\xBB"), whole("éЛ"));
}

TEST(character_set_name, complaint_is_one_short_printable_line) {
    std::string junk;
    for (int i = 0; i < 20000; ++i) junk += static_cast<char>(i % 251);
    const std::string complaint = complaint_about(junk);
    EXPECT_LT(complaint.size(), 700U);
    for (const char c : complaint) EXPECT_TRUE(c >= 0x20 && c <= 0x7E);
}

TEST(character_set_name, sets_of_one_meaning_are_equal) {
    EXPECT_EQ(set_of("ISO_IR 100"), odd_set_of("latin1"));
    EXPECT_NE(set_of("ISO_IR 100"), set_of("ISO_IR 101"));
    EXPECT_EQ(set_of(""), quoin::dicom::character_set());
}
