// scaling_inputs.hpp - attributes that a scale is computed of: taken with their tags, for the answer to say what
// it rests on, and why it is none.
#pragma once

#include <dicom/module.hpp>

#include <string>
#include <vector>

namespace quoin::dicom {

class scaling_inputs {
 public:
    /// A number above 0, kept as an input; nothing and a reason where it is missing or another.
    std::optional<double> positive(view from, std::string_view keyword);
    /// A text, kept as an input; nothing where it is missing, without a reason.
    std::optional<std::string> text(view from, std::string_view keyword);

    /// Without an attribute: what contradicts what.
    void refuse(std::string reason) { reasons_.push_back(std::move(reason)); }
    /// "Patient's Weight (0010,1030) is missing".
    void refuse(std::string_view keyword, std::string_view why);
    const std::vector<std::string>& reasons() const noexcept { return reasons_; }
    /// Empties them: they were about another way.
    std::vector<std::string> take_reasons() noexcept { return std::exchange(reasons_, {}); }

    /// Adds `inputs` to the open object.
    void add_to(builder& out) const;

 private:
    struct input {
        std::string keyword, tag;
        std::optional<double> number;
        std::string text;
    };
    void keep(input one);
    std::vector<input> used_;
    std::vector<std::string> reasons_;
};

/// "(0010,1030)"; of a private key its own text.
std::string tag_of(std::string_view keyword);

/// A list of reasons as member `name` of the open object, if there are any.
void add_reasons(builder& out, const char* name, const std::vector<std::string>& reasons);

}  // namespace quoin::dicom
