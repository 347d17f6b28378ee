// One element, byte by byte, as PS3.5 section 7.1 lays it out.
#include "hex_text.hpp"

#include <gtest/gtest.h>

#include <dicom_writer/value_representation.hpp>

#include <set>
#include <stdexcept>

namespace dicom_writer {
namespace {

using enum encoding;

TEST(element, with_a_short_header_in_explicit_little_endian) {
    EXPECT_EQ(body(data_set{}.numbers(0x00280010, "US", {0x1234})), "28 00 10 00 55 53 02 00 34 12");
}

TEST(element, with_a_long_header_in_explicit_little_endian) {
    EXPECT_EQ(body(data_set{}.raw(0x00282000, "OB", {1, 2})), "28 00 00 20 4f 42 00 00 02 00 00 00 01 02");
}

TEST(element, in_implicit_little_endian_has_no_vr) {
    EXPECT_EQ(body(data_set{}.numbers(0x00280010, "US", {0x1234}), implicit_little),
              "28 00 10 00 02 00 00 00 34 12");
    EXPECT_EQ(body(data_set{}.raw(0x00282000, "OB", {1, 2}), implicit_little),
              "28 00 00 20 02 00 00 00 01 02");
}

TEST(element, in_big_endian_swaps_tag_length_and_numbers) {
    EXPECT_EQ(body(data_set{}.numbers(0x00280010, "US", {0x1234}), explicit_big),
              "00 28 00 10 55 53 00 02 12 34");
    EXPECT_EQ(body(data_set{}.numbers(0x00281201, "OW", {0x1234}), explicit_big),
              "00 28 12 01 4f 57 00 00 00 00 00 02 12 34");
    EXPECT_EQ(body(data_set{}.raw(0x00281201, "OW", {1, 2}), explicit_big),
              "00 28 12 01 4f 57 00 00 00 00 00 02 01 02")
        << "bytes are never swapped";
}

TEST(element, of_tags_is_two_words_each) {
    const data_set tree = data_set{}.numbers(0x00280009, "AT", {0x3004000c});
    EXPECT_EQ(body(tree), "28 00 09 00 41 54 04 00 04 30 0c 00");
    EXPECT_EQ(body(tree, explicit_big), "00 28 00 09 41 54 00 04 30 04 00 0c");
}

TEST(element, has_the_header_its_vr_asks_for) {
    // PS3.5 section 7.1.2: these have a length of 32 bits, all others one of 16.
    const std::set<std::string_view> with_32_bits = {"OB", "OD", "OF", "OL", "OV", "OW", "SQ",
                                                     "SV", "UC", "UN", "UR", "UT", "UV"};
    EXPECT_EQ(value_representations().size(), 34U);
    for (const value_representation& vr : value_representations()) {
        if (vr.letters == "SQ") continue;
        const std::string made = body(data_set{}.empty(0x00110011, vr.letters));
        EXPECT_EQ(made.size(), with_32_bits.contains(vr.letters) ? 35U : 23U) << vr.letters;
    }
}

TEST(element, of_an_invented_vr_has_the_long_header) {
    EXPECT_EQ(body(data_set{}.raw(0x00110011, "ZZ", {9})), "11 00 11 00 5a 5a 00 00 02 00 00 00 09 00");
    EXPECT_THROW(body(data_set{}.raw(0x00110011, "Z", {})), std::invalid_argument);
}

TEST(numbers, take_the_width_of_their_vr) {
    const auto value = [](std::string_view vr, std::vector<number> list, encoding how = explicit_little) {
        const std::string made = body(data_set{}.numbers(0x00110011, vr, std::move(list)), how);
        const std::size_t header = value_representation_of(vr).long_header ? 36 : 24;
        return made.size() > header ? made.substr(header) : "";
    };
    EXPECT_EQ(value("SS", {-2}), "fe ff");
    EXPECT_EQ(value("SL", {-2}), "fe ff ff ff");
    EXPECT_EQ(value("UL", {0x01020304}), "04 03 02 01");
    EXPECT_EQ(value("SV", {-2}), "fe ff ff ff ff ff ff ff");
    EXPECT_EQ(value("UV", {0x0102030405060708U}), "08 07 06 05 04 03 02 01");
    EXPECT_EQ(value("UV", {0x0102030405060708U}, explicit_big), "01 02 03 04 05 06 07 08");
    EXPECT_EQ(value("FL", {1.5}), "00 00 c0 3f");
    EXPECT_EQ(value("FD", {1.5}), "00 00 00 00 00 00 f8 3f");
    EXPECT_EQ(value("FD", {1.5}, explicit_big), "3f f8 00 00 00 00 00 00");
    EXPECT_EQ(value("OB", {1, 255}), "01 ff");
    EXPECT_EQ(value("OL", {1}), "01 00 00 00");
    EXPECT_EQ(value("OF", {1.5, 0}), "00 00 c0 3f 00 00 00 00");
    EXPECT_EQ(value("US", {}), "");
}

TEST(numbers, of_decimal_text_are_printed) {
    EXPECT_EQ(body(data_set{}.numbers(0x00280030, "DS", {0.5, -2})),
              body(data_set{}.text(0x00280030, "DS", "0.5\\-2")));
    EXPECT_EQ(body(data_set{}.numbers(0x00200013, "IS", {12, 345})),
              body(data_set{}.text(0x00200013, "IS", "12\\345")));
}

TEST(numbers, that_their_vr_cannot_hold_are_a_mistake_of_the_test) {
    const auto written = [](std::string_view vr, number one) {
        body(data_set{}.numbers(0x00110011, vr, {one}));
    };
    EXPECT_THROW(written("US", 65536), std::invalid_argument);
    EXPECT_THROW(written("US", -1), std::invalid_argument);
    EXPECT_THROW(written("US", 1.5), std::invalid_argument);
    EXPECT_THROW(written("SS", 32768), std::invalid_argument);
    EXPECT_THROW(written("SL", -2147483649), std::invalid_argument);
    EXPECT_THROW(written("SV", 0xffffffffffffffffU), std::invalid_argument);
    EXPECT_THROW(written("UN", 1), std::invalid_argument);
}

TEST(padding, is_a_space_for_text_and_nul_for_uids_and_bytes) {
    EXPECT_EQ(body(data_set{}.text(0x00100010, "PN", "A^B")), "10 00 10 00 50 4e 04 00 41 5e 42 20");
    EXPECT_EQ(body(data_set{}.text(0x00080018, "UI", "1.2")), "08 00 18 00 55 49 04 00 31 2e 32 00");
    EXPECT_EQ(body(data_set{}.raw(0x00282000, "OB", {7})), "28 00 00 20 4f 42 00 00 02 00 00 00 07 00");
    for (const value_representation& vr : value_representations())
        EXPECT_EQ(vr.padding, vr.kind == value_kind::text && vr.letters != "UI" ? ' ' : '\0') << vr.letters;
}

TEST(padding, is_left_out_where_asked) {
    const data_set tree = data_set{}.text(0x00100010, "PN", "A^B").text(0x00100020, "LO", "X");
    EXPECT_EQ(body(data_set(tree).unpadded(0x00100010)),
              "10 00 10 00 50 4e 03 00 41 5e 42 10 00 20 00 4c 4f 02 00 58 20");
    const bytes made = write(tree, {.preamble = false, .meta = false, .pad = false});
    EXPECT_EQ(hex(made), "10 00 10 00 50 4e 03 00 41 5e 42 10 00 20 00 4c 4f 01 00 58");
}

TEST(texts, are_joined_by_backslashes) {
    EXPECT_EQ(body(data_set{}.texts(0x00080008, "CS", {"A", "", "B"})),
              "08 00 08 00 43 53 04 00 41 5c 5c 42");
}

TEST(value, too_long_for_a_length_of_16_bits_is_refused) {
    EXPECT_THROW(body(data_set{}.text(0x00100020, "LO", std::string(65536, 'x'))), std::length_error);
    EXPECT_NO_THROW(body(data_set{}.text(0x00100020, "LO", std::string(65536, 'x')), implicit_little));
    EXPECT_NO_THROW(body(data_set{}.text(0x00100020, "UT", std::string(65536, 'x'))));
}

TEST(tree, keeps_elements_in_the_order_of_tags_and_replaces) {
    const data_set tree =
        data_set{}.text(0x00100020, "LO", "2").text(0x00080060, "CS", "CT").text(0x00100020, "LO", "33");
    ASSERT_EQ(tree.elements().size(), 2U);
    EXPECT_EQ(tree.elements()[0].tag, 0x00080060U);
    EXPECT_EQ(std::get<std::string>(tree.find(0x00100020)->value), "33");
    EXPECT_EQ(data_set(tree).remove(0x00080060).elements().size(), 1U);
    EXPECT_EQ(tree.find(0x00080061), nullptr);
}

TEST(tree, appends_out_of_order_and_verbatim) {
    data_set tree = data_set{}.numbers(0x00280010, "US", {1});
    tree.append({0x00080060, "CS", std::string("CT")}).append_verbatim({0xab});
    EXPECT_EQ(body(tree), "28 00 10 00 55 53 02 00 01 00 08 00 60 00 43 53 02 00 43 54 ab");
}

TEST(tree, changes_only_elements_it_has) {
    EXPECT_THROW(data_set{}.unpadded(0x00100010), std::out_of_range);
    EXPECT_THROW(data_set{}.claim_length(0x00100010, 1), std::out_of_range);
}

TEST(claimed_length, stands_in_place_of_the_true_one) {
    const data_set tree = data_set{}.text(0x00100020, "LO", "AB").claim_length(0x00100020, 0xfffe);
    EXPECT_EQ(body(tree), "10 00 20 00 4c 4f fe ff 41 42");
    const data_set list = data_set{}.sequence(0x00081140, {data_set{}}).claim_length(0x00081140, 0x100);
    EXPECT_EQ(body(list), "08 00 40 11 53 51 00 00 00 01 00 00 fe ff 00 e0 00 00 00 00");
}

TEST(private_elements, are_reserved_by_their_creator) {
    EXPECT_EQ(private_tag(0x0009, 0x10, 0x42), 0x00091042U);
    EXPECT_EQ(body(data_set{}.private_creator(0x0009, 0x10, "ME")), "09 00 10 00 4c 4f 02 00 4d 45");
}

}  // namespace
}  // namespace dicom_writer
