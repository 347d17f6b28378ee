// Headers of PNG and JPEG.
#include "image_header.hpp"
#include "image_bytes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

namespace quoin::sidecar {
namespace {

/// "PNG 20x10 8 bits 3 samples", or why not.
std::string header_of(const std::string& bytes) {
    std::string_view why;
    const auto found = read_image_header(
        [&](std::uint64_t offset, std::span<unsigned char> out) -> std::size_t {
            if (offset >= bytes.size()) return 0;
            const std::size_t count = std::min(out.size(), bytes.size() - static_cast<std::size_t>(offset));
            std::memcpy(out.data(), bytes.data() + offset, count);
            return count;
        },
        why);
    if (!found) return why.empty() ? "(other)" : std::string(why);
    return std::string(found->format) + " " + std::to_string(found->columns) + "x" +
           std::to_string(found->rows) + " " + std::to_string(found->bits_stored) + " bits " +
           std::to_string(found->samples) + " samples" + (found->alpha ? " alpha" : "") +
           (found->lossy ? " lossy" : "");
}

TEST(image_header, of_a_png_says_size_bits_and_colour) {
    EXPECT_EQ(header_of(png(20, 10, 8, 2)), "PNG 20x10 8 bits 3 samples");
    EXPECT_EQ(header_of(png(20, 10, 16, 0)), "PNG 20x10 16 bits 1 samples");
    EXPECT_EQ(header_of(png(20, 10, 1, 0)), "PNG 20x10 1 bits 1 samples");
    EXPECT_EQ(header_of(png(20, 10, 4, 3)), "PNG 20x10 8 bits 3 samples");  // a palette
    EXPECT_EQ(header_of(png(20, 10, 8, 4)), "PNG 20x10 8 bits 1 samples alpha");
    EXPECT_EQ(header_of(png(20, 10, 16, 6)), "PNG 20x10 16 bits 3 samples alpha");
}

TEST(image_header, of_a_jpeg_is_found_behind_other_segments) {
    EXPECT_EQ(header_of(jpeg(640, 480, 8, 3)), "JPEG 640x480 8 bits 3 samples lossy");
    EXPECT_EQ(header_of(jpeg(640, 480, 8, 1, 0xC2, 60000)), "JPEG 640x480 8 bits 1 samples lossy");
    EXPECT_EQ(header_of(jpeg(640, 480, 12, 1, 0xC1)), "JPEG 640x480 12 bits 1 samples lossy");
    EXPECT_EQ(header_of(jpeg(640, 480, 16, 1, 0xC3)), "JPEG 640x480 16 bits 1 samples");
}

TEST(image_header, that_is_damaged_says_so) {
    const std::string damaged = "its PNG header is damaged", broken = "its JPEG header is damaged";
    EXPECT_EQ(header_of(png(20, 10, 8, 2).substr(0, 20)), damaged);
    EXPECT_EQ(header_of(png(0, 10, 8, 2)), damaged);
    EXPECT_EQ(header_of(png(20, 10, 3, 0)), damaged);
    EXPECT_EQ(header_of(png(20, 10, 16, 3)), damaged);
    EXPECT_EQ(header_of(png(20, 10, 8, 5)), damaged);
    EXPECT_EQ(header_of(png(0x80000000U, 10, 8, 0)), damaged);
    EXPECT_EQ(header_of(jpeg(640, 480, 8, 3).substr(0, 28)), broken);
    EXPECT_EQ(header_of(jpeg(640, 0, 8, 3)), broken);
    EXPECT_EQ(header_of(jpeg(640, 480, 8, 4)), "its JPEG has neither one component nor three");
    EXPECT_EQ(header_of(std::string("\xFF\xD8\xFF", 3) + std::string(100000, '\xFF')), broken);
    EXPECT_EQ(header_of("II*"), "(other)");
    EXPECT_EQ(header_of(""), "(other)");
}

}  // namespace
}  // namespace quoin::sidecar
