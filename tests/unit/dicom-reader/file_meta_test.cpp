#include "reading.hpp"

#include <gtest/gtest.h>

#include <cstring>

namespace quoin::dicom::tests {
namespace {

using dicom_writer::group_length;
using dicom_writer::write_options;

std::string expected() {
    return data_set_json(read(some_data_set()));
}

TEST(file_meta, its_attributes_are_part_of_the_object) {
    const object found = read(some_data_set());
    EXPECT_EQ(found["TransferSyntaxUID"].as_string(), "1.2.840.10008.1.2.1");
    EXPECT_TRUE(found["FileMetaInformationGroupLength"].as_int());
    EXPECT_EQ(found.json("FileMetaInformationVersion"), R"({"InlineBinary":"AAE="})");
}

TEST(file_meta, without_group_length) {
    const object found = read(some_data_set(), {.meta_length = group_length::absent});
    EXPECT_EQ(data_set_json(found), expected());
    EXPECT_NE(found.said().find("(0002,0000): no length of the file meta information"), std::string::npos);
}

TEST(file_meta, with_a_wrong_group_length) {
    for (const std::uint32_t wrong : {0U, 4U, 100000U, 0xFFFFFFFFU}) {
        const object found =
            read(some_data_set(), {.meta_length = group_length::wrong, .wrong_meta_length = wrong});
        EXPECT_EQ(data_set_json(found), expected());
        EXPECT_NE(found.said().find("the file meta information says that it ends at byte "),
                  std::string::npos);
    }
}

TEST(file_meta, missing_after_the_preamble) {
    auto bytes = dicom_writer::write(some_data_set(), {.preamble = false, .meta = false});
    std::vector<std::uint8_t> with(128, 0);
    for (const char c : {'D', 'I', 'C', 'M'}) with.push_back(static_cast<std::uint8_t>(c));
    with.insert(with.end(), bytes.begin(), bytes.end());
    const object found = read_bytes(with);
    EXPECT_EQ(data_set_json(found), expected());
    EXPECT_NE(found.said().find("no file meta information"), std::string::npos) << found.said();
}

TEST(preamble, missing_with_file_meta) {
    const object found = read(some_data_set(), {.preamble = false});
    EXPECT_EQ(data_set_json(found), expected());
    EXPECT_NE(found.said().find("neither preamble nor 'DICM'"), std::string::npos) << found.said();
}

TEST(preamble, and_file_meta_missing_in_every_encoding) {
    for (const auto uid : {dicom_writer::explicit_vr_little_endian, dicom_writer::implicit_vr_little_endian,
                           dicom_writer::explicit_vr_big_endian}) {
        const object found =
            read(some_data_set(), {.transfer_syntax = std::string(uid), .preamble = false, .meta = false});
        EXPECT_EQ(data_set_json(found), expected()) << uid;
    }
}

TEST(preamble, missing_but_for_dicm) {
    auto bytes = dicom_writer::write(some_data_set());
    bytes.erase(bytes.begin(), bytes.begin() + 128);
    EXPECT_EQ(data_set_json(read_bytes(bytes)), expected());
}

TEST(preamble, there_without_dicm) {
    auto bytes = dicom_writer::write(some_data_set());
    bytes.erase(bytes.begin() + 128, bytes.begin() + 132);
    EXPECT_EQ(data_set_json(read_bytes(bytes)), expected());
}

TEST(preamble, of_another_format_is_no_matter) {
    auto bytes = dicom_writer::write(some_data_set());
    std::memcpy(bytes.data(), "II*\0", 4);  // also a TIFF
    EXPECT_EQ(data_set_json(read_bytes(bytes)), expected());
}

TEST(no_dicom, is_said_with_where_it_was_looked_for) {
    EXPECT_EQ(refusal({}), "is empty (0 bytes), no DICOM file");
    const std::string text =
        "a letter that is longer than the preamble of a DICOM file, so that it is looked at where 'DICM' is "
        "due, "
        "and not only at its beginning, which says nothing either";
    EXPECT_EQ(refusal({text.begin(), text.end()}),
              "no DICOM file: neither 'DICM' at byte 128 nor an element at byte 0");
    EXPECT_EQ(refusal(std::vector<std::uint8_t>(100, 0)),
              "no DICOM file, or cut in the preamble: it ends at byte 100, 'DICM' is due at byte 128");
    EXPECT_EQ(refusal(std::vector<std::uint8_t>(4096, 0)),
              "no DICOM file: neither 'DICM' at byte 128 nor an element at byte 0");
}

TEST(no_dicom, nothing_after_the_preamble) {
    auto bytes = dicom_writer::write(some_data_set());
    bytes.resize(132);
    EXPECT_NE(refusal(bytes).find("no element can be read"), std::string::npos) << refusal(bytes);
    bytes.resize(130);
    EXPECT_NE(refusal(bytes).find("cut in the preamble"), std::string::npos) << refusal(bytes);
}

}  // namespace
}  // namespace quoin::dicom::tests
