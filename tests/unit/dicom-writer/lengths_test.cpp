// Sequences, items and fragments: lengths defined and not (PS3.5 section 7.5, annex A.4).
#include "hex_text.hpp"

#include <gtest/gtest.h>

namespace dicom_writer {
namespace {

using enum encoding;
using enum length_form;

const data_set one_item = data_set{}.sequence(0x00081140, {data_set{}.numbers(0x00280010, "US", {1})});
const std::string member = " 28 00 10 00 55 53 02 00 01 00";

TEST(sequence, with_defined_lengths) {
    EXPECT_EQ(body(one_item), "08 00 40 11 53 51 00 00 12 00 00 00 fe ff 00 e0 0a 00 00 00" + member);
}

TEST(sequence, undefined_with_defined_items) {
    EXPECT_EQ(
        body(one_item, explicit_little, {undefined, defined}),
        "08 00 40 11 53 51 00 00 ff ff ff ff fe ff 00 e0 0a 00 00 00" + member + " fe ff dd e0 00 00 00 00");
}

TEST(sequence, defined_with_undefined_items) {
    EXPECT_EQ(
        body(one_item, explicit_little, {defined, undefined}),
        "08 00 40 11 53 51 00 00 1a 00 00 00 fe ff 00 e0 ff ff ff ff" + member + " fe ff 0d e0 00 00 00 00");
}

TEST(sequence, undefined_with_undefined_items) {
    EXPECT_EQ(body(one_item, explicit_little, {undefined, undefined}),
              "08 00 40 11 53 51 00 00 ff ff ff ff fe ff 00 e0 ff ff ff ff" + member +
                  " fe ff 0d e0 00 00 00 00 fe ff dd e0 00 00 00 00");
}

TEST(sequence, may_have_a_form_of_its_own) {
    const data_set tree = data_set{}.sequence(0x00081140, {data_set{}}, lengths{undefined, defined});
    EXPECT_EQ(body(tree),
              "08 00 40 11 53 51 00 00 ff ff ff ff fe ff 00 e0 00 00 00 00 fe ff dd e0 00 00 00 00");
}

TEST(sequence, in_implicit_little_endian) {
    EXPECT_EQ(body(one_item, implicit_little),
              "08 00 40 11 12 00 00 00 fe ff 00 e0 0a 00 00 00 28 00 10 00 02 00 00 00 01 00");
}

TEST(sequence, in_big_endian) {
    EXPECT_EQ(body(one_item, explicit_big, {undefined, undefined}),
              "00 08 11 40 53 51 00 00 ff ff ff ff ff fe e0 00 ff ff ff ff 00 28 00 10 55 53 00 02 00 01 "
              "ff fe e0 0d 00 00 00 00 ff fe e0 dd 00 00 00 00");
}

TEST(sequence, without_items) {
    EXPECT_EQ(body(data_set{}.sequence(0x00081140, {})), "08 00 40 11 53 51 00 00 00 00 00 00");
}

TEST(sequence, in_a_sequence_has_its_length_counted) {
    const data_set tree = data_set{}.sequence(0x52009229, {one_item});
    EXPECT_EQ(body(tree), "00 52 29 92 53 51 00 00 26 00 00 00 fe ff 00 e0 1e 00 00 00 " + body(one_item));
}

TEST(unknown_sequence, holds_implicit_little_endian_items_in_every_syntax) {
    const data_set tree =
        data_set{}.unknown_sequence(0x00091001, {data_set{}.numbers(0x00280010, "US", {1})});
    const std::string items =
        " fe ff 00 e0 ff ff ff ff 28 00 10 00 02 00 00 00 01 00 fe ff 0d e0 00 00 00 00"
        " fe ff dd e0 00 00 00 00";
    EXPECT_EQ(body(tree), "09 00 01 10 55 4e 00 00 ff ff ff ff" + items);
    EXPECT_EQ(body(tree, implicit_little), "09 00 01 10 ff ff ff ff" + items);
    EXPECT_EQ(body(tree, explicit_big), "00 09 10 01 55 4e 00 00 ff ff ff ff" + items);
}

TEST(unknown_sequence, of_defined_length) {
    const data_set tree = data_set{}.unknown_sequence(0x00091001, {data_set{}}, {defined, defined});
    EXPECT_EQ(body(tree, explicit_big), "00 09 10 01 55 4e 00 00 00 00 00 08 fe ff 00 e0 00 00 00 00");
}

TEST(fragments, with_a_filled_offset_table_are_made_even) {
    const data_set tree = data_set{}.fragments(0x7fe00010, {{{1, 2, 3}}, {{4, 5}, {6}}});
    EXPECT_EQ(body(tree),
              "e0 7f 10 00 4f 42 00 00 ff ff ff ff "
              "fe ff 00 e0 08 00 00 00 00 00 00 00 0c 00 00 00 "
              "fe ff 00 e0 04 00 00 00 01 02 03 00 "
              "fe ff 00 e0 02 00 00 00 04 05 "
              "fe ff 00 e0 02 00 00 00 06 00 "
              "fe ff dd e0 00 00 00 00");
}

TEST(fragments, with_an_empty_offset_table) {
    EXPECT_EQ(body(data_set{}.fragments(0x7fe00010, {{{1, 2}}}, offset_table::empty)),
              "e0 7f 10 00 4f 42 00 00 ff ff ff ff fe ff 00 e0 00 00 00 00 fe ff 00 e0 02 00 00 00 01 02 "
              "fe ff dd e0 00 00 00 00");
}

TEST(fragments, of_odd_length_stay_odd_where_asked) {
    const data_set tree = data_set{}.fragments(0x7fe00010, {{{1}}}, offset_table::empty).unpadded(0x7fe00010);
    EXPECT_EQ(body(tree),
              "e0 7f 10 00 4f 42 00 00 ff ff ff ff fe ff 00 e0 00 00 00 00 fe ff 00 e0 01 00 00 00 01 "
              "fe ff dd e0 00 00 00 00");
}

}  // namespace
}  // namespace dicom_writer
