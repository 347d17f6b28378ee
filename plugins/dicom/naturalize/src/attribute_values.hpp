// attribute_values.hpp - the value of one attribute: scalar or array, decoded.
#pragma once

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
    attribute_values(quoin_builder* out, data_set& in, const bulk_place& bulk)
        : out_(out), in_(in), bulk_(bulk) {}

    /// `known` is the dictionary's entry or null; `representation` is settled.
    void add(const element& of, const dictionary_entry* known, vr representation, const character_set& set);

 private:
    void add_text(const element& of, vr representation, const character_set& set, bool scalar);
    void add_text_value(const element& of, vr representation, std::string_view one, const character_set& set);
    void add_name(std::string_view one, const character_set& set);
    void add_decimal(const element& of, std::string_view one);
    void add_integer(const element& of, std::string_view one);
    void add_numbers(const element& of, vr representation, bool scalar);
    void add_tags(const element& of, bool scalar);
    void string(std::string_view text);
    void null();
    void note(const element& of, std::string_view what) {
        in_.tolerated.add(in_.offset_of(of), of.tag, what);
    }

    quoin_builder* out_;
    data_set& in_;
    const bulk_place& bulk_;
    std::string room_;
    std::vector<std::string_view> values_;
    bool damaged_ = false;
};

}  // namespace quoin::dicom
