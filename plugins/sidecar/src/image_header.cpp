#include "image_header.hpp"

#include <algorithm>
#include <array>

namespace quoin::sidecar {
namespace {

constexpr std::array<unsigned char, 8> png_signature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
constexpr std::uint32_t largest_side = 0x7FFFFFFF;  // PNG's own limit
// More segments before the frame header than that are no image; each costs a read.
constexpr int max_segments = 4096;

std::uint32_t big_endian(std::span<const unsigned char> bytes) noexcept {
    std::uint32_t out = 0;
    for (const unsigned char one : bytes) out = out << 8 | one;
    return out;
}

std::optional<image_header> png(std::span<const unsigned char> head, std::string_view& why) {
    why = "its PNG header is damaged";
    if (head.size() < 29 || big_endian(head.subspan(8, 4)) != 13 ||
        !std::ranges::equal(head.subspan(12, 4), std::string_view("IHDR")))
        return std::nullopt;
    image_header out{
        .rows = big_endian(head.subspan(20, 4)), .columns = big_endian(head.subspan(16, 4)), .format = "PNG"};
    const unsigned depth = head[24], colour = head[25];
    const bool known_depth = depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
    const bool known_colour = colour == 0 || colour == 2 || colour == 3 || colour == 4 || colour == 6;
    const bool fits = colour == 0 || (colour == 3 ? depth <= 8 : depth >= 8);
    if (!known_depth || !known_colour || !fits || out.rows == 0 || out.columns == 0 ||
        out.rows > largest_side || out.columns > largest_side)
        return std::nullopt;
    out.bits_stored = colour == 3 ? 8 : depth;  // entries of a palette have 8
    out.samples = colour == 0 || colour == 4 ? 1 : 3;
    out.alpha = colour == 4 || colour == 6;
    why = {};
    return out;
}

bool is_frame_header(unsigned marker) noexcept {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

std::optional<image_header> jpeg(const read_bytes& read, std::string_view& why) {
    why = "its JPEG header is damaged";
    std::uint64_t at = 2;
    for (int segment = 0; segment < max_segments; ++segment) {
        std::array<unsigned char, 10> bytes{};
        const std::size_t count = read(at, bytes);
        if (count < 4 || bytes[0] != 0xFF) return std::nullopt;
        const unsigned marker = bytes[1];
        if (marker == 0xFF) {  // padding
            ++at;
            continue;
        }
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {  // these have no length
            at += 2;
            continue;
        }
        if (marker == 0xD8 || marker == 0xD9 || marker == 0xDA || marker == 0) return std::nullopt;
        const std::uint32_t length = big_endian(std::span(bytes).subspan(2, 2));
        if (length < 2) return std::nullopt;
        if (!is_frame_header(marker)) {
            at += 2 + length;
            continue;
        }
        if (count < 10) return std::nullopt;
        const image_header out{.rows = big_endian(std::span(bytes).subspan(5, 2)),
                               .columns = big_endian(std::span(bytes).subspan(7, 2)),
                               .bits_stored = bytes[4],
                               .samples = bytes[9],
                               .lossy = marker != 0xC3 && marker != 0xC7 && marker != 0xCB && marker != 0xCF,
                               .format = "JPEG"};
        if (out.rows == 0 || out.columns == 0 || out.bits_stored < 2 || out.bits_stored > 16)
            return std::nullopt;
        if (out.samples != 1 && out.samples != 3) {
            why = "its JPEG has neither one component nor three";
            return std::nullopt;
        }
        why = {};
        return out;
    }
    return std::nullopt;
}

}  // namespace

std::optional<image_header> read_image_header(const read_bytes& read, std::string_view& why) {
    why = {};
    std::array<unsigned char, 29> bytes{};
    const std::span<const unsigned char> head(bytes.data(), read(0, bytes));
    if (head.size() >= png_signature.size() && std::ranges::equal(head.first(8), png_signature))
        return png(head, why);
    if (head.size() >= 3 && head[0] == 0xFF && head[1] == 0xD8 && head[2] == 0xFF) return jpeg(read, why);
    return std::nullopt;
}

}  // namespace quoin::sidecar
