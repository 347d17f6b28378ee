#include "reading.hpp"

#include <gtest/gtest.h>

#include <dicom_writer/samples.hpp>
#include <set>

namespace quoin::dicom::tests {
namespace {

using dicom_writer::bytes;
using dicom_writer::data_set;

data_set simple() {
    return data_set{}
        .text(0x00080060, "CS", "CT")
        .text(0x00100010, "PN", "Doe^Jane")
        .text(0x00100020, "LO", "12345678");
}

std::size_t at(std::uint32_t tag) {
    return dicom_writer::offset_of(simple(), tag);
}

object cut(std::size_t size) {
    bytes whole = dicom_writer::write(simple());
    whole.resize(size);
    return read_bytes(whole);
}

TEST(damage, cut_in_the_header_of_an_element) {
    const object found = cut(at(0x00100020) + 5);
    EXPECT_EQ(found["Modality"].as_string(), "CT");
    EXPECT_TRUE(found["PatientName"]);
    EXPECT_FALSE(found["PatientID"]);
    ASSERT_EQ(found.tolerated.size(), 1U);
    EXPECT_EQ(found.tolerated[0].line(), "byte " + std::to_string(at(0x00100020)) +
                                             ", (0010,0020): the file ends inside the header of an element");
}

TEST(damage, a_value_of_odd_length_is_read_and_said) {
    bytes whole = dicom_writer::write(simple());
    const std::size_t element = at(0x00100020);
    // The element after it begins a byte earlier.
    whole[element + 6] = static_cast<std::uint8_t>(whole[element + 6] - 1);
    whole.erase(whole.begin() + static_cast<std::ptrdiff_t>(element + 8));
    const object found = read_bytes(whole);
    EXPECT_TRUE(found["PatientID"]);
    ASSERT_EQ(found.tolerated.size(), 1U) << found.said();
    EXPECT_EQ(found.tolerated[0].line(),
              "byte " + std::to_string(element) + ", (0010,0020): a value of odd length (PS3.5 7.1.1)");
}

TEST(damage, a_delimiter_with_a_length_is_gone_over_and_said) {
    const dicom_writer::data_set tree =
        dicom_writer::data_set{}
            .sequence(0x00081140, {dicom_writer::data_set{}.text(0x00081155, "UI", "2.25.7")})
            .text(0x00100020, "LO", "after");
    const auto form = dicom_writer::length_form::undefined;
    const bytes right = dicom_writer::write(tree, {.form = {form, form}});
    for (const std::uint8_t last : {std::uint8_t{0x0D}, std::uint8_t{0xDD}}) {  // of an item, of a sequence
        const bytes delimiter{0xFE, 0xFF, last, 0xE0, 0, 0, 0, 0};
        bytes whole = right;
        const auto found_at = std::search(whole.begin(), whole.end(), delimiter.begin(), delimiter.end());
        ASSERT_NE(found_at, whole.end());
        found_at[4] = 4;
        const object found = read_bytes(whole);
        EXPECT_EQ(found.json("ReferencedImageSequence"), R"([{"ReferencedSOPInstanceUID":"2.25.7"}])");
        EXPECT_EQ(found["PatientID"].as_string(), "after");
        ASSERT_EQ(found.tolerated.size(), 1U) << found.said();
        EXPECT_EQ(found.tolerated[0].what, "a delimiter says a length (PS3.5 7.5): it has none");
    }
    EXPECT_EQ(read_bytes(right).said(), "");
}

TEST(damage, cut_in_a_value) {
    const object found = cut(at(0x00100020) + 8 + 3);
    EXPECT_TRUE(found["PatientName"]);
    EXPECT_FALSE(found["PatientID"]);
    ASSERT_EQ(found.tolerated.size(), 1U);
    EXPECT_EQ(found.tolerated[0].offset, at(0x00100020));
    EXPECT_EQ(found.tolerated[0].tag, 0x00100020U);
    EXPECT_EQ(found.tolerated[0].what, "the length is 8 bytes, but the file ends after 3; reading ends");
}

TEST(damage, cut_in_the_file_meta_information) {
    const object found = cut(132 + 12 + 14);
    EXPECT_TRUE(found["FileMetaInformationGroupLength"]);
    EXPECT_FALSE(found["Modality"]);
    EXPECT_FALSE(found.tolerated.empty());
}

TEST(damage, the_file_ends_after_the_file_meta_information) {
    const object found = cut(at(0x00080060));
    EXPECT_TRUE(found["TransferSyntaxUID"]);
    EXPECT_FALSE(found.tolerated.empty());
}

TEST(damage, a_length_past_the_end_takes_no_memory) {
    for (const std::uint32_t length : {1000U, 0x7FFFFFFFU, 0xFFFFFFFEU}) {
        auto tree = simple();
        tree.append({.tag = 0x7FE10010, .vr = "UT", .value = std::string("x"), .claimed_length = length});
        const object found = read(tree);
        EXPECT_EQ(found["PatientID"].as_string(), "12345678");
        EXPECT_NE(found.said().find("(7FE1,0010): the length is " + std::to_string(length)),
                  std::string::npos);
    }
}

TEST(damage, cut_pixel_data_answers_all_the_same) {
    const data_set tree = dicom_writer::samples::ct_image();
    bytes whole = dicom_writer::write(tree);
    const std::size_t there = 100;
    whole.resize(dicom_writer::offset_of(tree, 0x7FE00010) + 12 + there);
    const object found = read_bytes(whole);
    EXPECT_EQ(found["Rows"].as_int(), 64);
    EXPECT_EQ(found["PixelData"].size(), there / 2);
    EXPECT_NE(
        found.said().find("(7FE0,0010): the value is cut: it has 8192 bytes by its length, 100 are there"),
        std::string::npos)
        << found.said();
}

TEST(damage, no_cut_anywhere_crashes_or_loses_what_stands_before_it) {
    for (const auto uid : {dicom_writer::explicit_vr_little_endian, dicom_writer::implicit_vr_little_endian,
                           dicom_writer::explicit_vr_big_endian}) {
        auto tree = some_data_set();
        tree.fragments(0x7FE00010, {{{1, 2, 3, 4}}, {{5, 6}}});
        const bytes whole = dicom_writer::write(tree, {.transfer_syntax = std::string(uid)});
        // A file that ends between two elements is whole, for all that can be seen.
        std::set<std::size_t> between;
        for (const auto& one : tree.elements())
            between.insert(dicom_writer::offset_of(tree, one.tag, {.transfer_syntax = std::string(uid)}));
        between.insert(whole.size());
        std::size_t most = 0;
        for (std::size_t size = 0; size <= whole.size(); ++size) {
            bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            try {
                const object found = read_bytes(part);
                EXPECT_GE(found.naturalized.size(), most) << uid << " cut at " << size;
                most = std::max(most, found.naturalized.size());
                EXPECT_EQ(found.tolerated.empty(), size > *between.begin() && between.contains(size))
                    << uid << " cut at " << size << found.said();
            } catch (const read_error& e) {
                EXPECT_LT(size, 145U) << e.what();
            }
        }
    }
}

TEST(damage, elements_out_of_order_are_read_and_said) {
    auto tree = simple();
    tree.append({.tag = 0x00080070, .vr = "LO", .value = std::string("late")});
    const object found = read(tree);
    EXPECT_EQ(found["Manufacturer"].as_string(), "late");
    EXPECT_NE(found.said().find("(0008,0070): elements are not in the order"), std::string::npos);
}

TEST(damage, of_an_element_that_comes_twice_the_last_counts) {
    auto tree = simple();
    tree.append({.tag = 0x00100020, .vr = "LO", .value = std::string("second")});
    const object found = read(tree);
    EXPECT_EQ(found["PatientID"].as_string(), "second");
    EXPECT_NE(found.said().find("(0010,0020): the element comes again later"), std::string::npos)
        << found.said();
}

TEST(damage, file_meta_elements_again_in_the_data_set) {
    auto tree = simple();
    tree.append_verbatim({0x02, 0x00, 0x10, 0x00, 'U', 'I', 4, 0, '1', '.', '2', 0});
    const object found = read(tree);
    EXPECT_EQ(found["TransferSyntaxUID"].as_string(), "1.2");
    EXPECT_EQ(found["PatientID"].as_string(), "12345678");
}

TEST(damage, a_character_set_that_comes_late_holds_for_the_whole_object) {
    auto tree = data_set{}.text(0x00100010, "PN", "M\xFCller");
    tree.append({.tag = 0x00080005, .vr = "CS", .value = std::string("ISO_IR 100")});
    EXPECT_EQ(read(tree).json("PatientName"), "{\"Alphabetic\":\"M\xC3\xBCller\"}");
}

TEST(damage, a_representation_of_a_later_edition_is_unknown_bytes) {
    auto tree = simple();
    tree.append_verbatim({0x11, 0x00, 0x01, 0x10, 'Z',  'Z',  0,    0,   4,   0, 0, 0,   1,
                          2,    3,    4,    0x20, 0x00, 0x10, 0x00, 'S', 'H', 2, 0, 'i', 'd'});
    const object found = read(tree);
    EXPECT_EQ(found.json("00111001"), R"({"InlineBinary":"AQIDBA=="})");
    EXPECT_EQ(found["StudyID"].as_string(), "id");
}

TEST(damage, an_element_in_implicit_vr_among_explicit_ones) {
    auto tree = simple();
    tree.append_verbatim(
        {0x20, 0x00, 0x10, 0x00, 2, 0, 0, 0, 'i', 'd', 0x20, 0x00, 0x11, 0x00, 'I', 'S', 2, 0, '7', ' '});
    const object found = read(tree);
    EXPECT_EQ(found["StudyID"].as_string(), "id");
    EXPECT_EQ(found["SeriesNumber"].as_int(), 7);
}

TEST(damage, pixel_data_that_say_they_are_numbers_or_text_are_bytes) {
    for (const char* const vr : {"SV", "US", "DS", "UT"}) {
        const object found = read(simple().raw(0x7FE00010, vr, {'1', '2', '3', '4', '5', '6', '7', '8'}));
        EXPECT_EQ(found["PixelData"].size(), 8U) << vr;
        EXPECT_EQ(found["PixelData"].shape()->dtype, QUOIN_U8) << vr;
        EXPECT_NE(found.said().find("(7FE0,0010): pixel data with a representation of numbers or text"),
                  std::string::npos)
            << found.said();
    }
    EXPECT_EQ(read(simple().raw(0x7FE00010, "OW", {1, 2})).said(), "");
}

TEST(damage, pixel_data_that_say_they_are_a_sequence_are_fragments) {
    auto tree = simple();
    tree.append_verbatim({0xE0, 0x7F, 0x10, 0x00, 'S', 'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF,
                          0xFE, 0xFF, 0x00, 0xE0, 4,   0,   0, 0, 1,    2,    3,    4,
                          0xFE, 0xFF, 0xDD, 0xE0, 0,   0,   0, 0, 0xFC, 0xFF, 0xFC, 0xFF,
                          'O',  'B',  0,    0,    2,   0,   0, 0, 0,    0});
    const object found = read(tree);
    EXPECT_EQ(found["PixelData"].size(), 20U) << "the item and the delimiter";
    EXPECT_TRUE(found["DataSetTrailingPadding"]);
    EXPECT_NE(found.said().find("(7FE0,0010): pixel data with the representation of a sequence"),
              std::string::npos)
        << found.said();
}

TEST(damage, zero_bytes_after_the_last_element_are_no_elements) {
    auto whole = dicom_writer::write(simple());
    whole.insert(whole.end(), 512, 0);
    const object found = read_bytes(whole);
    EXPECT_EQ(found["PatientID"].as_string(), "12345678");
    EXPECT_FALSE(found["00000000"]);
    EXPECT_EQ(found.tolerated.size(), 1U) << found.said();
}

TEST(damage, garbage_after_the_last_element_ends_the_reading) {
    auto whole = dicom_writer::write(simple());
    for (int i = 0; i < 64; ++i) whole.push_back(0xE5);
    const object found = read_bytes(whole);
    EXPECT_EQ(found["PatientID"].as_string(), "12345678");
    EXPECT_FALSE(found.tolerated.empty());
}

TEST(damage, of_many_findings_a_hundred_are_kept) {
    auto tree = simple();
    for (int i = 0; i < 500; ++i) tree.append({.tag = 0x00100020, .vr = "LO", .value = std::string("x")});
    EXPECT_EQ(read(tree).tolerated.size(), 100U);
}

}  // namespace
}  // namespace quoin::dicom::tests
