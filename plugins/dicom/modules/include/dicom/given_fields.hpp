// given_fields.hpp - what a module's function gives for the fields that no attribute says.
#pragma once

#include <dicom/module.hpp>

#include <quoin/mould.hpp>

#include <array>
#include <forward_list>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace quoin::dicom {

/// Whether a field is given: by the module's function, or because it takes more than to copy an attribute.
constexpr bool is_given(const field& one) noexcept {
    return one.added_by != adder::attribute || one.is == kind::pixel_value;
}

/// The place of a field among those of its module that are given; a name that none of them has does not compile.
consteval std::size_t given_place(std::span<const field> fields, std::string_view output) {
    std::size_t place = 0;
    for (const field& one : fields) {
        if (!is_given(one)) continue;
        if (one.output == output) return place;
        ++place;
    }
    throw "no field of that name is given";
}

/// Fields by their places, each absent until it is given. Text is referred to, but for own_text; numbers are kept. Good
/// during one call, and must not be moved.
class given_fields {
 public:
    static constexpr std::size_t most = 32;

    /// `count` is that of the module's given fields, at most `most`.
    explicit given_fields(std::size_t count) noexcept : count_(count) {
        for (std::size_t i = 0; i < count; ++i) all_[i] = given_nothing();
    }
    given_fields(const given_fields&) = delete;
    given_fields& operator=(const given_fields&) = delete;

    void flag(std::size_t place, bool is) noexcept { all_[place] = given_flag(is); }
    void real(std::size_t place, double is) noexcept { all_[place] = given_real(is); }
    void text(std::size_t place, std::string_view is) { all_[place] = given_text(is); }
    /// Text that nobody else keeps so long.
    void own_text(std::size_t place, std::string is) { text(place, own_.emplace_front(std::move(is))); }
    /// At most 32 numbers in all of one answer.
    void reals(std::size_t place, std::span<const double> are) {
        const auto to = std::span(numbers_).subspan(number_count_, are.size());
        for (std::size_t i = 0; i < are.size(); ++i) to[i] = are[i];
        number_count_ += are.size();
        all_[place] = given_reals(to);
    }
    /// Those that are not empty; at most 8 texts in all of one answer.
    void texts(std::size_t place, std::initializer_list<std::string_view> are) {
        const std::size_t first = text_count_;
        for (const std::string_view one : are)
            if (!one.empty()) texts_[text_count_++] = to_str(one);
        all_[place] = given_texts(std::span(texts_).subspan(first, text_count_ - first));
    }

    quoin_given& at(std::size_t place) noexcept { return all_[place]; }
    std::span<const quoin_given> all() const noexcept { return {all_.data(), count_}; }

 private:
    std::size_t count_, number_count_ = 0, text_count_ = 0;
    // Not cleared: only what is given is read.
    std::array<quoin_given, most> all_;
    std::array<double, 32> numbers_;
    std::array<quoin_str, 8> texts_;
    std::forward_list<std::string> own_;
};

}  // namespace quoin::dicom
