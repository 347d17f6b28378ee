// attribute_reader.hpp - the value of one attribute of the DICOM JSON model, no sequence.
#pragma once

#include "json_tokens.hpp"

#include <dicom/dictionary.hpp>
#include <dicom/finding.hpp>
#include <dicom/vr.hpp>
#include <quoin/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::dicom_json {

/// The tokens of what an attribute may hold; `none` for what it does not.
struct attribute_content {
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::size_t value = none;
    std::size_t inline_binary = none;
    std::size_t uri = none;
};

/// Reads attribute after attribute into a builder.
class attribute_reader {
 public:
    attribute_reader(quoin_builder* out, const json_tokens& in, dicom::findings& tolerated)
        : out_(out), in_(in), tolerated_(tolerated) {}

    /// `known` is the dictionary's entry or null, `representation` one of the standard's, `key` the token
    /// that names the attribute.
    void add(std::size_t key, std::uint32_t tag, const dicom::dictionary_entry* known,
             dicom::vr representation, const attribute_content& content);

 private:
    void add_values(std::size_t value, const dicom::dictionary_entry* known);
    void add_value(const token& one);
    void add_text(const token& one);
    void add_name(std::size_t at);
    void add_name_text(std::string_view all);
    void add_integer(const token& one);
    void add_real(const token& one);
    void add_tag(const token& one);
    void add_bytes(std::string_view base64, bool typed);
    void add_words(std::size_t first, std::size_t end);
    void add_uri(std::size_t uri);
    void split(std::size_t at);
    bool is_empty(std::size_t at) const;
    void null();
    void string(std::string_view text);
    void note(std::string_view what);

    quoin_builder* out_;
    const json_tokens& in_;
    dicom::findings& tolerated_;
    dicom::vr of_{};
    std::size_t key_ = 0;
    std::uint32_t tag_ = 0;
    std::vector<token> parts_;         // of values joined by backslashes
    std::vector<std::size_t> values_;  // tokens; from `joined` on, places in parts_
    std::string room_;
    std::vector<std::uint16_t> words_;
};

}  // namespace quoin::dicom_json
