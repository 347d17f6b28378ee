#include "yaml_text.hpp"

#include "printable.hpp"

#include <loader/manifest.hpp>

#include <algorithm>

namespace quoin::loader {

namespace {

// Columns count characters, as editors do.
place position(std::string_view text, std::size_t offset, place from) {
    if (from.line == 0) return from;
    const std::string_view before = text.substr(0, offset);
    const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const auto characters =
        std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start), before.end(),
                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; });
    from.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    from.column = 1 + static_cast<int>(characters);
    return from;
}

// UTF-16 and UTF-32 begin with a byte order mark or, as ASCII comes first in YAML, with a zero byte in the
// first two.
bool is_wide(std::string_view text) {
    return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
           text.substr(0, 2).find('\0') != std::string_view::npos;
}

std::optional<std::size_t> first_control(std::string_view text) {
    const auto found = std::find_if(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
    });
    if (found == text.end()) return {};
    return static_cast<std::size_t>(found - text.begin());
}

// yaml-cpp reads some of them in a way that nobody means.
std::optional<std::size_t> first_tab_in_indentation(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        const std::size_t content = line.find_first_not_of(" \t\r");
        const std::size_t tab = line.find('\t');
        if (content != std::string_view::npos && line[content] != '#' && tab < content) return at + tab;
        at = end + 1;
    }
    return {};
}

}  // namespace

std::optional<fault> unreadable_text(std::string_view text, const place& from) {
    const auto at = [&](std::size_t offset, std::string what) {
        return fault{position(text, offset, from), std::move(what)};
    };
    if (text.size() > max_manifest_bytes)
        return fault{{from.source},
                     "expected at most " + std::to_string(max_manifest_bytes) + " bytes, found " +
                         std::to_string(text.size()) +
                         "; move large data into a file of its own and name it in config"};
    if (is_wide(text)) return at(0, "expected UTF-8, found UTF-16 or UTF-32; save the file as UTF-8");
    if (const std::size_t bad = first_bad_utf8(text); bad != std::string_view::npos)
        return at(bad, "expected UTF-8, found the byte " + in_quotes(text.substr(bad, 1)) +
                           "; save the file as UTF-8");
    if (const auto control = first_control(text))
        return at(*control, "expected text, found the control character " +
                                in_quotes(text.substr(*control, 1)) + "; remove it");
    if (const auto tab = first_tab_in_indentation(text))
        return at(*tab, "expected spaces in the indentation, found a tab; replace it by spaces");
    return {};
}

}  // namespace quoin::loader
