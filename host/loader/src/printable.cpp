#include "printable.hpp"

#include <value/utf8_text.hpp>

namespace quoin::loader {

std::string printable(std::string_view text, std::size_t longest) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (out.size() >= longest) return out + "..";
        const std::size_t length = tree::utf8_length(text.substr(at));
        const auto byte = static_cast<unsigned char>(text[at]);
        const bool c1_control =
            length == 2 && byte == 0xC2 && static_cast<unsigned char>(text[at + 1]) < 0xA0;
        if (length == 0 || byte < 0x20 || byte == 0x7F || c1_control) {
            out += "\\x";
            out += digits[byte >> 4];
            out += digits[byte & 15];
            at += 1;
        } else {
            out += text.substr(at, length);
            at += length;
        }
    }
    return out;
}

std::string in_quotes(std::string_view text, std::size_t longest) {
    return "'" + printable(text, longest) + "'";
}

std::size_t first_bad_utf8(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = tree::utf8_length(text.substr(at));
        if (length == 0) return at;
        at += length;
    }
    return std::string_view::npos;
}

}  // namespace quoin::loader
