#include <dicom/attribute_path.hpp>

#include <dicom/attribute_keys.hpp>
#include <dicom/decode.hpp>
#include <dicom/dictionary.hpp>
#include <dicom/elements.hpp>

#include <algorithm>
#include <charconv>

namespace quoin::dicom {

namespace {

int hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_hex(std::string_view text) noexcept {
    for (const char c : text)
        if (hex_digit(c) < 0) return false;
    return true;
}

std::uint32_t hex_number(std::string_view digits) noexcept {
    std::uint32_t out = 0;
    for (const char c : digits) out = out << 4 | static_cast<std::uint32_t>(hex_digit(c));
    return out;
}

bool ends_attribute(std::string_view text, std::size_t at) noexcept {
    return at == text.size() || text[at] == '.' || text[at] == '[';
}

/// "0019xx0C:"
bool is_private_key(std::string_view text) noexcept {
    return text.size() > 9 && is_hex(text.substr(0, 4)) && text.substr(4, 2) == "xx" &&
           is_hex(text.substr(6, 2)) && text[8] == ':';
}

std::string_view creator_of(view object, std::uint32_t creator_tag) {
    const auto digits = tag_digits(creator_tag);
    const view said = object[std::string_view(digits.data(), digits.size())];
    return (said.is_array() ? said[0] : said).as_string().value_or("");
}

/// The blocks before that of a private element and its own, as far as they are in the object.
private_blocks blocks_up_to(view object, std::uint32_t tag) {
    std::vector<private_blocks::block> out;
    const std::uint32_t own = (tag & 0xFFFF0000U) | (tag >> 8 & 0xFFU);
    for (std::uint32_t one = (tag & 0xFFFF0000U) | 0x10U; one <= own; ++one)
        if (const std::string_view creator = creator_of(object, one); !creator.empty())
            out.push_back({one, std::string(creator), true});
    return private_blocks(std::move(out));
}

/// Where the name of the first attribute of `path` ends, and its member. A creator may hold dots and
/// brackets: the longest name that is there counts.
struct named {
    std::size_t size;
    view member;
};

named first_attribute(view object, std::string_view path) {
    if (const auto tag = tag_at_start(path); tag && ends_attribute(path, tag->size))
        return {tag->size, object[key_of(object, tag->tag)]};
    const std::size_t first_end = std::min(path.find_first_of(".["), path.size());
    if (path.substr(0, first_end).find(':') == std::string_view::npos)
        return {first_end, object[path.substr(0, first_end)]};
    for (std::size_t end = path.size(); end > first_end;) {
        if (ends_attribute(path, end))
            if (const view found = object[path.substr(0, end)]) return {end, found};
        --end;
    }
    return {first_end, object[path.substr(0, first_end)]};
}

/// Takes "[N]" off the front; nothing where there is none. A number that is none gives the largest.
std::optional<std::size_t> take_index(std::string_view& rest) noexcept {
    if (!rest.starts_with('[')) return std::nullopt;
    std::size_t number = 0;
    const char* const end = rest.data() + rest.size();
    const auto [stop, problem] = std::from_chars(rest.data() + 1, end, number);
    if (problem != std::errc{} || stop == end || *stop != ']') {
        rest = {};
        return static_cast<std::size_t>(-1);
    }
    rest.remove_prefix(static_cast<std::size_t>(stop - rest.data()) + 1);
    return number;
}

}  // namespace

std::optional<written_tag> tag_at_start(std::string_view text) noexcept {
    if (text.size() >= 8 && is_hex(text.substr(0, 8))) return written_tag{hex_number(text.substr(0, 8)), 8};
    if (text.size() >= 11 && text[0] == '(' && text[5] == ',' && text[10] == ')' &&
        is_hex(text.substr(1, 4)) && is_hex(text.substr(6, 4)))
        return written_tag{hex_number(text.substr(1, 4)) << 16 | hex_number(text.substr(6, 4)), 11};
    return std::nullopt;
}

std::string key_of(view object, std::uint32_t tag) {
    const dictionary_entry* const known = find(tag);
    const bool in_block = tags::is_private(tag) && !tags::is_private_creator(tag) && (tag & 0xFFFFU) > 0xFFU;
    if (known != nullptr || !in_block) return attribute_key(tag, known, {});
    return attribute_key(tag, known, blocks_up_to(object, tag));
}

bool is_attribute_path(std::string_view text) noexcept {
    if (text.empty()) return false;
    if (text.front() >= 'A' && text.front() <= 'Z') {
        const std::size_t end = std::min(text.find_first_of(".[:"), text.size());
        if (find_keyword(text.substr(0, end)) != nullptr) return true;
    }
    const auto tag = tag_at_start(text);
    if (tag) return ends_attribute(text, tag->size) || text[tag->size] == ':';
    return is_private_key(text);
}

view follow(view object, std::string_view path, std::string& why) {
    view at = object;
    for (std::string_view rest = path;;) {
        const auto [size, member] = first_attribute(at, rest);
        if (!member) return {};
        rest.remove_prefix(size);
        at = member;
        if (const auto index = take_index(rest)) {
            // A scalar is its only value.
            at = at.is_array() ? at[*index] : *index == 0 && !at.is_null() && !at.is_typed() ? at : view();
            if (!at) {
                why = "the path asks for an item or a value that is not there";
                return {};
            }
        }
        if (rest.empty()) return at;
        if (!rest.starts_with('.') || !at.is_object()) {
            why = "the path goes into something that is no item of a sequence: as Sequence[0].Attribute";
            return {};
        }
        rest.remove_prefix(1);
    }
}

}  // namespace quoin::dicom
