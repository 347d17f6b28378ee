#include "text_cursor.hpp"

namespace quoin::dicom::detail {

namespace {
constexpr char escape = 0x1B;
}

cursor::token cursor::next() noexcept {
    if (rest_.empty()) return token::end;
    const auto first = static_cast<unsigned char>(rest_.front());
    if (first == escape) return take_escape();
    if (first >= 0x80) return take_high();
    if (traits_of(g0_).width == 2) return take_pairs_of_g0();
    if (is_delimiter(first)) return take(token::delimiter, 1);
    std::size_t size = 1;
    while (size < rest_.size()) {
        const auto c = static_cast<unsigned char>(rest_[size]);
        if (c >= 0x80 || c == escape || is_delimiter(c)) break;
        ++size;
    }
    return take(token::single, size, g0_);
}

cursor::token cursor::take(token kind, std::size_t size, code_set set) noexcept {
    run_ = rest_.substr(0, size);
    rest_.remove_prefix(size);
    set_ = set;
    if (kind == token::delimiter) {
        g0_ = first_g0_;
        g1_ = first_g1_;
    }
    return kind;
}

cursor::token cursor::take_escape() noexcept {
    const std::string_view after = rest_.substr(1);
    const code_set set = designated(after);
    if (set == code_set::none) return take(token::damage, 1 + escape_length(after));
    (traits_of(set).in_g1 ? g1_ : g0_) = set;
    return take(token::designation, 1 + traits_of(set).escape.size());
}

cursor::token cursor::take_high() noexcept {
    const std::size_t width = traits_of(g1_).width;
    std::size_t size = 0;
    if (g1_ == code_set::none) {
        return take(token::damage, 1);
    } else if (width == 2) {
        while (is_pair(size, 0x80)) size += 2;
    } else {
        while (size < rest_.size() && static_cast<unsigned char>(rest_[size]) >= 0xA0) ++size;
    }
    return size == 0 ? take(token::damage, 1) : take(token::characters, size, g1_);
}

cursor::token cursor::take_pairs_of_g0() noexcept {
    std::size_t size = 0;
    while (is_pair(size, 0)) size += 2;
    if (size != 0) return take(token::characters, size, g0_);
    const auto c = static_cast<unsigned char>(rest_.front());
    if (is_delimiter(c)) return take(token::delimiter, 1);
    return c <= 0x20 || c == 0x7F ? take(token::single, 1, code_set::ascii) : take(token::damage, 1);
}

bool cursor::is_delimiter(unsigned char c) const noexcept {
    switch (c) {
        case '\t':
        case '\n':
        case '\f':
        case '\r':
            return true;
        case '\\':
            return !traits(of_).one_value;
        case '^':
        case '=':
            return of_ == vr::PN;
        default:
            return false;
    }
}

bool cursor::is_pair(std::size_t at, unsigned high_bit) const noexcept {
    if (at + 1 >= rest_.size()) return false;
    const unsigned first = static_cast<unsigned char>(rest_[at]) ^ high_bit;
    const unsigned second = static_cast<unsigned char>(rest_[at + 1]) ^ high_bit;
    return first >= 0x21 && first <= 0x7E && second >= 0x21 && second <= 0x7E;
}

}  // namespace quoin::dicom::detail
