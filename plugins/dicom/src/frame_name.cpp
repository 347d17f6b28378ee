#include <dicom/frame_name.hpp>

#include <algorithm>
#include <charconv>
#include <limits>

namespace quoin::dicom {
namespace {

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool equal_in_any_case(std::string_view a, std::string_view lower) noexcept {
    return std::ranges::equal(
        a, lower, [](char x, char y) { return x == y || (x >= 'A' && x <= 'Z' && x - 'A' + 'a' == y); });
}

/// The digits at a place, empty where they do not run to the end or to one of `stops`.
std::string_view number_at(std::string_view text, std::size_t from, std::string_view stops) noexcept {
    std::size_t end = from;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end < text.size() && stops.find(text[end]) == std::string_view::npos) return {};
    return text.substr(from, end - from);
}

/// "wadors:..": letters (at least two, so that C:\ is none) and a colon; not the schemes of files.
bool has_scheme_of_no_file(std::string_view id) noexcept {
    const std::size_t colon = id.find(':');
    if (colon == std::string_view::npos || colon < 2) return false;
    const std::string_view scheme = id.substr(0, colon);
    if (!is_letter(scheme[0]) || !std::ranges::all_of(scheme, [](char c) {
            return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
        }))
        return false;
    return !equal_in_any_case(scheme, "dicomfile") && !equal_in_any_case(scheme, "file");
}

void take(frame_name& out, std::string_view digits, std::string_view remaining) {
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (problem != std::errc()) number = std::numeric_limits<std::int64_t>::max();
    out.contradictory = out.contradictory || (out.frame && *out.frame != number);
    out.frame = number;
    out.remaining = std::string(remaining);
    out.digits = std::string(digits);
}

void take_fragment(frame_name& out) {
    if (out.base.find('#') == std::string::npos) return;  // nearly always, and found out at once
    const std::size_t hash = out.base.rfind('#');
    if (hash == std::string::npos || hash == 0) return;
    const std::string_view digits = number_at(out.base, hash + 1, "");
    if (digits.empty()) return;
    take(out, digits, "");
    out.base.erase(hash);
}

void take_parameters(frame_name& out) {
    if (out.base.find('=') == std::string::npos) return;  // as every base
    std::size_t at = 0;
    const auto next_parameter = [&](std::size_t from) {
        return std::min({out.base.find('?', from), out.base.find('&', from), out.base.size()});
    };
    while ((at = next_parameter(at)) < out.base.size()) {
        const std::string_view base = out.base;
        const std::size_t equals = base.find('=', at);
        if (equals == std::string_view::npos) return;
        const std::string_view name = base.substr(at + 1, equals - at - 1);
        const std::string_view digits = number_at(base, equals + 1, "&#");
        if (digits.empty() || !(equal_in_any_case(name, "frame") || equal_in_any_case(name, "framenumber"))) {
            ++at;
            continue;
        }
        const std::size_t end = equals + 1 + digits.size();
        take(out, digits, base.substr(end));
        // The ? goes only with the last parameter: ?frame=1&x=2 becomes ?x=2.
        const bool keep_question_mark = base[at] == '?' && end < base.size() && base[end] == '&';
        if (keep_question_mark)
            out.base.erase(at + 1, end - at);
        else
            out.base.erase(at, end - at);
    }
}

void take_path(frame_name& out) {
    constexpr std::string_view frames = "/frames/";
    if (!has_scheme_of_no_file(out.base)) return;
    const std::size_t at = std::string_view(out.base).substr(0, out.base.find_first_of("?#")).rfind(frames);
    if (at == std::string::npos) return;
    const std::string_view digits = number_at(out.base, at + frames.size(), "?#");
    if (digits.empty()) return;
    const std::size_t end = at + frames.size() + digits.size();
    take(out, digits, std::string_view(out.base).substr(end));
    out.base.erase(at, end - at);
}

/// Where /frames/N belongs: the end of a path that ends in /instances/UID.
std::size_t end_of_instance_path(std::string_view base) noexcept {
    constexpr std::string_view instances = "/instances/";
    if (!has_scheme_of_no_file(base)) return std::string_view::npos;
    const std::size_t end = std::min(base.find_first_of("?#"), base.size());
    const std::string_view path = base.substr(0, end);
    const std::size_t at = path.rfind(instances);
    if (at == std::string_view::npos) return std::string_view::npos;
    const std::string_view uid = path.substr(at + instances.size());
    return uid.empty() || uid.find('/') != std::string_view::npos ? std::string_view::npos : end;
}

}  // namespace

std::string frame_image_id(std::string_view base, std::int64_t number) {
    const std::string digits = std::to_string(number);
    std::size_t at = end_of_instance_path(base);
    const bool in_path = at != std::string_view::npos;
    // A URL's parameters stand before its fragment; the name of a file may have a # in it.
    if (!in_path) at = has_scheme_of_no_file(base) ? std::min(base.find('#'), base.size()) : base.size();
    std::string out(base.substr(0, at));
    if (in_path)
        out += "/frames/";
    else
        out += out.find('?') == std::string::npos ? "?frame=" : "&frame=";
    out += digits;
    out += base.substr(at);
    return out;
}

std::optional<usual_frame> find_usual_frame(std::string_view image_id) noexcept {
    constexpr std::string_view usual = "?frame=", frames = "/frames/";
    constexpr std::size_t most_digits = 18;  // which the number holds whatever they are
    const std::size_t equals = image_id.find('=');
    if (equals == std::string_view::npos || equals + 1 < usual.size()) return std::nullopt;
    usual_frame out{image_id.substr(0, equals + 1 - usual.size()), image_id.substr(equals + 1)};
    if (out.digits.empty() || out.digits.size() > most_digits ||
        image_id.substr(out.base.size(), usual.size()) != usual ||
        out.base.find('#') != std::string_view::npos || out.base.find(frames) != std::string_view::npos)
        return std::nullopt;
    for (const char digit : out.digits) {
        if (!is_digit(digit)) return std::nullopt;
        out.frame = out.frame * 10 + (digit - '0');
    }
    return out;
}

frame_name parse_frame_name(std::string_view image_id) {
    frame_name out;
    if (const auto usual = find_usual_frame(image_id)) {
        out.base = usual->base;
        take(out, usual->digits, {});
        return out;
    }
    out.base = std::string(image_id);
    // What is left when one is cut off may end in another: the base names no frame.
    std::size_t before = 0;
    do {
        before = out.base.size();
        take_fragment(out);
        take_parameters(out);
        take_path(out);
    } while (out.base.size() != before);
    return out;
}

}  // namespace quoin::dicom
