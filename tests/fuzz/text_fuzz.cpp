// Any bytes under any Specific Character Set. Input: the attribute's value, a line feed, one byte that
// chooses the representation, the text.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "dicom/text.hpp"

namespace {

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

/// Written apart from the library's own, by the ranges of RFC 3629 section 4.
bool is_utf8(std::string_view text) {
    std::size_t at = 0;
    const auto in = [&](std::size_t i, unsigned low, unsigned high) {
        return at + i < text.size() && static_cast<unsigned char>(text[at + i]) >= low &&
               static_cast<unsigned char>(text[at + i]) <= high;
    };
    while (at < text.size()) {
        if (in(0, 0x00, 0x7F))
            at += 1;
        else if (in(0, 0xC2, 0xDF) && in(1, 0x80, 0xBF))
            at += 2;
        else if (((in(0, 0xE0, 0xE0) && in(1, 0xA0, 0xBF)) || (in(0, 0xE1, 0xEC) && in(1, 0x80, 0xBF)) ||
                  (in(0, 0xED, 0xED) && in(1, 0x80, 0x9F)) || (in(0, 0xEE, 0xEF) && in(1, 0x80, 0xBF))) &&
                 in(2, 0x80, 0xBF))
            at += 3;
        else if (((in(0, 0xF0, 0xF0) && in(1, 0x90, 0xBF)) || (in(0, 0xF1, 0xF3) && in(1, 0x80, 0xBF)) ||
                  (in(0, 0xF4, 0xF4) && in(1, 0x80, 0x8F))) &&
                 in(2, 0x80, 0xBF) && in(3, 0x80, 0xBF))
            at += 4;
        else
            return false;
    }
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using quoin::dicom::vr;
    constexpr vr representations[] = {vr::LO, vr::PN, vr::LT, vr::SH, vr::UC, vr::UT, vr::ST, vr::CS, vr::UR};
    constexpr std::size_t kinds = sizeof representations / sizeof *representations;

    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t line = input.find('\n');
    if (line == std::string_view::npos || line + 1 >= size) return 0;
    const vr of = representations[static_cast<unsigned char>(input[line + 1]) % kinds];
    const std::string_view text = input.substr(line + 2);

    std::string complaint;
    const auto set = quoin::dicom::character_set::parse(input.substr(0, line), complaint);
    require(complaint.size() < 700, "a complaint is short");
    for (const char c : complaint) require(c >= 0x20 && c <= 0x7E, "a complaint is printable");

    std::string whole;
    bool damaged = false;
    set.decode(text, of, whole, damaged);
    require(is_utf8(whole), "decoded text is UTF-8");
    require(whole.size() <= 3 * text.size(), "decoded text is at most three times as long");
    require(damaged || whole.find("\xEF\xBF\xBD") == std::string::npos || set.is_utf8() ||
                text.find('\x84') != std::string_view::npos,
            "a replacement character is damage, unless the text has one");

    std::size_t covered = 0, count = 0;
    set.split(text, of, [&](std::string_view value) {
        covered += value.size();
        ++count;
        std::string one;
        set.decode(without_padding(value, of), of, one, damaged);
        require(is_utf8(one), "a decoded value is UTF-8");
    });
    require(covered + count - 1 == text.size(), "values and backslashes are the whole text");

    const auto name = set.decode_name(text, damaged);
    require(is_utf8(name.alphabetic) && is_utf8(name.ideographic) && is_utf8(name.phonetic),
            "a name is UTF-8");
    return 0;
}
