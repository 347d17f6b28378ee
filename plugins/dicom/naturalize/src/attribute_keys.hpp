// attribute_keys.hpp - what the members of a naturalized object are called.
#pragma once

#include <dicom/dictionary.hpp>
#include <dicom/elements.hpp>
#include <quoin/value.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::dicom {

/// Which blocks of the private groups of one object are whose (PS3.5 section 7.8.1).
class private_blocks {
 public:
    struct block {
        std::uint32_t tag;    ///< of the creator element: (0019,0010) for the elements (0019,10xx)
        std::string creator;  ///< UTF-8, without padding
        bool first;           ///< no block before it in the group has the same creator
    };
    /// In the order in which they stand in the object; settle() before asking.
    void add(std::uint32_t tag, std::string creator) { blocks_.push_back({tag, std::move(creator), true}); }
    void settle();
    /// Null where nobody reserved the block of that element.
    const block* of(std::uint32_t tag) const noexcept;

 private:
    std::vector<block> blocks_;
};

/// Names the member that comes next. `known` is the dictionary's entry or null; `blocks` are asked for
/// private elements only and may be null.
void name_member(quoin_builder* out, std::uint32_t tag, const dictionary_entry* known,
                 const private_blocks* blocks);

}  // namespace quoin::dicom
