// dicom/attribute_keys.hpp - what the members of a naturalized object are called, and which attribute a name
// means.
#pragma once

#include <dicom/dictionary.hpp>
#include <dicom/elements.hpp>
#include <dicom/vr.hpp>
#include <quoin/value.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::dicom {

struct object_range;

/// Whether a creator may be said in that representation: in text that is no number and no name, which a file and its
/// JSON have alike.
constexpr bool may_say_creator(vr of) noexcept {
    return is_text(of) && of != vr::DS && of != vr::IS && of != vr::PN;
}

/// Which blocks of the private groups of one object are whose (PS3.5 section 7.8.1).
class private_blocks {
 public:
    struct block {
        std::uint32_t tag;    ///< of the creator element: (0019,0010) for the elements (0019,10xx)
        std::string creator;  ///< UTF-8, without padding; empty where the element does not say one
        bool first;           ///< no block before it in the group has the same creator
    };
    private_blocks() = default;
    private_blocks(const data_set& in, const object_range& of);
    /// Of creators that stand in this order in an object that is no data set; `first` is found out.
    explicit private_blocks(std::vector<block> creators);
    /// Null where nobody reserved the block of that element.
    const block* of(std::uint32_t tag) const noexcept;
    /// The first block in a group that the creator reserved; null where there is none.
    const block* first_of(std::uint16_t group, std::string_view creator) const noexcept;

 private:
    void settle();

    std::vector<block> blocks_;  // by tag
};

/// The key of a dictionary entry, interned when it is first met: no key text is hashed after that. Null where
/// no more keys can be interned.
const quoin_key* key_of(const dictionary_entry& of);

/// The tag that a key of the dictionary means; 0 where that is not known (yet).
std::uint32_t tag_of(const quoin_key* key) noexcept;

/// Whether the dictionary's keyword alone names the attribute.
inline bool has_plain_name(std::uint32_t tag, const dictionary_entry* known) noexcept {
    return known != nullptr && known->tag == tag;
}

/// Appends any other name. `known` is the dictionary's entry or null.
void append_odd_name(std::string& out, std::uint32_t tag, const dictionary_entry* known,
                     const private_blocks& blocks);

/// The key of an attribute, plain or odd.
std::string attribute_key(std::uint32_t tag, const dictionary_entry* known, const private_blocks& blocks);

/// Names the member that comes next by that key.
void name_member(quoin_builder* out, std::uint32_t tag, const dictionary_entry* known,
                 const private_blocks& blocks);

/// The tag that an odd name may stand for, to be compared with what append_odd_name gives; 0 for none.
std::uint32_t tag_of_odd_name(std::string_view name, const private_blocks& blocks);

}  // namespace quoin::dicom
