#include "attribute_values.hpp"

#include <charconv>
#include <cmath>

namespace quoin::display_sets {

view attribute_values::of(std::string_view type) {
    for (const answered& one : known_)
        if (one.type == type) return one.found ? static_cast<view>(*one.found) : view();
    known_.push_back({std::string(type), asked_in_->get(type, image_id_)});
    const answered& made = known_.back();
    return made.found ? static_cast<view>(*made.found) : view();
}

std::optional<std::string> attribute_values::text(std::string_view attribute) {
    view found = of(attribute);
    if (found.is_array()) found = found[0];
    if (is_empty(found)) return std::nullopt;
    if (const auto words = found.as_string()) return std::string(*words);
    if (const auto whole = found.as_int()) return std::to_string(*whole);
    if (const auto real = found.as_real()) {
        char out[32];
        const auto end = std::to_chars(out, out + sizeof out, *real).ptr;
        return std::string(out, end);
    }
    return std::nullopt;
}

std::optional<double> attribute_values::number(std::string_view attribute) {
    return first_number(of(attribute));
}

bool attribute_values::has(std::string_view attribute) {
    return !is_empty(of(attribute));
}

std::optional<double> first_number(view attribute) noexcept {
    if (attribute.is_array()) attribute = attribute[0];
    if (const auto number = attribute.as_real()) return std::isfinite(*number) ? number : std::nullopt;
    const auto text = attribute.as_string();
    if (!text) return std::nullopt;
    double out = 0;
    const auto read = std::from_chars(text->data(), text->data() + text->size(), out);
    if (read.ec != std::errc() || read.ptr != text->data() + text->size() || !std::isfinite(out))
        return std::nullopt;
    return out;
}

bool is_empty(view attribute) noexcept {
    if (!attribute || attribute.is_null()) return true;
    if (const auto text = attribute.as_string()) return text->empty();
    if (!attribute.is_array()) return false;
    for (std::size_t i = 0; i < attribute.size(); ++i)
        if (!is_empty(attribute[i])) return false;
    return true;
}

}  // namespace quoin::display_sets
