// Encapsulated pixel data: where the fragments are, read by their heads alone.
#include "reading.hpp"

#include <dicom/fragments.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

namespace quoin::dicom::tests {
namespace {

using dicom_writer::bytes;
using dicom_writer::data_set;
using dicom_writer::offset_table;

constexpr std::uint32_t pixels = 0x7FE00010;

fragment_index indexed(const dicom::data_set& of, byte_source& from) {
    for (const element& one : of.elements) {
        if (one.tag != pixels) continue;
        EXPECT_TRUE(one.has(element::encapsulated));
        return index_fragments(from, of.left[one.position].offset, of.left[one.position].length);
    }
    throw std::out_of_range("no such element");
}

bytes encapsulated(offset_table table) {
    // Three frames; the second in two fragments.
    return dicom_writer::write(
        data_set{}
            .text(0x00080060, "CS", "CT")
            .fragments(pixels,
                       {{bytes(100'000, 1)}, {bytes(50'000, 2), bytes(30'000, 3)}, {bytes(70'000, 4)}},
                       table),
        {.transfer_syntax = std::string(dicom_writer::jpeg_baseline)});
}

TEST(fragments, are_indexed_by_their_heads) {
    const scratch_folder folder;
    const auto file = file_source::open(folder.file("jpeg.dcm", encapsulated(offset_table::filled)));
    const dicom::data_set of = read_part10(*file);
    const std::uint64_t before = file->bytes_read();
    const fragment_index index = indexed(of, *file);
    EXPECT_LE(file->bytes_read() - before, 6 * 8U + 12U) << "the heads, the table and nothing else";
    EXPECT_TRUE(index.whole);
    ASSERT_EQ(index.fragments.size(), 4U);
    EXPECT_EQ(index.offset_table, (std::vector<std::uint32_t>{0, 100'008, 180'024}));
    std::vector<std::size_t> first_of_frame;
    for (const std::uint32_t offset : index.offset_table) first_of_frame.push_back(index.fragment_at(offset));
    EXPECT_EQ(first_of_frame, (std::vector<std::size_t>{0, 1, 3}));
    EXPECT_EQ(index.fragment_at(4), 4U) << "no fragment begins there";
    for (std::size_t i = 0; i < 4; ++i) {
        unsigned char byte = 0;
        file->read(index.fragments[i].offset, &byte, 1);
        EXPECT_EQ(byte, i + 1);
        file->read(index.fragments[i].offset + index.fragments[i].length - 1, &byte, 1);
        EXPECT_EQ(byte, i + 1);
    }
}

bytes of_many_frames(offset_table table) {
    std::vector<std::vector<bytes>> frames;
    for (int i = 0; i < 200; ++i) frames.push_back({bytes(10'000, static_cast<unsigned char>(i))});
    return dicom_writer::write(data_set{}
                                   .text(0x00080060, "CS", "XA")
                                   .fragments(pixels, std::move(frames), table)
                                   .text(0xFFFCFFFC, "LO", "after the pixels"),
                               {.transfer_syntax = std::string(dicom_writer::jpeg_baseline)});
}

/// Where the item of the offset table of these 200 frames begins.
std::size_t table_of(const bytes& whole) {
    const bytes head{0xFE, 0xFF, 0x00, 0xE0, 0x20, 0x03, 0x00, 0x00};
    const auto found = std::search(whole.begin(), whole.end(), head.begin(), head.end());
    if (found == whole.end()) throw std::out_of_range("no offset table of 200 frames");
    return static_cast<std::size_t>(found - whole.begin());
}

TEST(fragments, of_many_frames_are_gone_over_by_the_offset_table) {
    const scratch_folder folder;
    const auto file = file_source::open(folder.file("frames.dcm", of_many_frames(offset_table::filled)));
    const dicom::data_set of = read_part10(*file);
    EXPECT_TRUE(of.tolerated.empty());
    EXPECT_EQ(of.elements.back().tag, 0xFFFCFFFCU) << "what follows the pixel data is read";
    const auto chained = file_source::open(folder.file("frames.dcm", of_many_frames(offset_table::filled)));
    const dicom::data_set each = read_part10(*chained, {.each_fragment = true});
    EXPECT_GT(chained->bytes_read(), file->bytes_read() + 195 * 8U) << "the heads of 200 fragments";
    ASSERT_EQ(each.left.size(), of.left.size());
    EXPECT_EQ(each.left[0].offset, of.left[0].offset);
    EXPECT_EQ(each.left[0].length, of.left[0].length);
    EXPECT_EQ(indexed(of, *file).fragments.size(), 200U);
}

TEST(fragments, of_an_offset_table_that_is_wrong_are_gone_over_one_by_one) {
    const scratch_folder folder;
    bytes whole = of_many_frames(offset_table::filled);
    // The last entry stands before the first fragment's item; each byte of it made wrong in turn.
    const std::size_t table = table_of(whole);
    for (int place = 0; place < 4; ++place) {
        bytes wrong = whole;
        wrong[table + 8 + 199 * 4 + static_cast<std::size_t>(place)] ^= 0x41;
        const auto file = file_source::open(folder.file("wrong.dcm", wrong));
        const dicom::data_set of = read_part10(*file);
        EXPECT_TRUE(of.tolerated.empty());
        EXPECT_EQ(of.elements.back().tag, 0xFFFCFFFCU);
        EXPECT_EQ(indexed(of, *file).fragments.size(), 200U);
    }
}

/// The same with an Extended Offset Table, of a length that stays in the header or not, and its lengths.
bytes with_extended_table(int frames, std::uint64_t last_is_wrong_by = 0) {
    std::vector<std::vector<bytes>> all;
    std::vector<dicom_writer::number> offsets, lengths;
    for (int i = 0; i < frames; ++i) {
        all.push_back({bytes(1000, static_cast<unsigned char>(i))});
        offsets.emplace_back(std::int64_t{i} * 1008 +
                             (i + 1 == frames ? static_cast<std::int64_t>(last_is_wrong_by) : 0));
        lengths.emplace_back(1000);
    }
    return dicom_writer::write(data_set{}
                                   .text(0x00080060, "CS", "SM")
                                   .numbers(0x7FE00001, "OV", offsets)
                                   .numbers(0x7FE00002, "OV", lengths)
                                   .fragments(pixels, std::move(all), offset_table::empty)
                                   .text(0xFFFCFFFC, "LO", "after the pixels"),
                               {.transfer_syntax = std::string(dicom_writer::jpeg_baseline)});
}

TEST(fragments, of_many_frames_are_gone_over_by_the_extended_offset_table) {
    const scratch_folder folder;
    for (const int frames : {200, 2000}) {
        SCOPED_TRACE(frames);
        const std::string path = folder.file("frames.dcm", with_extended_table(frames));
        const auto file = file_source::open(path), chained = file_source::open(path);
        const dicom::data_set of = read_part10(*file), each = read_part10(*chained, {.each_fragment = true});
        EXPECT_TRUE(of.tolerated.empty());
        EXPECT_EQ(of.elements.back().tag, 0xFFFCFFFCU) << "what follows the pixel data is read";
        EXPECT_GT(chained->bytes_read(), file->bytes_read() + static_cast<std::uint64_t>(frames - 20) * 8U);
        ASSERT_EQ(each.left.size(), of.left.size());
        EXPECT_EQ(each.left.back().offset, of.left.back().offset);
        EXPECT_EQ(each.left.back().length, of.left.back().length);
        EXPECT_EQ(indexed(of, *file).fragments.size(), static_cast<std::size_t>(frames));
    }
}

TEST(fragments, of_an_extended_offset_table_that_is_wrong_are_gone_over_one_by_one) {
    const scratch_folder folder;
    for (const int frames : {200, 2000})
        for (const std::uint64_t wrong : {std::uint64_t{4}, std::uint64_t{1} << 20, std::uint64_t{1} << 62}) {
            const auto file = file_source::open(folder.file("wrong.dcm", with_extended_table(frames, wrong)));
            const dicom::data_set of = read_part10(*file);
            EXPECT_TRUE(of.tolerated.empty());
            EXPECT_EQ(of.elements.back().tag, 0xFFFCFFFCU);
            EXPECT_EQ(indexed(of, *file).fragments.size(), static_cast<std::size_t>(frames));
        }
}

TEST(fragments, that_are_damaged_between_are_found_where_each_is_looked_at) {
    const scratch_folder folder;
    bytes whole = of_many_frames(offset_table::filled);
    // The head of the second fragment: behind the table and the first one.
    const std::size_t table = table_of(whole);
    whole[table + 8 + 800 + 8 + 10'000] = 0;
    const auto file = file_source::open(folder.file("damaged.dcm", whole));
    EXPECT_TRUE(read_part10(*file).tolerated.empty());
    EXPECT_FALSE(read_part10(*file, {.each_fragment = true}).tolerated.empty());
    EXPECT_FALSE(indexed(read_part10(*file), *file).whole);
}

TEST(fragments, without_a_table) {
    const bytes whole = encapsulated(offset_table::empty);
    memory_source source({whole.data(), whole.size()});
    const dicom::data_set of = read_part10(source);
    const fragment_index index = indexed(of, source);
    EXPECT_TRUE(index.offset_table.empty());
    EXPECT_EQ(index.fragments.size(), 4U);
}

TEST(fragments, of_a_file_that_is_cut_are_those_that_are_there) {
    bytes whole = encapsulated(offset_table::filled);
    whole.resize(whole.size() - 60'000);
    memory_source source({whole.data(), whole.size()});
    const dicom::data_set of = read_part10(source);
    EXPECT_FALSE(of.tolerated.empty());
    const fragment_index index = indexed(of, source);
    EXPECT_FALSE(index.whole);
    ASSERT_EQ(index.fragments.size(), 4U);
    EXPECT_LT(index.fragments.back().length, 70'000U);
    EXPECT_TRUE(index.fragments.back().cut);
    EXPECT_FALSE(index.fragments.front().cut);
}

TEST(fragments, of_bytes_that_hold_no_item_are_none) {
    const bytes ones(100, 1);
    memory_source source({ones.data(), ones.size()});
    const fragment_index index = index_fragments(source, 0, ones.size());
    EXPECT_TRUE(index.fragments.empty());
    EXPECT_FALSE(index.whole);
    EXPECT_EQ(index.fragment_at(0), 0U);
}

TEST(fragments, in_big_endian_bytes) {
    const bytes content{0xFF, 0xFE, 0xE0, 0, 0, 0, 0, 4,    0,    0,    0,    0, 0xFF, 0xFE, 0xE0,
                        0,    0,    0,    0, 2, 7, 7, 0xFF, 0xFE, 0xE0, 0xDD, 0, 0,    0,    0};
    memory_source source({content.data(), content.size()});
    const fragment_index index = index_fragments(source, 0, content.size(), true);
    EXPECT_EQ(index.offset_table, std::vector<std::uint32_t>{0});
    ASSERT_EQ(index.fragments.size(), 1U);
    EXPECT_EQ(index.fragments[0].offset, 20U);
    EXPECT_TRUE(index.whole);
}

TEST(fragments, of_an_offset_beyond_all_numbers_are_none) {
    const bytes content{0xFE, 0xFF, 0, 0xE0, 0, 0, 0, 0, 0xFE, 0xFF, 0, 0xE0, 0, 0, 0, 0};
    memory_source source({content.data(), content.size()});
    const fragment_index index = index_fragments(source, 0, content.size());
    ASSERT_EQ(index.fragments.size(), 1U);
    EXPECT_EQ(index.fragment_at(0), 0U);
    EXPECT_EQ(index.fragment_at(~std::uint64_t{0}), 1U);
}

}  // namespace
}  // namespace quoin::dicom::tests
