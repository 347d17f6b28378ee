#include "reading.hpp"

#include <gtest/gtest.h>
#include <dicom_writer/samples.hpp>

namespace quoin::dicom::tests {
namespace {

using dicom_writer::data_set;

TEST(keys, overlays_of_other_groups_stand_beside_the_first) {
    const object found = read(dicom_writer::samples::image_with_overlays());
    EXPECT_EQ(found["OverlayRows"].as_int(), 64);
    EXPECT_EQ(found["OverlayRows:6002"].as_int(), 8);
    EXPECT_EQ(found["OverlayColumns:6002"].as_int(), 4);
    EXPECT_TRUE(found["OverlayData:6002"].is_typed());
}

TEST(keys, of_elements_that_repeat_inside_a_group_have_the_whole_tag) {
    const object found = read(data_set{}.text(0x00203100, "CS", "A").text(0x00203102, "CS", "B"));
    EXPECT_EQ(found.json("SourceImageIDs"), R"(["A"])") << to_json(found.naturalized);
    EXPECT_EQ(found.json("SourceImageIDs:00203102"), R"(["B"])");
}

TEST(keys, of_elements_that_the_dictionary_does_not_know) {
    const object found = read(data_set{}.text(0x00080003, "LO", "x").text(0x0008FFF1, "LT", "one"));
    EXPECT_EQ(found.json("00080003"), R"(["x"])");
    EXPECT_EQ(found.json("0008FFF1"), R"("one")") << "LT has one value by definition";
}

TEST(keys, of_private_elements_name_their_creator_and_not_their_block) {
    const auto in_block = [](std::uint8_t block) {
        return read(data_set{}
                        .private_creator(0x0019, block, "SIEMENS MR HEADER")
                        .text(dicom_writer::private_tag(0x0019, block, 0x0C), "IS", "1000"));
    };
    for (const std::uint8_t block : {std::uint8_t{0x10}, std::uint8_t{0x11}, std::uint8_t{0xFF}})
        EXPECT_EQ(in_block(block).json("0019xx0C:SIEMENS MR HEADER"), "[1000]");
    EXPECT_EQ(in_block(0x10).json("00190010"), R"(["SIEMENS MR HEADER"])");
}

TEST(keys, of_a_creator_with_two_blocks_in_a_group_tell_them_apart) {
    const object found = read(data_set{}
                                  .private_creator(0x0019, 0x10, "ACME")
                                  .private_creator(0x0019, 0x11, "ACME")
                                  .private_creator(0x0021, 0x10, "ACME")
                                  .text(0x0019100C, "LO", "first")
                                  .text(0x0019110C, "LO", "second")
                                  .text(0x0021100C, "LO", "other group"));
    EXPECT_EQ(found.json("0019xx0C:ACME"), R"(["first"])");
    EXPECT_EQ(found.json("0019110C:ACME"), R"(["second"])");
    EXPECT_EQ(found.json("0021xx0C:ACME"), R"(["other group"])");
}

TEST(keys, of_private_elements_without_creator_are_their_tag) {
    const object found = read(data_set{}.text(0x0019100C, "LO", "x"));
    EXPECT_EQ(found.json("0019100C"), R"(["x"])");
}

TEST(keys, the_creator_is_the_first_value_of_several) {
    const auto of_creator = [](std::string_view creator) {
        return read(data_set{}.private_creator(0x0019, 0x10, creator).text(0x0019100C, "LO", "x"));
    };
    EXPECT_EQ(of_creator("ACME\\").json("0019xx0C:ACME"), R"(["x"])");
    EXPECT_EQ(of_creator("ACME \\B").json("0019xx0C:ACME"), R"(["x"])");
    EXPECT_EQ(of_creator("\\ACME").json("0019100C"), R"(["x"])");
}

TEST(keys, a_creator_that_is_no_text_is_none) {
    for (const char* const vr : {"PN", "IS", "DS", "AT", "US", "OB", "FD"}) {
        const object found = read(data_set{}
                                      .raw(0x00190010, vr, {'1', '2', '3', '4', '5', '6', '7', '8'})
                                      .text(0x0019100C, "LO", "x"));
        EXPECT_EQ(found.json("0019100C"), R"(["x"])") << vr;
    }
}

TEST(keys, a_creator_holds_in_its_own_item_alone) {
    const object found =
        read(data_set{}
                 .sequence(0x00081140,
                           {data_set{}.private_creator(0x0019, 0x10, "INNER").text(0x0019100C, "LO", "in"),
                            data_set{}.text(0x0019100C, "LO", "none")})
                 .private_creator(0x0019, 0x10, "OUTER")
                 .text(0x0019100C, "LO", "out"));
    EXPECT_EQ(found.json("0019xx0C:OUTER"), R"(["out"])");
    EXPECT_EQ(to_json(found["ReferencedImageSequence"][0]["0019xx0C:INNER"]), R"(["in"])");
    EXPECT_EQ(to_json(found["ReferencedImageSequence"][1]["0019100C"]), R"(["none"])");
}

TEST(keys, private_sequences_and_blocks_that_nobody_reserved) {
    const object found = read(dicom_writer::samples::image_with_private_elements());
    EXPECT_EQ(found.said(), "");
    EXPECT_GT(found.naturalized.size(), 20U);
}

}  // namespace
}  // namespace quoin::dicom::tests
