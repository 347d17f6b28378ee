#include "dicom/dictionary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

using quoin::dicom::at;
using quoin::dicom::dictionary_size;
using quoin::dicom::find;
using quoin::dicom::find_keyword;
using quoin::dicom::implicit_representation;
using quoin::dicom::representation_of;
using quoin::dicom::vr;

namespace {

std::string keyword_of(std::uint32_t tag) {
    const auto* entry = find(tag);
    return entry == nullptr ? "" : std::string(entry->keyword);
}

}  // namespace

TEST(dictionary, finds_an_element_by_its_tag) {
    const auto* entry = find(0x00280030);
    ASSERT_NE(entry, nullptr);
    EXPECT_EQ(entry->tag, 0x00280030U);
    EXPECT_EQ(entry->keyword, "PixelSpacing");
    EXPECT_EQ(entry->name, "Pixel Spacing");
    EXPECT_EQ(entry->vm, "2");
    EXPECT_EQ(entry->vm_min, 2);
    EXPECT_EQ(entry->vm_max, 2);
    EXPECT_EQ(entry->representation, vr::DS);
    EXPECT_FALSE(entry->retired);
}

TEST(dictionary, finds_the_same_element_by_its_keyword) {
    EXPECT_EQ(find_keyword("PixelSpacing"), find(0x00280030));
    EXPECT_EQ(find_keyword("pixelspacing"), nullptr);
    EXPECT_EQ(find_keyword("PixelSpacin"), nullptr);
    EXPECT_EQ(find_keyword("PixelSpacingX"), nullptr);
    EXPECT_EQ(find_keyword(""), nullptr);
    EXPECT_EQ(find_keyword("Rows")->tag, 0x00280010U);
}

TEST(dictionary, every_entry_is_found_by_tag_and_by_keyword) {
    ASSERT_GT(dictionary_size(), 5000U);
    for (std::size_t i = 0; i < dictionary_size(); ++i) {
        const auto& entry = at(i);
        EXPECT_EQ(entry.index, i);
        EXPECT_FALSE(entry.keyword.view().empty());
        EXPECT_FALSE(entry.name.view().empty());
        EXPECT_EQ(find_keyword(entry.keyword), &entry) << entry.keyword.view();
        if (entry.mask == 0xFFFFFFFF) {
            EXPECT_EQ(find(entry.tag), &entry) << entry.keyword.view();
        }
    }
}

TEST(dictionary, is_sorted_with_repeating_groups_last) {
    for (std::size_t i = 1; i < dictionary_size(); ++i) {
        const bool repeats = at(i).mask != 0xFFFFFFFF, before_repeats = at(i - 1).mask != 0xFFFFFFFF;
        if (repeats == before_repeats) {
            EXPECT_LT(at(i - 1).tag, at(i).tag);
        } else {
            EXPECT_TRUE(repeats);
        }
    }
}

TEST(dictionary, multiplicity_without_bound_is_zero) {
    EXPECT_EQ(find(0x00080008)->vm, "2-n");
    EXPECT_EQ(find(0x00080008)->vm_min, 2);
    EXPECT_EQ(find(0x00080008)->vm_max, 0);
    EXPECT_EQ(find_keyword("ContourData")->vm, "3-3n");
    EXPECT_EQ(find_keyword("ContourData")->vm_max, 0);
    EXPECT_EQ(find_keyword("ReferencedFileID")->vm_max, 8);
}

TEST(dictionary, has_command_meta_and_directory_groups) {
    EXPECT_EQ(keyword_of(0x00000002), "AffectedSOPClassUID");
    EXPECT_EQ(keyword_of(0x00020010), "TransferSyntaxUID");
    EXPECT_EQ(keyword_of(0x00041220), "DirectoryRecordSequence");
    EXPECT_EQ(representation_of(0x00041200), vr::UL);
}

TEST(dictionary, has_items_and_delimiters_without_representation) {
    EXPECT_EQ(keyword_of(0xFFFEE000), "Item");
    EXPECT_EQ(keyword_of(0xFFFEE00D), "ItemDelimitationItem");
    EXPECT_EQ(keyword_of(0xFFFEE0DD), "SequenceDelimitationItem");
    EXPECT_EQ(representation_of(0xFFFEE000), vr::none);
}

TEST(dictionary, repeating_groups_are_found_by_any_of_their_tags) {
    EXPECT_EQ(keyword_of(0x60000010), "OverlayRows");
    EXPECT_EQ(keyword_of(0x601E0010), "OverlayRows");
    EXPECT_EQ(keyword_of(0x60023000), "OverlayData");
    EXPECT_EQ(keyword_of(0x50043000), "CurveData");
    EXPECT_EQ(keyword_of(0x002031A7), "SourceImageIDs");
    EXPECT_EQ(keyword_of(0x00280472), "CoefficientCoding");
    EXPECT_EQ(keyword_of(0x00280880), "CodeLabel");
    EXPECT_EQ(keyword_of(0x10001231), "RunLengthTriplet");
    EXPECT_EQ(keyword_of(0x1010ABCD), "ZonalMap");
    EXPECT_EQ(keyword_of(0x7F020010), "VariablePixelData");
    EXPECT_EQ(find_keyword("OverlayData")->tag, 0x60003000U);
}

TEST(dictionary, exact_element_goes_before_a_repeating_one) {
    EXPECT_EQ(keyword_of(0x7FE00010), "PixelData");
    EXPECT_EQ(keyword_of(0x00280400), "TransformLabel");
}

TEST(dictionary, private_and_unknown_tags_are_not_there) {
    EXPECT_EQ(find(0x00090010), nullptr);
    EXPECT_EQ(find(0x60010010), nullptr);
    EXPECT_EQ(find(0x50010005), nullptr);
    EXPECT_EQ(find(0x7FE10010), nullptr);
    EXPECT_EQ(find(0x00280020), nullptr);
    EXPECT_EQ(find(0x00100000), nullptr);
    EXPECT_EQ(find(0xFFFFFFFF), nullptr);
    // How a data set is written is told at once by this (element_encoding.cpp).
    for (std::size_t i = 0; i < dictionary_size(); ++i)
        EXPECT_NE(at(i).tag >> 16, 0x0800U) << at(i).keyword.view();
}

TEST(dictionary, retired_elements_are_marked) {
    EXPECT_TRUE(find_keyword("ImageDimensions")->retired);
    EXPECT_TRUE(find_keyword("CurveData")->retired);
    EXPECT_FALSE(find_keyword("OverlayData")->retired);
}

TEST(dictionary, knows_elements_of_later_editions) {
    EXPECT_EQ(keyword_of(0x00080017), "AcquisitionUID");
    EXPECT_EQ(keyword_of(0x00102161), "EthnicGroupCodeSequence");
}

TEST(dictionary, open_representations_are_settled_for_implicit_vr) {
    EXPECT_EQ(representation_of(0x00280106), vr::US_or_SS);
    EXPECT_EQ(representation_of(0x7FE00010), vr::OB_or_OW);
    EXPECT_EQ(representation_of(0x00283006), vr::US_or_OW);
    EXPECT_EQ(implicit_representation(vr::US_or_SS, true), vr::SS);
    EXPECT_EQ(implicit_representation(vr::US_or_SS, false), vr::US);
    EXPECT_EQ(implicit_representation(vr::OB_or_OW, true), vr::OW);
    EXPECT_EQ(implicit_representation(vr::US_or_OW, false), vr::OW);
    EXPECT_EQ(implicit_representation(vr::US_or_SS_or_OW, true), vr::OW);
    EXPECT_EQ(implicit_representation(vr::DS, true), vr::DS);
}

TEST(dictionary, every_representation_is_one_that_can_be_read) {
    for (std::size_t i = 0; i < dictionary_size(); ++i) {
        const vr of = implicit_representation(at(i).representation, false);
        EXPECT_TRUE(is_known(of) || of == vr::none) << at(i).keyword.view();
    }
}

TEST(dictionary, says_the_representation_alone_as_with_the_rest) {
    const auto same = [](std::uint32_t tag) {
        const auto* const entry = find(tag);
        EXPECT_EQ(representation_of(tag), entry == nullptr ? vr::none : entry->representation)
            << std::hex << tag;
    };
    for (std::size_t i = 0; i < dictionary_size(); ++i)
        for (const std::uint32_t near : {0U, 1U, 0x10U, 0x00020000U, 0x001E0000U}) same(at(i).tag + near);
    for (const std::uint32_t tag : {0x00090010U, 0x60010010U, 0x00280020U, 0xFFFEE000U, 0xFFFFFFFFU})
        same(tag);
}
