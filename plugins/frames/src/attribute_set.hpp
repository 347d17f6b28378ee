// attribute_set.hpp - what functional groups say of one frame, as attributes of an instance (PS3.3
// C.7.6.16.1.1).
#pragma once

#include <quoin/quoin.hpp>

#include <string_view>
#include <utility>
#include <vector>

namespace quoin::dicom {

/// Attributes by keyword, in the order in which they were first set; later ones win. Looks into the object
/// they are of.
class attribute_set {
 public:
    attribute_set() { attributes_.reserve(usual); }
    void set(std::string_view keyword, view attribute);
    view find(std::string_view keyword) const noexcept;
    bool empty() const noexcept { return attributes_.empty(); }
    auto begin() const noexcept { return attributes_.begin(); }
    auto end() const noexcept { return attributes_.end(); }

 private:
    static constexpr std::size_t usual = 24;  // attributes that the groups of a frame have
    std::vector<std::pair<std::string_view, view>> attributes_;
};

/// Private attributes are known by their tag, with an odd group: "2005xxFF:CREATOR", "200511FF:CREATOR" of a second
/// block, "200511FF" without creator (dicom/naturalize.hpp).
bool is_private(std::string_view keyword) noexcept;
/// What is found out about a frame (instance_keys.hpp) is not for the object to say.
bool is_found_out(std::string_view keyword) noexcept;

/// Sets what the first item of every functional group in `groups` (an item of the shared or per-frame
/// sequence) says. Left out: attributes that stand beside the groups; items that tell of another instance
/// (they have a SOPInstanceUID, as the source of a conversion); and what is not private in a private group: a
/// vendor's copy of a classic instance must not replace the standard's attributes; and names that this plugin adds to a
/// frame.
void set_from_groups(attribute_set& out, view groups);

}  // namespace quoin::dicom
