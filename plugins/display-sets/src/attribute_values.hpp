// attribute_values.hpp - attributes of images, asked of the chain as types: whoever answers one (a vendor that
// decodes a private one, say) is heard.
#pragma once

#include <quoin/quoin.hpp>

#include <optional>
#include <string>
#include <vector>

namespace quoin::display_sets {

/// What is asked of one image; kept, so that several rules ask once.
class attribute_values {
 public:
    attribute_values(call& asked_in, std::string image_id)
        : asked_in_(&asked_in), image_id_(std::move(image_id)) {}

    const std::string& image_id() const noexcept { return image_id_; }
    /// The answer of that type; empty where there is none.
    view of(std::string_view type);

    /// The attribute as one text, the first where it has several values; nothing where it is empty.
    std::optional<std::string> text(std::string_view attribute);
    /// The same as a number.
    std::optional<double> number(std::string_view attribute);
    /// Whether it has a value.
    bool has(std::string_view attribute);

 private:
    call* asked_in_;
    std::string image_id_;
    struct answered {
        std::string type;
        std::optional<value> found;
    };
    std::vector<answered> known_;
};

/// A number, an int or the first of several, or a text that holds one.
std::optional<double> first_number(view attribute) noexcept;
/// Not there, null, an empty text, or an array of nothing else.
bool is_empty(view attribute) noexcept;
/// Exactly N numbers.
template <std::size_t N>
std::optional<std::array<double, N>> numbers(view attribute) noexcept {
    if (!attribute.is_array() || attribute.size() != N) return std::nullopt;
    std::array<double, N> out{};
    for (std::size_t i = 0; i < N; ++i) {
        const auto one = attribute[i].as_real();
        if (!one) return std::nullopt;
        out[i] = *one;
    }
    return out;
}

}  // namespace quoin::display_sets
