// attribute_values.hpp - the value of one attribute: scalar or array, decoded.
#pragma once

#include "object_range.hpp"

#include <dicom/dictionary.hpp>
#include <dicom/elements.hpp>
#include <dicom/naturalize.hpp>
#include <dicom/text.hpp>

#include <string>
#include <vector>

namespace quoin::dicom {

/// Decodes attribute after attribute of one data set into a builder. Not for bulk data left in the source
/// alone: for every element that is neither sequence nor item.
class attribute_values {
 public:
    /// `said`, if given, hears what is wrong with values.
    attribute_values(quoin_builder* out, const data_set& in, const bulk_place& bulk, findings* said)
        : out_(out), in_(in), bulk_(bulk), said_(said) {}

    void add(const element& of, const surroundings& around);

 private:
    void add_text(const element& of, vr representation, const character_set& set, bool scalar,
                  bool one_value);
    void add_plain_text(const element& of, vr representation, std::string_view raw, bool scalar, bool one);
    void add_plain_value(const element& of, vr representation, std::string_view text);
    void add_text_value(const element& of, vr representation, std::string_view one, const character_set& set);
    void add_name(std::string_view one, const character_set& set);
    void add_decimal(const element& of, std::string_view one);
    void add_integer(const element& of, std::string_view one);
    void add_numbers(const element& of, vr representation, bool scalar);
    void add_tags(const element& of, bool scalar);
    void string(std::string_view text);
    void null();
    void note(const element& of, std::string_view what) {
        if (said_ != nullptr) said_->add(in_.offset_of(of), of.tag, what);
    }

    quoin_builder* out_;
    const data_set& in_;
    const bulk_place& bulk_;
    findings* said_;
    std::string room_;
    std::vector<std::string_view> values_;
    bool damaged_ = false;
};

}  // namespace quoin::dicom
