// dicom/attribute_path.hpp - finds attributes in a naturalized object by tag and by path.
//
// A path is attributes with dots between them, an item number in brackets behind each but the last, counted
// from 0: "SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].PixelSpacing". Behind the last it
// chooses one of several values or items. An attribute is named by
//   its keyword                    PatientName; letters must agree in case
//   its tag                        00189087 or (0018,9087), hexadecimal digits of either case
//   the key of dicom/naturalize.hpp  OverlayRows:6002, 0019xx0C:SIEMENS MR HEADER
// A private one by tag is looked for in the block that its creator reserved in that object.
#pragma once

#include <quoin/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quoin::dicom {

/// The key of an attribute in that object, or item of a sequence: that of dicom/naturalize.hpp, whether the
/// attribute is there or not.
std::string key_of(view object, std::uint32_t tag);

/// Eight hexadecimal digits, or "(gggg,eeee)"; the tag, and how many characters it took. Nothing else.
struct written_tag {
    std::uint32_t tag;
    std::size_t size;
};
std::optional<written_tag> tag_at_start(std::string_view text) noexcept;

/// Whether text can be a path: its first attribute is one that the dictionary has or that needs none. Quick;
/// meant for names that mostly are not.
bool is_attribute_path(std::string_view text) noexcept;

/// What a path leads to; empty where it is not there. `why` is set where the path itself is wrong for the
/// object: a sequence without item number, an item of what has none. Attributes that are merely absent say
/// nothing.
view follow(view object, std::string_view path, std::string& why);

}  // namespace quoin::dicom
