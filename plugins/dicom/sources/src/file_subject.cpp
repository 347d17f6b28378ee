#include <dicom/file_subject.hpp>

#include <algorithm>

namespace quoin::dicom {

namespace {

constexpr std::string_view scheme = "dicomfile:";

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Where the digits that begin at `from` end.
std::size_t digits_end(std::string_view text, std::size_t from) noexcept {
    while (from < text.size() && is_digit(text[from])) ++from;
    return from;
}

/// Takes the last "?frame=N" or "&frame=N" out; other parameters stay.
void drop_frame_parameter(std::string& text) {
    for (const std::string_view name : {"?frame=", "&frame=", "?frameNumber=", "&frameNumber="}) {
        const std::size_t at = text.rfind(name);
        if (at == std::string::npos) continue;
        const std::size_t end = digits_end(text, at + name.size());
        const bool parameter_ends = end == text.size() || text[end] == '&' || text[end] == '#';
        if (end == at + name.size() || !parameter_ends) continue;
        const bool more = end < text.size() && text[end] == '&';
        if (name.front() == '?' && more)
            text.erase(at + 1, end - at);  // "?frame=1&a=b" leaves "?a=b"
        else
            text.erase(at, end - at);
        return;
    }
}

void drop_tail_number(std::string& text, std::string_view before) {
    const std::size_t at = text.rfind(before);
    if (at == std::string::npos || at + before.size() == text.size()) return;
    if (digits_end(text, at + before.size()) == text.size()) text.resize(at);
}

}  // namespace

std::string without_frame(std::string_view subject) {
    std::string out(subject);
    if (subject.starts_with(scheme))
        out.resize(std::min(out.size(), out.find('#')));
    else
        drop_tail_number(out, "#");
    drop_frame_parameter(out);
    drop_tail_number(out, "/frames/");
    return out;
}

file_subject parse_file_subject(std::string_view text) noexcept {
    if (text.starts_with(scheme)) return {naming::scheme, text.substr(scheme.size())};
    // One letter before a colon would be a drive, not a scheme.
    std::size_t end = 0;
    while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]) || text[end] == '+' ||
                                 text[end] == '-' || text[end] == '.'))
        ++end;
    const bool has_scheme = end >= 2 && end < text.size() && text[end] == ':' && is_letter(text.front());
    if (has_scheme) return {naming::other, text};
    const bool looks_like_path = text.find_first_of("/.") != std::string_view::npos;
    return {looks_like_path ? naming::path : naming::word, text};
}

}  // namespace quoin::dicom
