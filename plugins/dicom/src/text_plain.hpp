// Whether text is what nearly all text is: ASCII without escape sequences, which is UTF-8 as it stands. Looks
// at eight bytes at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace quoin::dicom::detail {

/// Length of the beginning that is plain, in steps of at most eight bytes: all of it, or some of it.
inline std::size_t plain_length(std::string_view bytes) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101U, highs = 0x8080808080808080U;
    const auto is_plain = [](std::uint64_t word) {
        const std::uint64_t escapes = word ^ (ones * 0x1B);  // a byte that was ESC is 0 here
        return ((word | (escapes - ones)) & highs) ==
               0;  // errs towards not plain for what follows an ESC only
    };
    std::size_t at = 0;
    std::uint64_t word = 0;
    for (; at + 8 <= bytes.size(); at += 8) {
        std::memcpy(&word, bytes.data() + at, 8);
        if (!is_plain(word)) return at;
    }
    if (at == bytes.size()) return at;
    word = ones * ' ';
    std::memcpy(&word, bytes.data() + at, bytes.size() - at);
    return is_plain(word) ? bytes.size() : at;
}

}  // namespace quoin::dicom::detail
