#include "reading.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace quoin::dicom::tests {
namespace {

using dicom_writer::data_set;

TEST(values, one_by_the_dictionary_is_a_scalar_and_more_an_array) {
    const object found = read(data_set{}
                                  .text(0x00280030, "DS", "0.5\\0.25")
                                  .text(0x00281050, "DS", "40")
                                  .text(0x00180050, "DS", "2.5")
                                  .numbers(0x00280010, "US", {512})
                                  .numbers(0x00280009, "AT", {0x00181063}));
    EXPECT_EQ(found.json("PixelSpacing"), "[0.5,0.25]");
    EXPECT_EQ(found["WindowCenter"].size(), 1U);
    EXPECT_EQ(found["WindowCenter"][0].as_real(), 40.0);
    EXPECT_EQ(found["SliceThickness"].as_real(), 2.5);
    EXPECT_EQ(found["Rows"].kind(), QUOIN_INT);
    EXPECT_EQ(found["SliceThickness"].kind(), QUOIN_REAL);
    EXPECT_EQ(found.json("FrameIncrementPointer"), R"(["00181063"])");
}

TEST(values, several_where_the_standard_has_one_are_not_lost) {
    const object found = read(data_set{}.text(0x00080060, "CS", "CT\\PT").numbers(0x00280010, "US", {1, 2}));
    EXPECT_EQ(found.json("Modality"), R"(["CT","PT"])");
    EXPECT_EQ(found.json("Rows"), "[1,2]");
    EXPECT_EQ(found.tolerated.size(), 2U);
}

TEST(values, empty_ones_are_null_and_never_zero) {
    const object found = read(data_set{}
                                  .empty(0x00100020, "LO")
                                  .empty(0x00180050, "DS")
                                  .empty(0x00280010, "US")
                                  .empty(0x00280030, "DS")
                                  .empty(0x00081140, "SQ")
                                  .empty(0x00100010, "PN")
                                  .text(0x00100040, "CS", "  ")
                                  .text(0x00200013, "IS", "  ")
                                  .text(0x00080008, "CS", "ORIGINAL\\\\AXIAL")
                                  .text(0x00281050, "DS", "40\\\\60"));
    for (const char* key : {"PatientID", "SliceThickness", "Rows", "PixelSpacing", "PatientName",
                            "PatientSex", "InstanceNumber"})
        EXPECT_EQ(found.json(key), "null") << key;
    EXPECT_EQ(found.json("ReferencedImageSequence"), "[]");
    EXPECT_EQ(found.json("ImageType"), R"(["ORIGINAL",null,"AXIAL"])");
    EXPECT_EQ(found["WindowCenter"].size(), 3U);
    EXPECT_TRUE(found["WindowCenter"][1].is_null());
    EXPECT_EQ(found.said(), "");
}

TEST(values, numbers_that_are_none_are_null_and_said_with_tag_and_offset) {
    const object found = read(data_set{}.text(0x00180050, "DS", "1,5").text(0x00200013, "IS", "seven"));
    EXPECT_EQ(found.json("SliceThickness"), "null");
    EXPECT_EQ(found.json("InstanceNumber"), "null");
    EXPECT_NE(found.said().find("(0018,0050): no decimal string: the value has a comma"), std::string::npos)
        << found.said();
    EXPECT_NE(found.said().find("(0020,0013): no integer string"), std::string::npos);
    EXPECT_EQ(found.said().find("seven"), std::string::npos) << "values may be of a patient";
}

TEST(values, of_64_bits_are_exact) {
    const object found =
        read(data_set{}
                 .numbers(0x00720082, "SV", {INT64_MIN, INT64_MAX})
                 .numbers(0x00720083, "UV", {std::uint64_t{9223372036854775807U}, UINT64_MAX}));
    EXPECT_EQ(found.json("SelectorSVValue"), "[-9223372036854775808,9223372036854775807]");
    EXPECT_EQ(found.json("SelectorUVValue"), R"([9223372036854775807,"18446744073709551615"])");
}

TEST(values, floats_read_back_equal) {
    const object found =
        read(data_set{}.numbers(0x00720076, "FL", {0.1F}).numbers(0x00720074, "FD", {0.1, -0.0}));
    // The real with the fewest digits that reads back as the same 32-bit float, not the float's own expansion.
    EXPECT_EQ(found["SelectorFLValue"][0].as_real(), 0.1);
    EXPECT_EQ(static_cast<float>(*found["SelectorFLValue"][0].as_real()), 0.1F);
    EXPECT_EQ(found.json("SelectorFDValue").substr(0, 5), "[0.1,");
    EXPECT_TRUE(std::signbit(*found["SelectorFDValue"][1].as_real()));
}

TEST(values, names_have_the_groups_that_are_there) {
    const object found = read(data_set{}
                                  .text(0x00080005, "CS", "ISO_IR 192")
                                  .text(0x00100010, "PN", "Yamada^Tarou=\xE5\xB1\xB1\xE7\x94\xB0=")
                                  .text(0x00080090, "PN", "Doe^John^^Dr.")
                                  .text(0x00081050, "PN", "A^B\\=\xE5\xB1\xB1"));
    EXPECT_EQ(found["PatientName"]["Alphabetic"].as_string(), "Yamada^Tarou");
    EXPECT_EQ(found["PatientName"]["Ideographic"].as_string(), "\xE5\xB1\xB1\xE7\x94\xB0");
    EXPECT_FALSE(found["PatientName"]["Phonetic"]);
    EXPECT_EQ(found.json("ReferringPhysicianName"), R"({"Alphabetic":"Doe^John^^Dr."})");
    EXPECT_EQ(found["PerformingPhysicianName"].size(), 2U);
    EXPECT_EQ(found["PerformingPhysicianName"][1]["Ideographic"].as_string(), "\xE5\xB1\xB1");
}

TEST(values, text_is_utf8_whatever_its_character_set) {
    const object latin = read(data_set{}
                                  .text(0x00080005, "CS", "ISO_IR 100")
                                  .text(0x00081030, "LO",
                                        "Sch\xE4"
                                        "del"));
    EXPECT_EQ(latin["StudyDescription"].as_string(),
              "Sch\xC3\xA4"
              "del");
    const object japanese =
        read(data_set{}
                 .text(0x00080005, "CS", "\\ISO 2022 IR 87")
                 .text(0x00100010, "PN", "Yamada^Tarou=\x1B$B;3ED\x1B(B^\x1B$BB@O:\x1B(B"));
    EXPECT_EQ(japanese["PatientName"]["Ideographic"].as_string(),
              "\xE5\xB1\xB1\xE7\x94\xB0^\xE5\xA4\xAA\xE9\x83\x8E");
}

TEST(values, bytes_of_no_character_are_marked_and_said) {
    const object found = read(data_set{}.text(0x00081030, "LO",
                                              "Sch\xE4"
                                              "del"));
    EXPECT_EQ(found["StudyDescription"].as_string(),
              "Sch\xEF\xBF\xBD"
              "del");
    EXPECT_NE(found.said().find("(0008,1030): bytes that are no characters"), std::string::npos)
        << found.said();
}

TEST(values, padding_goes_and_what_counts_stays) {
    const object found = read(data_set{}
                                  .text(0x00080018, "UI", "2.25.123")
                                  .text(0x00081030, "LO", "  both  ")
                                  .text(0x00204000, "LT", "  kept \\ one value  ")
                                  .text(0x00080060, "CS", "CT\0 "));
    EXPECT_EQ(found["SOPInstanceUID"].as_string(), "2.25.123");
    EXPECT_EQ(found["StudyDescription"].as_string(), "both");
    EXPECT_EQ(found["ImageComments"].as_string(), "  kept \\ one value");
}

TEST(values, odd_lengths_are_read) {
    auto tree = data_set{}.text(0x00080060, "CS", "CTX").text(0x00100020, "LO", "after");
    tree.unpadded(0x00080060);
    const object found = read(tree);
    EXPECT_EQ(found["Modality"].as_string(), "CTX");
    EXPECT_EQ(found["PatientID"].as_string(), "after");
}

TEST(values, the_representation_of_the_file_holds_where_it_differs) {
    const object found = read(data_set{}.text(0x00280010, "IS", "512").numbers(0x00180050, "FD", {2.5}));
    EXPECT_EQ(found["Rows"].as_int(), 512);
    EXPECT_EQ(found["SliceThickness"].as_real(), 2.5);
}

TEST(values, un_that_the_dictionary_knows_is_decoded) {
    const object found = read(data_set{}
                                  .raw(0x00280010, "UN", {0x00, 0x02})
                                  .raw(0x00100020, "UN", {'i', 'd'})
                                  .raw(0x00180050, "UN", {'2', '.', '5', ' '}),
                              {.transfer_syntax = std::string(dicom_writer::explicit_vr_big_endian)});
    EXPECT_EQ(found["Rows"].as_int(), 512) << "little endian whatever is around it";
    EXPECT_EQ(found["PatientID"].as_string(), "id");
    EXPECT_EQ(found["SliceThickness"].as_real(), 2.5);
}

TEST(values, group_lengths_are_left_out_but_for_the_file_meta_information) {
    const object found = read(data_set{}.numbers(0x00080000, "UL", {10}).text(0x00080060, "CS", "CT"));
    EXPECT_FALSE(found["00080000"]);
    EXPECT_TRUE(found["FileMetaInformationGroupLength"]);
}

}  // namespace
}  // namespace quoin::dicom::tests
