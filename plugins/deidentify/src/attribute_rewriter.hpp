// attribute_rewriter.hpp - attributes of one patient's object, rewritten by the profile.
#pragma once

#include "descriptors.hpp"
#include "profile.hpp"
#include "pseudonyms.hpp"

#include <quoin/quoin.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::deidentify {

/// What rewriting goes by, the same for all objects.
struct rules {
    profile by;
    pseudonyms names;
    descriptors words;
};

/// Good during one call; sees the object that it is made of.
class attribute_rewriter {
 public:
    /// Of a naturalized object (dicom/naturalize.hpp). The days that dates are moved by, and the words that are parts of
    /// names, are those of the object's patient: of its Patient ID, or of its study where it has none.
    attribute_rewriter(const rules& how, view object);
    /// Of attributes whose object is not known: dates cannot be moved with it, so they go.
    explicit attribute_rewriter(const rules& how) : how_(how) {}

    /// Adds an object's members, rewritten, to the one that `out` has open. Those that the dictionary does not have are
    /// removed: private attributes, and what nobody knows.
    void add_members(view object, builder& out) const { add_members(object, out, false); }
    /// Adds one attribute as member `name`, or nothing where it is removed. False: it was removed.
    bool add_member(std::string_view name, const dicom::dictionary_entry& attribute, view original,
                    builder& out) const {
        return add_member(name, attribute, original, out, false);
    }
    /// What is done to an attribute; that of dates depends on whether there is a patient to move them with.
    treatment of(const dicom::dictionary_entry& attribute) const;
    /// A text of an attribute as add_member would write it; nothing where it is removed or emptied.
    std::optional<std::string> text(const dicom::dictionary_entry& attribute,
                                    std::string_view original) const;

 private:
    /// `cleaned`: inside a sequence that the option clean descriptors keeps, where every text is cleaned.
    void add_members(view object, builder& out, bool cleaned) const;
    bool add_member(std::string_view name, const dicom::dictionary_entry& attribute, view original,
                    builder& out, bool cleaned) const;
    void add_items(view sequence, builder& out, bool cleaned) const;
    void add_dummy(const dicom::dictionary_entry& attribute, view original, builder& out) const;

    const rules& how_;
    std::optional<std::int32_t> days_;
    std::string patient_;
    std::vector<std::string> names_;
};

/// The entry of a member of a naturalized object; null for private attributes and what the dictionary does not have.
const dicom::dictionary_entry* entry_of(std::string_view key) noexcept;

}  // namespace quoin::deidentify
