#include <dicom/attribute.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace quoin::dicom {
namespace {

std::string_view trimmed(std::string_view text) noexcept {
    constexpr std::string_view padding(" \0", 2);
    const std::size_t first = text.find_first_not_of(padding);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(padding) - first + 1);
}

/// PS3.5 table 6.2-1, DS and IS: a sign may lead, also a plus.
template <class T>
std::optional<T> parsed(std::string_view text) noexcept {
    text = trimmed(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    T out{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (text.empty() || problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return out;
}

constexpr bool is_padding(char c) noexcept {
    return c == ' ' || c == '\0';
}

bool is_absent_item(view item) noexcept {
    const quoin_kind kind = item.kind();
    if (kind != QUOIN_STRING) return kind == QUOIN_NULL;
    const auto text = item.as_string();
    return text && std::ranges::all_of(*text, is_padding);
}

/// Whether a value can be one of that kind.
bool fits(view item, kind is) noexcept {
    switch (is) {
        case kind::integer:
        case kind::integers:
        case kind::pixel_value:
            return as_whole_number(item).has_value();
        case kind::real:
        case kind::reals:
            return as_number(item).has_value();
        case kind::name:
            return item.is_object() || item.is_string();
        default:
            return item.is_string();
    }
}

/// Adds a value that fits.
void add_as(view item, kind is, builder& out) {
    switch (is) {
        case kind::integer:
        case kind::integers:
            out.add(as_whole_number(item).value_or(0));
            break;
        case kind::real:
        case kind::reals:
            out.add(as_number(item).value_or(0));
            break;
        case kind::name:
            // A name that came as plain text is its alphabetic group.
            if (item.is_string())
                out.object().member("Alphabetic", item).end();
            else
                out.add(item);
            break;
        default:
            out.add(item);
    }
}

copied copy_one(view attribute, const key& output, kind is, builder& out) {
    const bool several = attribute.is_array();
    const view item = several ? attribute[0] : attribute;
    if (!fits(item, is)) return copied::unusable;
    out.key(output);
    add_as(item, is, out);
    return several && attribute.size() > 1 ? copied::first_only : copied::whole;
}

/// Values keep their places: an empty one among others is null.
copied copy_many(view attribute, const key& output, kind is, builder& out) {
    if (attribute.is_typed() && is != kind::texts) {
        out.member(output, attribute);
        return copied::whole;
    }
    const std::size_t count = attribute.is_array() ? attribute.size() : 1;
    const auto item = [&](std::size_t i) { return attribute.is_array() ? attribute[i] : attribute; };
    for (std::size_t i = 0; i < count; ++i)
        if (!is_absent_item(item(i)) && !fits(item(i), is)) return copied::unusable;
    out.key(output).array();
    for (std::size_t i = 0; i < count; ++i) {
        if (is_absent_item(item(i)))
            out.null();
        else
            add_as(item(i), is, out);
    }
    out.end();
    return copied::whole;
}

/// Text that is not empty and does not begin with padding: nearly all there is, told by one question.
std::optional<std::string_view> plain_text(view attribute) noexcept {
    const auto text = attribute.as_string();
    return text && !text->empty() && !is_padding(text->front()) ? text : std::nullopt;
}

/// A few finite numbers as they should be: an array of reals or ints.
bool copy_plain_reals(view attribute, const key& output, builder& out) {
    std::array<double, 8> numbers{};
    if (attribute.kind() != QUOIN_ARRAY) return false;
    const std::size_t count = attribute.size();
    if (count == 0 || count > numbers.size()) return false;
    for (std::size_t i = 0; i < count; ++i) {
        const auto number = attribute[i].as_real();
        if (!number || !std::isfinite(*number)) return false;
        numbers[i] = *number;
    }
    out.key(output).array();
    for (std::size_t i = 0; i < count; ++i) out.add(numbers[i]);
    out.end();
    return true;
}

/// What is written as it should be, with as few questions to the value as can be. False where it is not: the
/// rest of this file says what becomes of it.
bool copy_plain(view attribute, const key& output, kind is, builder& out) {
    switch (is) {
        case kind::text: {
            const auto text = plain_text(attribute);
            if (text) out.member(output, *text);
            return text.has_value();
        }
        case kind::integer: {
            const auto number = attribute.as_int();
            if (number) out.member(output, *number);
            return number.has_value();
        }
        case kind::real: {
            const auto number = attribute.as_real();
            const bool plain = number && std::isfinite(*number);
            if (plain) out.member(output, *number);
            return plain;
        }
        case kind::reals:
            return copy_plain_reals(attribute, output, out);
        default:
            return false;
    }
}

copied copy_items(view attribute, const key& output, builder& out) {
    if (attribute.is_array())
        out.member(output, attribute);
    else if (attribute.is_object())
        out.key(output).array().add(attribute).end();
    else
        return copied::unusable;
    return copied::whole;
}

}  // namespace

std::optional<double> as_number(view attribute) noexcept {
    std::optional<double> number = attribute.as_real();
    if (!number) {
        const auto text = attribute.as_string();
        if (text) number = parsed<double>(*text);
    }
    return number && std::isfinite(*number) ? number : std::nullopt;
}

std::optional<std::int64_t> as_whole_number(view attribute) noexcept {
    if (const auto number = attribute.as_int()) return number;
    const auto text = attribute.as_string();
    if (text) {
        if (const auto number = parsed<std::int64_t>(*text)) return number;
    }
    // A real is whole where nothing is lost: 2^53 is the last that every double on the way could hold.
    constexpr double exact = 9007199254740992.0;
    const auto real = as_number(attribute);
    if (!real || std::trunc(*real) != *real || std::abs(*real) > exact) return std::nullopt;
    return static_cast<std::int64_t>(*real);
}

bool read_numbers(view attribute, std::span<double> out) noexcept {
    // Nearly always; numbers in other forms, and those that are none, are looked at one by one.
    if (attribute.read_reals(out) && std::ranges::all_of(out, [](double one) { return std::isfinite(one); }))
        return !out.empty();
    if (attribute.kind() == QUOIN_ARRAY && attribute.size() == out.size()) {
        for (std::size_t i = 0; i < out.size(); ++i) {
            const auto number = as_number(attribute[i]);
            if (!number) return false;
            out[i] = *number;
        }
        return true;
    }
    if (const auto text = attribute.as_string()) {
        std::string_view rest = *text;
        for (std::size_t i = 0; i < out.size(); ++i) {
            const std::size_t end = rest.find('\\');
            if ((end == std::string_view::npos) != (i + 1 == out.size())) return false;
            const auto number = parsed<double>(rest.substr(0, end));
            if (!number || !std::isfinite(*number)) return false;
            out[i] = *number;
            if (end != std::string_view::npos) rest.remove_prefix(end + 1);
        }
        return !out.empty();
    }
    if (!attribute.is_array()) {
        const auto number = as_number(attribute);
        if (!number || out.size() != 1) return false;
        out[0] = *number;
        return true;
    }
    return attribute.size() == 1 && out.size() > 1 && read_numbers(attribute[0], out);
}

bool is_absent(view attribute) noexcept {
    const quoin_kind kind = attribute.kind();
    if (kind == QUOIN_TYPED) {
        const auto shape = attribute.shape();
        return !shape || shape->count == 0;
    }
    if (kind != QUOIN_ARRAY) return is_absent_item(attribute);
    const std::size_t count = attribute.size();
    for (std::size_t i = 0; i < count; ++i)
        if (!is_absent_item(attribute[i])) return false;
    return true;
}

std::optional<std::string_view> as_text(view attribute) noexcept {
    if (const auto text = plain_text(attribute)) return text;
    if (is_absent(attribute)) return std::nullopt;
    return (attribute.is_array() ? attribute[0] : attribute).as_string();
}

copied copy_attribute(view attribute, const key& output, kind is, builder& out) {
    if (copy_plain(attribute, output, is, out)) return copied::whole;
    if (is_absent(attribute)) return copied::absent;
    switch (is) {
        case kind::text:
        case kind::integer:
        case kind::real:
        case kind::name:
            return copy_one(attribute, output, is, out);
        case kind::texts:
        case kind::integers:
        case kind::reals:
            return copy_many(attribute, output, is, out);
        case kind::items:
            return copy_items(attribute, output, out);
        default:
            return copied::unusable;
    }
}

}  // namespace quoin::dicom
