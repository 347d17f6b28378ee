// The ready-made samples are what their comments promise.
#include "hex_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <dicom_writer/samples.hpp>
#include <dicom_writer/value_representation.hpp>

#include <algorithm>
#include <set>

namespace dicom_writer {
namespace {

std::string text(const data_set& tree, std::uint32_t tag) {
    const element* const found = tree.find(tag);
    return found != nullptr ? std::get<std::string>(found->value) : "(none)";
}

const std::vector<data_set>& items_of(const data_set& tree, std::uint32_t tag) {
    return std::get<items>(tree.find(tag)->value).list;
}

TEST(samples, are_written_in_every_native_syntax) {
    const auto all = {samples::ct_image(),
                      samples::enhanced_ct(),
                      samples::dx_image(),
                      samples::rt_dose(),
                      samples::us_image(),
                      samples::palette_image(),
                      samples::every_vr(),
                      samples::image_with_overlays(),
                      samples::image_with_private_elements()};
    std::set<std::string> instances;
    for (const data_set& tree : all) {
        instances.insert(text(tree, 0x00080018));
        for (const transfer_syntax& syntax : transfer_syntaxes())
            EXPECT_EQ(write(tree, {.transfer_syntax = std::string(syntax.uid)}).size() % 2, 0U);
        EXPECT_TRUE(std::ranges::is_sorted(tree.elements(), {}, &element::tag));
    }
    EXPECT_EQ(instances.size(), all.size()) << "each has a SOP instance UID of its own";
}

TEST(samples, pixels_fill_the_image) {
    const auto pixel_bytes = [](const data_set& tree) {
        const bytes file = write(tree);
        return file.size() - offset_of(tree, 0x7fe00010) - 12;
    };
    EXPECT_EQ(pixel_bytes(samples::ct_image()), 64U * 64 * 2);
    EXPECT_EQ(pixel_bytes(samples::enhanced_ct()), 3U * 8 * 8 * 2);
    EXPECT_EQ(pixel_bytes(samples::dx_image()), 8U * 6 * 2);
    EXPECT_EQ(pixel_bytes(samples::rt_dose()), 3U * 4 * 4 * 4);
    EXPECT_EQ(pixel_bytes(samples::us_image()), 16U * 12 * 3);
    EXPECT_EQ(pixel_bytes(samples::palette_image()), 4U * 4);
}

TEST(samples, ct_image_looks_different_however_it_is_turned) {
    const auto pixels = std::get<std::vector<number>>(samples::ct_image().find(0x7fe00010)->value);
    const auto at = [&](std::size_t row, std::size_t column) {
        return std::get<std::int64_t>(pixels[row * 64 + column].value());
    };
    const auto same_as = [&](auto turned) {
        for (std::size_t row = 0; row < 64; ++row)
            for (std::size_t column = 0; column < 64; ++column)
                if (at(row, column) != turned(row, column)) return false;
        return true;
    };
    EXPECT_TRUE(same_as([&](auto r, auto c) { return at(r, c); }));
    EXPECT_FALSE(same_as([&](auto r, auto c) { return at(63 - r, c); }));
    EXPECT_FALSE(same_as([&](auto r, auto c) { return at(r, 63 - c); }));
    EXPECT_FALSE(same_as([&](auto r, auto c) { return at(63 - r, 63 - c); }));
    EXPECT_FALSE(same_as([&](auto r, auto c) { return at(c, r); }));
    EXPECT_FALSE(same_as([&](auto r, auto c) { return at(63 - c, 63 - r); }));
    EXPECT_FALSE(same_as([&](auto r, auto c) { return at(c, 63 - r); }));
    EXPECT_FALSE(same_as([&](auto r, auto c) { return at(63 - c, r); }));
}

TEST(samples, enhanced_ct_has_shared_groups_and_three_frames) {
    const data_set tree = samples::enhanced_ct();
    ASSERT_EQ(items_of(tree, 0x52009229).size(), 1U);
    EXPECT_EQ(text(items_of(items_of(tree, 0x52009229)[0], 0x00289110)[0], 0x00280030), "0.75\\0.5");
    ASSERT_EQ(items_of(tree, 0x52009230).size(), 3U);
    EXPECT_EQ(text(items_of(items_of(tree, 0x52009230)[2], 0x00209113)[0], 0x00200032), "-1.75\\23\\2.625");
}

TEST(samples, dx_image_knows_its_spacing_at_the_detector_alone) {
    EXPECT_EQ(text(samples::dx_image(), 0x00181164), "0.143\\0.139");
    EXPECT_EQ(text(samples::dx_image(), 0x00280030), "(none)");
}

TEST(samples, rt_dose_has_offsets) {
    EXPECT_EQ(text(samples::rt_dose(), 0x3004000c), "0\\2.5\\5");
}

TEST(samples, us_image_has_two_regions) {
    EXPECT_EQ(items_of(samples::us_image(), 0x00186011).size(), 2U);
}

TEST(samples, every_vr_is_there_once) {
    std::multiset<std::string> found;
    const data_set tree = samples::every_vr();
    for (const element& one : tree.elements()) found.insert(one.vr);
    for (const value_representation& vr : value_representations()) {
        // UID and text of identification stand beside: a second UI (SOP class) and a second LO (private
        // creator).
        const std::size_t times = vr.letters == "UI" || vr.letters == "LO" ? 2 : 1;
        EXPECT_EQ(found.count(std::string(vr.letters)), times) << vr.letters;
    }
}

TEST(samples, nested_sequences_are_those_the_writer_nests) {
    data_set inner;
    for (int i = 0; i < 5; ++i) inner = data_set{}.sequence(0x0040a730, {inner});
    EXPECT_EQ(hex(samples::nested_sequences(5)),
              body(inner, encoding::explicit_little, {length_form::undefined, length_form::undefined}));
    EXPECT_EQ(samples::nested_sequences(10'000).size(), 360'000U);
}

}  // namespace
}  // namespace dicom_writer
