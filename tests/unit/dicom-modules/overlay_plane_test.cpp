// overlayPlaneModule (PS3.3 C.9.2).
#include "modules_fixture.hpp"

#include <random>

namespace quoin {
namespace {

using bytes = std::vector<std::uint8_t>;

struct overlay_plane : modules_fixture {
    value overlays(const std::string& image) {
        return value(answer_to("overlayPlaneModule", image)["overlays"]);
    }
};

const std::string size_2_by_4 = R"("Rows":2,"Columns":4)";
const std::string overlay_2_by_4 =
    R"(,"OverlayRows":2,"OverlayColumns":4,"OverlayOrigin":[1,1],"OverlayType":"G")";

TEST_F(overlay_plane, is_one_byte_a_pixel_the_least_significant_bit_first) {
    const value found =
        overlays(with_instance(size_2_by_4 + overlay_2_by_4 + R"(,"OverlayLabel":"L")", [](builder& to) {
            add_numbers(to, "OverlayData", bytes{0b10000101, 0});
        }));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(elements<std::uint8_t>(found[0]["pixelData"]), (bytes{1, 0, 1, 0, 0, 0, 0, 1}));
    EXPECT_EQ(found[0]["group"].as_string(), "6000");
    EXPECT_EQ(found[0]["label"].as_string(), "L");
}

TEST_F(overlay_plane, origin_is_row_and_column_from_1_and_answered_as_x_and_y_from_0) {
    const value found = overlays(with_instance(
        R"("Rows":9,"Columns":9,"OverlayRows":1,"OverlayColumns":1,"OverlayOrigin":[5,9])", [](builder& to) {
            add_numbers(to, "OverlayData", bytes{1, 0});
        }));
    EXPECT_EQ(found[0]["x"].as_int(), 8);
    EXPECT_EQ(found[0]["y"].as_int(), 4);
}

TEST_F(overlay_plane, of_every_group_is_there_in_their_order) {
    const value found = overlays(with_instance(
        R"("Rows":1,"Columns":1,"OverlayRows:601E":1,"OverlayColumns:601E":1,"OverlayOrigin:601E":[1,1],)"
        R"("OverlayRows":1,"OverlayColumns":1,"OverlayOrigin":[1,1],"ROIMean:601E":2.5,"ROIArea:601E":3)",
        [](builder& to) {
            add_numbers(to, "OverlayData", bytes{1, 0});
            add_numbers(to, "OverlayData:601E", bytes{0, 0});
        }));
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0]["group"].as_string(), "6000");
    EXPECT_EQ(to_json(found[1]),
              R"({"group":"601E","rows":1,"columns":1,"x":0,"y":0,"roiArea":3,"roiMean":2.5,)"
              R"("pixelData":{"InlineBinary":"AA=="}})");
}

TEST_F(overlay_plane, of_every_group_alone_is_found) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    for (std::size_t group = 0; group < 0x20; group += 2) {
        const std::string number = std::string("60") + hex[group / 16] + hex[group % 16];
        const std::string end = group == 0 ? "\":" : ":" + number + "\":";
        const value found = overlays(with_instance(
            R"("Rows":1,"Columns":1,"OverlayRows)" + end + R"(1,"OverlayColumns)" + end +
                R"(1,"OverlayOrigin)" + end + "[1,1]",
            [&](builder& to) {
                add_numbers(to, group == 0 ? "OverlayData" : "OverlayData:" + number, bytes{1, 0});
            }));
        ASSERT_EQ(found.size(), 1U) << number;
        EXPECT_EQ(found[0]["group"].as_string(), number);
    }
}

TEST_F(overlay_plane, whose_size_is_empty_is_left_out_and_said) {
    const std::string image =
        with_instance(R"("Rows":1,"Columns":1,"OverlayRows":null,"OverlayColumns":1,"OverlayOrigin":[1,1])",
                      [](builder& to) {
                          add_numbers(to, "OverlayData", bytes{1, 0});
                      });
    EXPECT_EQ(json("overlayPlaneModule", image), "(none)");
    EXPECT_TRUE(notes("overlayPlaneModule", image, "it has no size: it is left out"));
}

TEST_F(overlay_plane, packed_and_unpacked_again_has_the_same_bits) {
    std::mt19937 random(1);
    for (int round = 0; round < 50; ++round) {
        const std::size_t rows = 1 + random() % 20, columns = 1 + random() % 20;
        bytes bits(rows * columns);
        for (auto& bit : bits) bit = static_cast<std::uint8_t>(random() % 2);
        bytes packed((bits.size() + 15) / 16 * 2);
        for (std::size_t i = 0; i < bits.size(); ++i)
            packed[i / 8] = static_cast<std::uint8_t>(packed[i / 8] | bits[i] << (i % 8));
        const value found = overlays(
            with_instance(R"("Rows":1,"Columns":1,"OverlayOrigin":[1,1],"OverlayRows":)" +
                              std::to_string(rows) + R"(,"OverlayColumns":)" + std::to_string(columns),
                          [&](builder& to) { add_numbers(to, "OverlayData", packed); }));
        ASSERT_EQ(elements<std::uint8_t>(found[0]["pixelData"]), bits) << rows << " by " << columns;
    }
}

TEST_F(overlay_plane, in_an_unused_bit_of_the_pixels_is_taken_from_there) {
    const value found = overlays(with_instance(
        R"("Rows":1,"Columns":3,"SamplesPerPixel":1,"BitsAllocated":16,"BitsStored":12,"TransferSyntaxUID":"1.2.840.10008.1.2.1",)"
        R"("OverlayRows":1,"OverlayColumns":3,"OverlayOrigin":[1,1],"OverlayBitsAllocated":16,"OverlayBitPosition":12)",
        [](builder& to) {
            add_numbers(to, "PixelData", std::vector<std::uint16_t>{0x1005, 0x0FFF, 0xF000});
        }));
    EXPECT_EQ(elements<std::uint8_t>(found[0]["pixelData"]), (bytes{1, 0, 1}));
}

TEST_F(overlay_plane, without_data_is_not_made_of_the_pixels) {
    const auto image = [&](const std::string& members, bool empty = false) {
        return with_instance(
            R"("Rows":1,"Columns":3,"SamplesPerPixel":1,"BitsAllocated":16,"BitsStored":12,"HighBit":11,)"
            R"("TransferSyntaxUID":"1.2.840.10008.1.2.1","OverlayRows":1,"OverlayColumns":3,"OverlayOrigin":[1,1])" +
                members,
            [&](builder& to) {
                add_numbers(to, "PixelData", std::vector<std::uint16_t>{0xF005, 0x0FFF, 0xF000});
                if (empty) to.key("OverlayData").null();
            });
    };
    const auto has_none = [&](const std::string& subject, std::string_view why) {
        EXPECT_FALSE(overlays(subject)[0]["pixelData"]) << why;
        EXPECT_TRUE(notes("overlayPlaneModule", subject, why)) << why;
    };
    has_none(image(R"(,"OverlayBitsAllocated":1,"OverlayBitPosition":0)"), "it has no data");
    has_none(image(R"(,"OverlayBitsAllocated":1,"OverlayBitPosition":0)", true), "it has no data");
    has_none(image(R"(,"OverlayBitsAllocated":8,"OverlayBitPosition":12)"), "other bits allocated");
    has_none(image(R"(,"OverlayBitsAllocated":16,"OverlayBitPosition":3)"), "the pixel values have the bit");
    has_none(image(R"(,"OverlayBitsAllocated":16,"OverlayBitPosition":12,"OverlayData":"elsewhere")"),
             "not bytes");
    EXPECT_EQ(elements<std::uint8_t>(overlays(image(R"(,"OverlayBitPosition":12)"))[0]["pixelData"]),
              (bytes{1, 0, 1}));
}

TEST_F(overlay_plane, in_bits_of_compressed_pixels_has_no_bits_and_says_so) {
    const std::string image =
        with_instance(size_2_by_4 + overlay_2_by_4 +
                          R"(,"TransferSyntaxUID":"1.2.840.10008.1.2.5","OverlayBitPosition":12)",
                      [](builder& to) {
                          add_numbers(to, "PixelData", bytes{0, 0});
                      });
    EXPECT_FALSE(overlays(image)[0]["pixelData"]);
    EXPECT_TRUE(notes("overlayPlaneModule", image, "unused bits of compressed pixels"));
}

TEST_F(overlay_plane, of_several_frames_lies_over_the_frames_it_says) {
    const auto image = [&](int frame) {
        return with_instance(
            R"("Rows":1,"Columns":3,"NumberOfFrames":9,"OverlayRows":1,"OverlayColumns":3,)"
            R"("OverlayOrigin":[1,1],"NumberOfFramesInOverlay":2,"ImageFrameOrigin":4,"frameNumber":)" +
                std::to_string(frame),
            [](builder& to) {
                add_numbers(to, "OverlayData", bytes{0b101001, 0});
            });
    };
    EXPECT_EQ(json("overlayPlaneModule", image(3)), "(none)");
    EXPECT_EQ(elements<std::uint8_t>(overlays(image(4))[0]["pixelData"]), (bytes{1, 0, 0}));
    EXPECT_EQ(elements<std::uint8_t>(overlays(image(5))[0]["pixelData"]), (bytes{1, 0, 1}));
    EXPECT_EQ(json("overlayPlaneModule", image(6)), "(none)");
}

TEST_F(overlay_plane, with_too_few_bits_has_no_bits_and_says_so) {
    const std::string image = with_instance(
        R"("Rows":9,"Columns":9,"OverlayRows":9,"OverlayColumns":9,"OverlayOrigin":[1,1])", [](builder& to) {
            add_numbers(to, "OverlayData", bytes{1, 1});
        });
    EXPECT_FALSE(overlays(image)[0]["pixelData"]);
    EXPECT_TRUE(notes("overlayPlaneModule", image, "fewer bits"));
}

}  // namespace
}  // namespace quoin
