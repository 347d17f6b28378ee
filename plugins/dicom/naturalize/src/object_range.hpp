// object_range.hpp - one object of the index: the data set, or an item of a sequence, and what holds in it.
#pragma once

#include <dicom/elements.hpp>
#include <dicom/text.hpp>

namespace quoin::dicom {

/// What an object does not say itself holds from the object around it.
struct surroundings {
    character_set text = {};
    bool signed_pixels = false;
};

struct object_range {
    std::uint32_t first;    ///< entry of the index
    std::uint32_t end;      ///< the first that is not in it
    std::uint32_t members;  ///< those that a naturalized object has
    bool in_order;          ///< of their tags
    surroundings holds;
};

/// Whether a naturalized object has a member for that entry. Left out are elements that come again, and group
/// lengths but that of group 0002, which describe how the file was written.
inline bool is_member(const element& of) noexcept {
    return !tags::is_group_length(of.tag) && !of.has(element::superseded);
}

/// The whole data set. `complaints`, if given, hears of a character set that is
/// wrong.
object_range root_range(const data_set& in, findings* complaints);

/// The item that is entry `item` of the index.
object_range item_range(const data_set& in, std::uint32_t item, const surroundings& around,
                        findings* complaints);

}  // namespace quoin::dicom
