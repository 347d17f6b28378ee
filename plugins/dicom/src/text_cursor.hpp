// Walks text with ISO 2022 code extensions: what is designated in G0 and G1 at each byte, and where
// characters and delimiters are. Decoding and splitting see the same characters because both walk with this.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "dicom/vr.hpp"
#include "text_sets.hpp"

namespace quoin::dicom::detail {

class cursor {
 public:
    enum class token : std::uint8_t {
        end,
        single,       // bytes of a one-byte set of G0, blanks and control characters; `run` of at least one
        characters,   // whole characters of `set`, which is two bytes wide or in G1
        delimiter,    // one byte, after which the first sets hold again
        designation,  // an escape sequence
        damage,       // a byte, or an unknown escape sequence, that is no character
    };

    cursor(std::string_view bytes, vr of, code_set g0, code_set g1) noexcept
        : rest_(bytes), of_(of), first_g0_(g0), first_g1_(g1), g0_(g0), g1_(g1) {}

    token next() noexcept;
    [[nodiscard]] std::string_view run() const noexcept { return run_; }
    [[nodiscard]] code_set set() const noexcept { return set_; }

 private:
    token take(token kind, std::size_t size, code_set set = code_set::none) noexcept;
    token take_escape() noexcept;
    token take_high() noexcept;
    token take_pairs_of_g0() noexcept;
    [[nodiscard]] bool is_delimiter(unsigned char c) const noexcept;
    [[nodiscard]] bool is_pair(std::size_t at, unsigned high_bit) const noexcept;

    std::string_view rest_;
    std::string_view run_;
    vr of_;
    code_set first_g0_, first_g1_, g0_, g1_;
    code_set set_ = code_set::none;
};

}  // namespace quoin::dicom::detail
