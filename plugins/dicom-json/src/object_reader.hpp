// object_reader.hpp - objects of the DICOM JSON model (PS3.18 annex F) as `naturalized`, as
// dicom/naturalize.hpp describes it: what a Part 10 file of the same object gives.
//
// Tolerated, each with a finding: attributes out of the order of their tags or twice (the later one counts),
// a representation that is missing or unknown (that of the dictionary is taken), numbers where text is
// expected, numbers that their representation cannot hold (null), members that the model does not have. Read
// without one, because servers and older editions write so: numbers in strings, values joined by backslashes,
// a single value without its array, person names as text, null for what is empty.
#pragma once

#include "attribute_reader.hpp"
#include "json_tokens.hpp"

#include <dicom/attribute_keys.hpp>
#include <dicom/dictionary.hpp>
#include <dicom/finding.hpp>
#include <dicom/vr.hpp>
#include <quoin/value.hpp>

#include <cstdint>
#include <vector>

namespace quoin::dicom_json {

/// What the values alone do not say: for each attribute, in the order of the members, items in their place.
struct written_attribute {
    std::uint32_t tag;
    dicom::vr representation;
    std::uint32_t inside = 0;  ///< how many that follow are in its items
};

struct json_object {
    value naturalized;
    std::vector<written_attribute> written;
    dicom::findings tolerated;
};

/// Whether the object at that token can be one of the model: its first member is named by a tag, or it has
/// none.
bool is_model(const json_tokens& in, std::size_t at) noexcept;

/// Reads the object at a token. Throws quoin::error QUOIN_E_FORMAT for what is no object, for text that is
/// no UTF-8 and for sequences nested deeper than 256.
class object_reader {
 public:
    explicit object_reader(const json_tokens& in) : in_(in), values_(builder_.get(), in, out_.tolerated) {}
    json_object read(std::size_t at);

 private:
    struct attribute {
        std::uint32_t tag;
        std::uint32_t key;  // its token
    };

    void object(std::size_t at, int depth);
    void collect(std::size_t at);
    void element(const attribute& of, const dicom::dictionary_entry* known, int depth);
    std::string_view creator(const attribute& of) const;
    dicom::private_blocks blocks_of(std::size_t first, std::size_t last) const;
    attribute_content members(const attribute& of, dicom::vr& representation);
    dicom::vr settled(dicom::vr stated, const dicom::dictionary_entry* known, const attribute& of);
    void sequence(const attribute& of, std::size_t value, int depth);
    void note(std::uint32_t key, std::uint32_t tag, std::string_view what);

    const json_tokens& in_;
    builder builder_;
    json_object out_;
    attribute_reader values_;
    std::vector<attribute> attributes_;  // of the open objects, innermost last
    std::vector<bool> pixels_signed_;    // of the open objects
};

}  // namespace quoin::dicom_json
