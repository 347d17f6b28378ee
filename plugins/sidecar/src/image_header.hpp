// image_header.hpp - what a PNG or JPEG file says of its pixels in its header: size, bits, colour. Nothing else is read.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace quoin::sidecar {

struct image_header {
    std::uint32_t rows = 0, columns = 0;
    unsigned bits_stored = 0;
    unsigned samples = 0;  ///< 1 grey, 3 colour, as a decoder gives them; alpha is not counted
    bool alpha = false;
    bool lossy = false;
    std::string_view format;  ///< "PNG", "JPEG"
};

/// Up to that many bytes from an offset on; fewer only at the end.
using read_bytes = std::function<std::size_t(std::uint64_t offset, std::span<unsigned char> out)>;

/// Nothing for other files, and where the header is damaged; `why` says what of the two: it is set where it is one of
/// these formats and cannot be read. PNG: ISO/IEC 15948 11.2.2. JPEG: ISO/IEC 10918-1 B.2.2.
std::optional<image_header> read_image_header(const read_bytes& read, std::string_view& why);

}  // namespace quoin::sidecar
