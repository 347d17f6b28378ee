#include <dicom/bulk_uri.hpp>

#include <dicom/attribute_path.hpp>
#include <dicom/decode.hpp>

#include <algorithm>
#include <charconv>
#include <limits>

namespace quoin::dicom {

namespace {

constexpr std::string_view scheme = "quoin:bulkdata/";

[[noreturn]] void refuse(std::string_view why) {
    throw error(QUOIN_E_INVALID, "bulk data URI: " + std::string(why));
}

bool is_unreserved(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~/").find(c) != std::string_view::npos;
}

void append_encoded(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (is_unreserved(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += "0123456789ABCDEF"[byte >> 4];
        out += "0123456789ABCDEF"[byte & 15];
    }
}

std::string decoded_text(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        unsigned char byte = 0;
        const std::string_view digits = text.substr(i + 1, 2);
        const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
        if (problem != std::errc{} || digits.size() != 2 || end != digits.data() + 2)
            refuse("a '%' is not followed by two hexadecimal digits");
        out += static_cast<char>(byte);
        i += 2;
    }
    return out;
}

std::uint64_t whole_number(std::string_view text) {
    std::uint64_t out = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (text.empty() || problem != std::errc{} || end != text.data() + text.size())
        refuse("offset, length and item numbers are whole numbers");
    return out;
}

/// Takes what stands before the separator, and the separator.
std::string_view take(std::string_view& rest, char separator) noexcept {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view out = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return out;
}

std::vector<std::uint32_t> parse_path(std::string_view rest) {
    std::vector<std::uint32_t> out;
    while (!rest.empty()) {
        const std::string_view step = take(rest, '/');
        if (out.size() % 2 == 0) {
            const auto tag = tag_at_start(step);
            if (!tag || step.size() != 8) refuse("a tag of eight hexadecimal digits is expected");
            out.push_back(tag->tag);
        } else {
            out.push_back(
                static_cast<std::uint32_t>(std::min<std::uint64_t>(whole_number(step), 0xFFFFFFFF)));
        }
    }
    if (out.size() % 2 == 0) refuse("the path ends with a tag: quoin:bulkdata/TAG or TAG/ITEM/TAG");
    return out;
}

std::optional<std::uint64_t> count_in(view options, std::string_view name) {
    const view given = options[name];
    if (!given) return std::nullopt;
    const auto number = given.as_int();
    if (!number || *number < 0)
        throw error(QUOIN_E_INVALID,
                    "the option '" + std::string(name) + "' of bulkData is a whole number of bytes");
    return static_cast<std::uint64_t>(*number);
}

}  // namespace

std::string bulk_uri(std::string_view subject, const std::vector<std::uint32_t>& path) {
    std::string out(scheme);
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (i != 0) out += '/';
        if (i % 2 == 0) {
            const auto digits = tag_digits(path[i]);
            out.append(digits.data(), digits.size());
        } else {
            out += std::to_string(path[i]);
        }
    }
    out += "?of=";
    append_encoded(out, subject);
    return out;
}

std::optional<bulk_place_name> parse_bulk_uri(std::string_view uri) {
    if (!uri.starts_with(scheme)) return std::nullopt;
    bulk_place_name out;
    std::string_view query = uri.substr(scheme.size());
    out.path = parse_path(take(query, '?'));
    while (!query.empty()) {
        std::string_view content = take(query, '&');
        const std::string_view name = take(content, '=');
        if (name == "of")
            out.subject = decoded_text(content);
        else if (name == "offset")
            out.range.offset = whole_number(content);
        else if (name == "length")
            out.range.length = whole_number(content);
        else
            refuse("known are of, offset and length");
    }
    if (out.subject.empty()) refuse("it does not say of which object: ?of=SUBJECT");
    return out;
}

byte_range narrowed(const byte_range& range, view options) {
    const auto offset = count_in(options, "offset"), length = count_in(options, "length");
    byte_range out = range;
    if (offset) {
        if (range.length && *offset > *range.length)
            throw error(QUOIN_E_INVALID, "the option 'offset' is past the end of the part");
        if (*offset > std::numeric_limits<std::uint64_t>::max() - range.offset)
            throw error(QUOIN_E_INVALID, "the option 'offset' is past the end of every value");
        out.offset += *offset;
        if (out.length) *out.length -= *offset;
    }
    if (length) out.length = out.length ? std::min(*out.length, *length) : *length;
    return out;
}

view bulk_element(view naturalized, const std::vector<std::uint32_t>& path) {
    view at = naturalized;
    for (std::size_t i = 0; i < path.size() && at; ++i)
        at = i % 2 == 0 ? at[key_of(at, path[i])] : at.is_array() ? at[path[i]] : view();
    return at;
}

value part_of(view whole, const byte_range& range) {
    const auto shape = whole.shape();
    if (!shape) throw error(QUOIN_E_INVALID, "the URI leads to an element that is no bulk data");
    if (range.everything()) return value(whole);
    const std::uint64_t width = size_of(shape->dtype), size = shape->count * width;
    const std::uint64_t length = range.length.value_or(size - std::min(size, range.offset));
    if (range.offset > size || length > size - range.offset)
        throw error(QUOIN_E_INVALID, "the part of " + std::to_string(length) + " bytes from byte " +
                                         std::to_string(range.offset) + " on goes past the end of " +
                                         std::to_string(size) + " bytes");
    const bool on_elements = range.offset % width == 0 && length % width == 0;
    builder out;
    out.slice(whole, range.offset, on_elements ? shape->dtype : QUOIN_U8,
              on_elements ? length / width : length);
    return out.finish();
}

}  // namespace quoin::dicom
