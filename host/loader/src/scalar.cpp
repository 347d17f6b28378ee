#include "scalar.hpp"

#include "printable.hpp"

#include <charconv>
#include <limits>
#include <type_traits>

namespace quoin::loader {

namespace {

bool one_of(std::string_view text, std::initializer_list<std::string_view> spellings) {
    for (const std::string_view each : spellings)
        if (text == each) return true;
    return false;
}

bool digits_only(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view without_sign(std::string_view text) {
    return !text.empty() && (text.front() == '+' || text.front() == '-') ? text.substr(1) : text;
}

std::optional<scalar> whole(std::string_view text) {
    int base = 10;
    std::string_view number = text;
    if (text.starts_with("0x") || text.starts_with("0o")) {
        base = text[1] == 'x' ? 16 : 8;
        number = text.substr(2);
        const std::string_view allowed = base == 16 ? "0123456789abcdefABCDEF" : "01234567";
        if (number.empty() || number.find_first_not_of(allowed) != std::string_view::npos) return {};
    } else if (!digits_only(without_sign(text))) {
        return {};
    }
    if (number.starts_with('+')) number.remove_prefix(1);
    std::int64_t out = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), out, base);
    if (read.ec != std::errc()) return too_large{};
    return out;
}

bool spells_a_real(std::string_view text) {
    text = without_sign(text);
    const std::size_t exponent = text.find_first_of("eE");
    if (exponent != std::string_view::npos) {
        if (!digits_only(without_sign(text.substr(exponent + 1)))) return false;
        text = text.substr(0, exponent);
    }
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos) return digits_only(text);
    const std::string_view before = text.substr(0, point), after = text.substr(point + 1);
    if (before.empty()) return digits_only(after);
    return digits_only(before) && (after.empty() || digits_only(after));
}

std::optional<scalar> real(std::string_view text) {
    if (one_of(without_sign(text), {".inf", ".Inf", ".INF"})) {
        const double infinity = std::numeric_limits<double>::infinity();
        return text.front() == '-' ? -infinity : infinity;
    }
    if (one_of(text, {".nan", ".NaN", ".NAN"})) return std::numeric_limits<double>::quiet_NaN();
    if (!spells_a_real(text)) return {};
    if (text.starts_with('+')) text.remove_prefix(1);
    double out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    if (read.ec != std::errc()) return too_large{};
    return out;
}

}  // namespace

scalar meaning(const node& of) {
    const std::string_view text = of.text;
    if (of.is == node::kind::null) return std::monostate{};
    if (of.is == node::kind::quoted) return text;
    if (one_of(text, {"", "~", "null", "Null", "NULL"})) return std::monostate{};
    if (one_of(text, {"true", "True", "TRUE"})) return true;
    if (one_of(text, {"false", "False", "FALSE"})) return false;
    if (const auto number = whole(text)) return *number;
    if (const auto number = real(text)) return *number;
    return text;
}

namespace {

bool is_scalar(const node& of) {
    return of.is != node::kind::list && of.is != node::kind::map;
}

template <class T>
std::optional<T> as(const node& of) {
    if (!is_scalar(of)) return {};
    const scalar what = meaning(of);
    const T* const held = std::get_if<T>(&what);
    return held ? std::optional<T>(*held) : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> as_whole(const node& of) {
    return as<std::int64_t>(of);
}
std::optional<bool> as_flag(const node& of) {
    return as<bool>(of);
}
std::optional<std::string_view> as_text(const node& of) {
    return as<std::string_view>(of);
}

std::string found_there(const node& of) {
    if (of.is == node::kind::list) return of.items.empty() ? "an empty list" : "a list";
    if (of.is == node::kind::map) return of.members.empty() ? "an empty map" : "a map";
    const auto words = [&](const auto& what) -> std::string {
        using T = std::decay_t<decltype(what)>;
        if constexpr (std::is_same_v<T, std::monostate>) return "nothing";
        if constexpr (std::is_same_v<T, bool>) return what ? "the flag true" : "the flag false";
        if constexpr (std::is_same_v<T, std::string_view>)
            return what.empty() ? "an empty text" : "the text " + in_quotes(what);
        return "the number " + printable(of.text);
    };
    return std::visit(words, meaning(of));
}

}  // namespace quoin::loader
