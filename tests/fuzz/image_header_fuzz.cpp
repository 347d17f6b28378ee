// Any bytes as an image: its header is read without a fault and in a bounded number of reads, and what is answered are
// sizes and bits that pixels can have.
#include "../../plugins/sidecar/src/image_header.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::size_t reads = 0;
    const quoin::sidecar::read_bytes read = [&](std::uint64_t offset,
                                                std::span<unsigned char> out) -> std::size_t {
        require(++reads <= 5000, "reads are bounded");
        if (offset >= size) return 0;
        const std::size_t count = std::min<std::size_t>(out.size(), size - static_cast<std::size_t>(offset));
        std::memcpy(out.data(), data + offset, count);
        return count;
    };
    std::string_view why;
    const auto found = quoin::sidecar::read_image_header(read, why);
    require(!found || why.empty(), "a header that is read has no reason why not");
    if (!found) return 0;
    require(found->rows > 0 && found->columns > 0, "an image has pixels");
    require(found->samples == 1 || found->samples == 3, "grey or colour");
    require(found->bits_stored >= 1 && found->bits_stored <= 16, "bits of a pixel");
    return 0;
}
