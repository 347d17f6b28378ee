#include "reading.hpp"

#include <gtest/gtest.h>
#include <dicom_writer/samples.hpp>

#include <fstream>
#include <numeric>

namespace quoin::dicom::tests {
namespace {

using dicom_writer::bytes;
using dicom_writer::data_set;

data_set with_pixels(std::size_t count) {
    std::vector<dicom_writer::number> pixels;
    for (std::size_t i = 0; i < count; ++i) pixels.emplace_back(static_cast<std::uint16_t>(i * 3));
    return data_set{}.text(0x00080060, "CS", "CT").numbers(0x7FE00010, "OW", pixels);
}

TEST(bulk_data, pixel_data_are_never_read) {
    const scratch_folder folder;
    auto tree = with_pixels(2'000'000);
    tree.append({.tag = 0xFFFCFFFC, .vr = "OB", .value = bytes(6, 0)});
    const object found = read_file(folder.file("large.dcm", dicom_writer::write(tree)));
    EXPECT_EQ(found["PixelData"].shape()->count, 2'000'000U);
    EXPECT_EQ(found["PixelData"].shape()->lazy, 1);
    EXPECT_TRUE(found["DataSetTrailingPadding"]) << "what follows is read";
    EXPECT_LE(found.bytes_read, 8192U + 100U) << "the first read and what follows the pixel data";
}

TEST(bulk_data, large_values_are_skipped_and_what_follows_is_read) {
    const scratch_folder folder;
    auto tree = data_set{}.text(0x00080060, "CS", "CT");
    for (std::uint32_t i = 0; i < 10; ++i)
        tree.raw(0x00291001 + i, "OB", bytes(1'000'000, static_cast<std::uint8_t>(i)));
    tree.text(0x00400254, "LO", "after");
    const object found = read_file(folder.file("private.dcm", dicom_writer::write(tree)));
    EXPECT_EQ(found["PerformedProcedureStepDescription"].as_string(), "after");
    EXPECT_LT(found.bytes_read, 200'000U);
    EXPECT_EQ(found["0029100A"].elements<std::uint8_t>()[999'999], 9);
}

TEST(bulk_data, encapsulated_pixel_data_are_gone_over_by_their_items) {
    const scratch_folder folder;
    std::vector<std::vector<bytes>> frames;
    for (std::uint8_t i = 0; i < 50; ++i) frames.push_back({bytes(100'000, i)});
    auto tree = data_set{}.text(0x00080060, "CS", "CT").fragments(0x7FE00010, frames);
    tree.append({.tag = 0xFFFCFFFC, .vr = "OB", .value = bytes(6, 0)});
    const bytes whole =
        dicom_writer::write(tree, {.transfer_syntax = std::string(dicom_writer::jpeg_baseline)});
    const object found = read_file(folder.file("jpeg.dcm", whole));
    EXPECT_TRUE(found["DataSetTrailingPadding"]) << found.said();
    EXPECT_LT(found.bytes_read, 20'000U);
    const auto shape = *found["PixelData"].shape();
    EXPECT_EQ(shape.dtype, QUOIN_U8);
    EXPECT_EQ(shape.count, 8U + 200U + 50U * 100'008U + 8U) << "offset table, fragments and delimiter";
    const auto stream = found["PixelData"].elements<std::uint8_t>();
    EXPECT_EQ(stream[0], 0xFE);
    EXPECT_EQ(stream[8 + 200 + 8 + 100'008 + 5], 1) << "in the second fragment";
}

TEST(bulk_data, lazy_words_are_read_rightly_from_every_source) {
    const scratch_folder folder;
    for (const auto uid :
         {dicom_writer::explicit_vr_little_endian, dicom_writer::implicit_vr_little_endian,
          dicom_writer::explicit_vr_big_endian, dicom_writer::deflated_explicit_vr_little_endian}) {
        const bytes whole = dicom_writer::write(with_pixels(5000), {.transfer_syntax = std::string(uid)});
        for (const object& found : {read_file(folder.file("words.dcm", whole)), read_bytes(whole)}) {
            const view pixels = found["PixelData"];
            ASSERT_EQ(pixels.shape()->dtype, QUOIN_U16) << uid;
            const auto words = pixels.elements<std::uint16_t>();
            ASSERT_EQ(words.size(), 5000U);
            for (std::size_t i = 0; i < words.size(); ++i)
                ASSERT_EQ(words[i], static_cast<std::uint16_t>(i * 3)) << uid;
        }
    }
}

// Not allowed, and found by fuzzing: it was looked for in the file, where other bytes stand or none.
TEST(bulk_data, of_group_0002_inside_a_deflated_data_set_are_in_it) {
    const scratch_folder folder;
    bytes strayed{0x02, 0x00, 0x02, 0x01, 'O', 'B', 0, 0, 0x88, 0x13, 0, 0};
    for (int i = 0; i < 5000; ++i) strayed.push_back(static_cast<std::uint8_t>(i % 251));
    auto tree = data_set{}.text(0x00080060, "CS", "CT");
    tree.append_verbatim(strayed);
    const bytes whole = dicom_writer::write(
        tree, {.transfer_syntax = std::string(dicom_writer::deflated_explicit_vr_little_endian)});
    for (const object& found : {read_file(folder.file("strayed.dcm", whole)), read_bytes(whole)}) {
        const view there = found["PrivateInformation"];
        ASSERT_EQ(there.shape()->count, 5000U);
        EXPECT_EQ(there.elements<std::uint8_t>()[4999], 4999 % 251);
    }
}

TEST(bulk_data, small_ones_are_in_the_value) {
    for (const auto uid : {dicom_writer::explicit_vr_little_endian, dicom_writer::explicit_vr_big_endian}) {
        const object found = read(data_set{}
                                      .numbers(0x00281201, "OW", {1, 2, 300})
                                      .numbers(0x00660016, "OF", {0.5F, 2.F})
                                      .numbers(0x00660022, "OD", {0.5, 2.})
                                      .numbers(0x00660129, "OL", {70000, 2}),
                                  {.transfer_syntax = std::string(uid)});
        EXPECT_EQ(found.json("RedPaletteColorLookupTableData"), "[1,2,300]") << uid;
        EXPECT_EQ(found["PointCoordinatesData"].elements<float>()[0], 0.5F);
        EXPECT_EQ(found["DoublePointCoordinatesData"].elements<double>()[1], 2.);
        EXPECT_EQ(found["TrackPointIndexList"].elements<std::uint32_t>()[0], 70000U);
        EXPECT_EQ(found["TrackPointIndexList"].shape()->lazy, 0);
    }
}

TEST(bulk_data, a_lookup_table_is_a_typed_array_written_as_words_or_as_numbers) {
    for (const char* vr : {"OW", "US"}) {
        const object found = read(data_set{}.numbers(0x00283006, vr, {1, 2, 65535}));
        ASSERT_TRUE(found["LUTData"].is_typed()) << vr;
        EXPECT_EQ(found["LUTData"].elements<std::uint16_t>()[2], 65535) << vr;
    }
}

TEST(bulk_data, words_of_odd_length_are_bytes) {
    auto tree = data_set{}.raw(0x00281201, "OW", {1, 2, 3});
    tree.unpadded(0x00281201);
    EXPECT_EQ(read(tree).json("RedPaletteColorLookupTableData"), R"({"InlineBinary":"AQID"})");
}

TEST(bulk_data, a_file_that_changed_since_is_not_read) {
    const scratch_folder folder;
    for (const auto uid :
         {dicom_writer::explicit_vr_little_endian, dicom_writer::deflated_explicit_vr_little_endian}) {
        const std::string path = folder.file(
            "changing.dcm", dicom_writer::write(with_pixels(5000), {.transfer_syntax = std::string(uid)}));
        const object found = read_file(path);
        std::ofstream(path, std::ios::app) << "more";
        try {
            found["PixelData"].typed();
            FAIL() << uid;
        } catch (const error& e) {
            EXPECT_EQ(e.code(), QUOIN_E_STALE) << uid;
        }
    }
}

TEST(bulk_data, the_value_outlives_what_it_was_read_from) {
    value kept;
    {
        const object found = read(with_pixels(5000));
        kept = found.naturalized;
    }
    EXPECT_EQ(kept["PixelData"].elements<std::uint16_t>()[4999], static_cast<std::uint16_t>(4999 * 3));
}

TEST(bulk_data, a_header_of_a_megabyte_is_read_whole) {
    const scratch_folder folder;
    auto tree = data_set{};
    std::vector<data_set> items(
        5000,
        data_set{}.text(0x00081155, "UI", "2.25.1234567890").text(0x00081030, "LO", std::string(60, 'x')));
    tree.sequence(0x00081140, items);
    const object found = read_file(folder.file("long.dcm", dicom_writer::write(tree)));
    EXPECT_EQ(found["ReferencedImageSequence"].size(), 5000U);
    EXPECT_EQ(found["ReferencedImageSequence"][4999]["ReferencedSOPInstanceUID"].as_string(),
              "2.25.1234567890");
}

TEST(bulk_data, a_header_larger_than_the_limit_is_refused) {
    const scratch_folder folder;
    const auto tree = data_set{}.raw(0x00204000, "UT", bytes(100'000, 'x'));
    const std::string path = folder.file("long.dcm", dicom_writer::write(tree));
    EXPECT_THROW(read_file(path, {.header_bytes = 50'000}), read_error);
    EXPECT_NO_THROW(read_file(path, {.header_bytes = 200'000}));
}

}  // namespace
}  // namespace quoin::dicom::tests
