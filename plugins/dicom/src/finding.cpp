#include <dicom/finding.hpp>

#include <array>

namespace quoin::dicom {

std::string tag_text(std::uint32_t tag) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out = "(";
    for (int shift = 28; shift >= 0; shift -= 4) {
        out += digits[tag >> shift & 0xF];
        if (shift == 16) out += ',';
    }
    return out += ')';
}

std::string finding::line() const {
    std::string out = "byte " + std::to_string(offset);
    if (tag != 0) out += ", " + tag_text(tag);
    return out += ": " + what;
}

void findings::add(std::uint64_t offset, std::uint32_t tag, std::string_view what) {
    constexpr std::size_t most = 100;
    if (kept_.size() < most)
        kept_.push_back({offset, tag, std::string(what)});
    else
        ++not_kept_;
}

}  // namespace quoin::dicom
