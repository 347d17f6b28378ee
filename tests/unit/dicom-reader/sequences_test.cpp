#include "reading.hpp"

#include <gtest/gtest.h>
#include <dicom_writer/samples.hpp>

namespace quoin::dicom::tests {
namespace {

using dicom_writer::bytes;
using dicom_writer::data_set;
using dicom_writer::length_form;

data_set with_nested(std::size_t depth) {
    return data_set{}
        .text(0x00080060, "CS", "CT")
        .append_verbatim(dicom_writer::samples::nested_sequences(depth));
}

TEST(sequences, empty_ones_and_empty_items) {
    const data_set tree = data_set{}.sequence(0x00081140, {}).sequence(0x00081115, {data_set{}, data_set{}});
    for (const auto form : {length_form::defined, length_form::undefined}) {
        const object found = read(tree, {.form = {form, form}});
        EXPECT_EQ(found.json("ReferencedImageSequence"), "[]");
        EXPECT_EQ(found.json("ReferencedSeriesSequence"), "[{},{}]");
    }
}

TEST(sequences, as_deep_as_the_limit_are_read) {
    const object found = read(with_nested(256));
    view at = found["ContentSequence"];
    std::size_t depth = 0;
    while (at) {
        ++depth;
        at = at[0]["ContentSequence"];
    }
    EXPECT_EQ(depth, 256U);
    EXPECT_EQ(found.said(), "");
}

TEST(sequences, nested_ten_thousand_deep_are_one_line) {
    const std::string line = refusal(dicom_writer::write(with_nested(10000)));
    EXPECT_NE(line.find("(0040,A730): sequences in sequences more than 256 deep"), std::string::npos) << line;
    EXPECT_TRUE(line.starts_with("byte ")) << line;
    EXPECT_EQ(line.find('\n'), std::string::npos);
}

TEST(sequences, implicit_vr_sequence_inside_explicit_un) {
    const data_set tree = data_set{}
                              .unknown_sequence(0x00081140, {data_set{}.text(0x00081155, "UI", "2.25.7")})
                              .text(0x00100020, "LO", "after");
    const object found = read(tree);
    EXPECT_EQ(found.json("ReferencedImageSequence"), R"([{"ReferencedSOPInstanceUID":"2.25.7"}])");
    EXPECT_EQ(found["PatientID"].as_string(), "after");
}

TEST(sequences, un_of_defined_length_that_the_dictionary_knows_as_a_sequence) {
    const data_set tree = data_set{}
                              .unknown_sequence(0x00081140, {data_set{}.text(0x00081155, "UI", "2.25.7")},
                                                {length_form::defined, length_form::defined})
                              .text(0x00100020, "LO", "after");
    const object found = read(tree);
    EXPECT_EQ(found.json("ReferencedImageSequence"), R"([{"ReferencedSOPInstanceUID":"2.25.7"}])");
    EXPECT_EQ(found["PatientID"].as_string(), "after");
}

TEST(sequences, private_un_of_undefined_length_in_big_endian_is_implicit_little_endian) {
    const data_set tree = data_set{}
                              .private_creator(0x0009, 0x10, "QUOIN TEST")
                              .unknown_sequence(0x00091001, {data_set{}.numbers(0x00280010, "US", {258})})
                              .text(0x00100020, "LO", "after");
    const object found = read(tree, {.transfer_syntax = std::string(dicom_writer::explicit_vr_big_endian)});
    EXPECT_EQ(found.json("0009xx01:QUOIN TEST"), R"([{"Rows":258}])");
    EXPECT_EQ(found["PatientID"].as_string(), "after");
}

TEST(sequences, implicit_items_in_a_private_explicit_sequence) {
    data_set inner = data_set{}.numbers(0x00280010, "US", {258});
    const bytes items =
        dicom_writer::write(inner, {.transfer_syntax = std::string(dicom_writer::implicit_vr_little_endian),
                                    .preamble = false,
                                    .meta = false});
    bytes whole{0x09, 0x00, 0x01, 0x10, 'S',  'Q',  0,    0,    0xFF, 0xFF,
                0xFF, 0xFF, 0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF};
    whole.insert(whole.end(), items.begin(), items.end());
    const bytes ends{0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0};
    whole.insert(whole.end(), ends.begin(), ends.end());
    const object found = read(data_set{}.text(0x00080060, "CS", "CT").append_verbatim(whole));
    EXPECT_EQ(found.json("00091001"), R"([{"Rows":258}])");
    EXPECT_NE(found.said().find("(0009,1001): an item in implicit VR"), std::string::npos) << found.said();
}

TEST(sequences, without_their_last_delimiter_end_where_something_else_follows) {
    bytes whole{0x08, 0x00, 0x40, 0x11, 'S', 'Q',  0,    0,    0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0x00,
                0xE0, 0,    0,    0,    0,   0x10, 0x00, 0x20, 0x00, 'L',  'O',  2,    0,    'i',  'd'};
    const object found = read(data_set{}.text(0x00080060, "CS", "CT").append_verbatim(whole));
    EXPECT_EQ(found.json("ReferencedImageSequence"), "[{}]");
    EXPECT_EQ(found["PatientID"].as_string(), "id");
    EXPECT_NE(found.said().find("(0008,1140): neither an item nor the end"), std::string::npos)
        << found.said();
}

TEST(sequences, delimiters_that_belong_to_nothing_are_gone_over) {
    bytes stray{0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0};
    const object found = read(data_set{}
                                  .text(0x00080060, "CS", "CT")
                                  .append_verbatim(stray)
                                  .append({.tag = 0x00100020, .vr = "LO", .value = std::string("id")}));
    EXPECT_EQ(found["PatientID"].as_string(), "id");
    EXPECT_EQ(found.tolerated.size(), 2U) << found.said();
}

TEST(sequences, an_item_declares_a_character_set_of_its_own) {
    const data_set tree =
        data_set{}
            .text(0x00080005, "CS", "ISO_IR 100")
            .text(0x00081030, "LO", "\xFC")
            .sequence(0x00081140,
                      {data_set{}.text(0x00080005, "CS", "ISO_IR 192").text(0x00081030, "LO", "\xC3\xBC"),
                       data_set{}.text(0x00081030, "LO", "\xFC")});
    const object found = read(tree);
    EXPECT_EQ(found["StudyDescription"].as_string(), "\xC3\xBC");
    EXPECT_EQ(found["ReferencedImageSequence"][0]["StudyDescription"].as_string(), "\xC3\xBC");
    EXPECT_EQ(found["ReferencedImageSequence"][1]["StudyDescription"].as_string(), "\xC3\xBC");
    EXPECT_EQ(found.json("SpecificCharacterSet"), R"(["ISO_IR 100"])");
}

TEST(sequences, that_do_not_end_before_the_file_does_give_what_is_there) {
    const data_set tree = data_set{}
                              .text(0x00080060, "CS", "CT")
                              .sequence(0x00081140, {data_set{}.text(0x00081155, "UI", "2.25.7")});
    const object found = read(data_set(tree).claim_length(0x00081140, 5000));
    EXPECT_EQ(found.json("ReferencedImageSequence"), R"([{"ReferencedSOPInstanceUID":"2.25.7"}])");
    EXPECT_NE(found.said().find("the file ends inside the sequence (0008,1140)"), std::string::npos)
        << found.said();
}

}  // namespace
}  // namespace quoin::dicom::tests
