#include "text_utf8.hpp"

#include <cstddef>

#include "text_convert.hpp"

namespace quoin::dicom::detail {

namespace {

struct sequence {
    std::size_t length;  // bytes that belong together
    bool whole;
};

/// `bytes` is not empty.
sequence first_sequence(std::string_view bytes) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {1, true};
    if (lead < 0xC2 || lead > 0xF4) return {1, false};
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    // What the second byte may be keeps overlong forms, surrogates and too large numbers out.
    const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (bytes.size() < 2 || byte(1) < low || byte(1) > high) return {1, false};
    for (std::size_t i = 2; i < length; ++i)
        if (i >= bytes.size() || (byte(i) & 0xC0) != 0x80) return {i, false};
    return {length, true};
}

}  // namespace

void append_utf8(std::string_view bytes, std::string& out, bool& damaged) {
    std::size_t good = 0;  // bytes not yet appended that are well-formed
    while (good < bytes.size()) {
        const sequence next = first_sequence(bytes.substr(good));
        if (next.whole) {
            good += next.length;
            continue;
        }
        out.append(bytes.substr(0, good));
        out += replacement_character;
        damaged = true;
        bytes.remove_prefix(good + next.length);
        good = 0;
    }
    out.append(bytes);
}

}  // namespace quoin::dicom::detail
