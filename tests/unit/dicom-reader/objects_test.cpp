// Objects that are no single image: directories, curves, pixels that are floats.
#include "reading.hpp"

#include <gtest/gtest.h>

namespace quoin::dicom::tests {
namespace {

using dicom_writer::bytes;
using dicom_writer::data_set;

TEST(objects, a_directory_has_its_records) {
    std::vector<data_set> records;
    for (int i = 0; i < 60; ++i)
        records.push_back(data_set{}
                              .numbers(0x00041400, "UL", {i})
                              .numbers(0x00041410, "US", {0xFFFF})
                              .numbers(0x00041420, "UL", {0})
                              .text(0x00041430, "CS", "IMAGE")
                              .text(0x00041500, "CS", "DICOM\\SERIES\\IM" + std::to_string(i))
                              .text(0x00041510, "UI", "1.2.840.10008.5.1.4.1.1.2")
                              .text(0x00041511, "UI", "2.25." + std::to_string(1000 + i))
                              .text(0x00041512, "UI", "1.2.840.10008.1.2.1")
                              .text(0x00200013, "IS", std::to_string(i)));
    const object found = read(data_set{}
                                  .text(0x00020002, "UI", "1.2.840.10008.1.3.10")
                                  .text(0x00041130, "CS", "DISC")
                                  .numbers(0x00041200, "UL", {394})
                                  .numbers(0x00041202, "UL", {394})
                                  .numbers(0x00041212, "US", {0})
                                  .sequence(0x00041220, records));
    EXPECT_EQ(found.said(), "");
    EXPECT_EQ(found["MediaStorageSOPClassUID"].as_string(), "1.2.840.10008.1.3.10");
    EXPECT_EQ(found["FileSetID"].as_string(), "DISC");
    ASSERT_EQ(found["DirectoryRecordSequence"].size(), 60U);
    const view last = found["DirectoryRecordSequence"][59];
    EXPECT_EQ(to_json(last["ReferencedFileID"]), R"(["DICOM","SERIES","IM59"])");
    EXPECT_EQ(last["InstanceNumber"].as_int(), 59);
}

TEST(objects, curves_of_several_groups_stand_apart) {
    const auto curve = [](data_set& to, std::uint32_t group, int points) {
        to.numbers(group << 16 | 0x0005U, "US", {2})
            .numbers(group << 16 | 0x0010U, "US", {points})
            .text(group << 16 | 0x0020U, "CS", "POLY");
    };
    data_set tree;
    curve(tree, 0x5000, 10);
    curve(tree, 0x5002, 20);
    curve(tree, 0x501E, 30);
    const object found = read(tree);
    EXPECT_EQ(found["NumberOfPoints"].as_int(), 10);
    EXPECT_EQ(found["NumberOfPoints:5002"].as_int(), 20);
    EXPECT_EQ(found["NumberOfPoints:501E"].as_int(), 30);
    EXPECT_EQ(found["TypeOfData:501E"].as_string(), "POLY");
    EXPECT_FALSE(found["NumberOfPoints:5004"]);
    EXPECT_FALSE(found["NumberOfPoints:501e"]) << "names are written one way";
}

TEST(objects, pixel_data_of_every_representation_stay_in_the_file) {
    const scratch_folder folder;
    const struct {
        std::uint32_t tag;
        const char* vr;
        const char* keyword;
        quoin_dtype dtype;
        std::size_t width;
    } kinds[] = {{0x7FE00010, "OB", "PixelData", QUOIN_U8, 1},
                 {0x7FE00010, "OW", "PixelData", QUOIN_U16, 2},
                 {0x7FE00008, "OF", "FloatPixelData", QUOIN_F32, 4},
                 {0x7FE00009, "OD", "DoubleFloatPixelData", QUOIN_F64, 8}};
    constexpr std::size_t bytes_of_pixels = 1 << 20;
    for (const auto& [tag, vr, keyword, dtype, width] : kinds)
        for (const auto& syntax : dicom_writer::transfer_syntaxes()) {
            if (syntax.encapsulated || syntax.header == dicom_writer::encoding::deflated_explicit_little)
                continue;
            if (syntax.header == dicom_writer::encoding::implicit_little && std::string_view(vr) == "OB")
                continue;  // which is OW there
            const auto tree = data_set{}.text(0x00080060, "CS", "OT").raw(tag, vr, bytes(bytes_of_pixels, 0));
            const object found = read_file(folder.file(
                "pixels.dcm", dicom_writer::write(tree, {.transfer_syntax = std::string(syntax.uid)})));
            const auto shape = found[keyword].shape();
            ASSERT_TRUE(shape) << vr << syntax.uid;
            EXPECT_EQ(shape->dtype, dtype) << vr << syntax.uid;
            EXPECT_EQ(shape->count, bytes_of_pixels / width);
            EXPECT_EQ(shape->lazy, 1);
            EXPECT_LE(found.bytes_read, 8192U) << "one read of the header";
        }
}

TEST(objects, every_module_attribute_is_answered_without_reading_pixels) {
    const scratch_folder folder;
    const auto tree = data_set{}
                          .text(0x00080060, "CS", "CT")
                          .text(0x00100010, "PN", "Doe^Jane")
                          .numbers(0x00280010, "US", {1024})
                          .raw(0x7FE00010, "OW", bytes(1 << 21, 7));
    const std::string path = folder.file("ct.dcm", dicom_writer::write(tree));
    const auto file = file_source::open(path);
    dicom::data_set found = read_part10(*file);
    const value object = naturalize(found, {path, file->identity(), {}});
    const std::uint64_t before = file->bytes_read();
    for (std::size_t i = 0; i < object.size(); ++i) static_cast<void>(object.member(i));
    EXPECT_NE(to_json(object).find("\"BulkDataURI\""), std::string::npos);
    EXPECT_EQ(file->bytes_read(), before);
    EXPECT_LE(before, 8192U);
    EXPECT_EQ(object["PixelData"].shape()->lazy, 1) << "printing did not read them either";
}

}  // namespace
}  // namespace quoin::dicom::tests
