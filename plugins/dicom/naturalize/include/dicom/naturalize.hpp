// dicom/naturalize.hpp - a data set as the value `naturalized`, which every source of DICOM produces alike:
//
// Keys. The keyword of PS3.6; eight upper-case hex digits where the dictionary has none, as "00190010".
//   A repeating group's first element has the plain keyword, the others their group (or their tag where more
//   than the group repeats) after a colon: "OverlayRows" is of group 6000, "OverlayRows:6002" of the next,
//   and "SourceImageIDs:00203102" of element (0020,3102). A private element is "0019xx0C:SIEMENS MR HEADER",
//   xx for the block its creator reserved. A creator that reserves a second block in the same group and item
//   has the elements of that one as "0019110C:SIEMENS MR HEADER". A creator is the first value of its element, if
//   that is text. One without creator, or whose creator has more than the 64 characters that LO may have, is
//   "0019100C".
//   One key is none of the standard's, which lower case says: "detectedTransferSyntaxUID" is there where the
//   file states no Transfer Syntax UID, or another than its data set is in, and is what that looks like.
// Values. A scalar where the dictionary's multiplicity is exactly 1 and the file keeps to it, else an array;
// what the
//   dictionary does not know is an array, unless its representation has one value by definition (LT ST UT
//   UR). A sequence is an array of objects. IS SS US SL UL SV UV are ints (UV from 2^63 on a string of its
//   digits, which alone is exact), DS FL FD reals; what is no number is null, and a finding.
//   AT is eight hex digits. DA TM DT UI CS .. are text without padding, text is UTF-8 whatever the character
//   set, SpecificCharacterSet itself is kept as stated. PN is an object with those of Alphabetic,
//   Ideographic, Phonetic that are there. Bulk data are a typed array: u8 for OB, UN and encapsulated pixel
//   data (the fragments with their items, as they stand in the file), u16 for OW, u32 OL, u64 OV, f32 OF, f64
//   OD; u8 where the length does not divide. Attributes that may be US or OW, such as LUTData, are u16 arrays
//   either way. Above read_limits::bulk_in_header, and pixel data always, the array is lazy. What is present
//   but empty is null (a sequence: an empty array), and so is an empty value among others.
// Left out: group lengths (gggg,0000) other than that of group 0002, which describe how the file was written.
#pragma once

#include <dicom/dictionary.hpp>
#include <dicom/elements.hpp>
#include <quoin/value.hpp>

#include <array>
#include <string>
#include <string_view>

namespace quoin::dicom {

/// Where bulk data stay until they are asked for.
struct bulk_place {
    std::string path;        ///< of the file, absolute; empty where the object came as bytes
    file_identity identity;  ///< of that file when its header was read
    view memory;             ///< the bytes, a typed array of u8, where there is no path
};

/// Whether an attribute is a typed array: bulk data, and what PS3.6 lets be OW whichever representation the
/// object uses. `known` is the dictionary's entry or null.
bool is_typed_array(vr representation, const dictionary_entry* known) noexcept;

/// The element type of bulk data of that representation.
quoin_dtype dtype_of_bulk(vr of) noexcept;

/// Adds a person name: an object of the groups (alphabetic, ideographic, phonetic; UTF-8, no padding) that
/// are not empty, null where all are.
void add_name(quoin_builder* out, const std::array<std::string_view, 3>& groups);

/// The object of a data set. It is deferred: it keeps the header bytes and the index, and an attribute is
/// decoded when it is first asked for; so are the items of a large sequence. A character set that is wrong is
/// added to `of.tolerated`; what is wrong with single values is not looked for, that is for check_values to
/// say. Throws quoin::error, std::bad_alloc.
value naturalize(data_set& of, const bulk_place& bulk);

/// Decodes everything and keeps nothing: adds to `of.tolerated` what naturalize has to tolerate in values, as
/// text that is no number where one is due. Costs several times what reading the header does. Throws
/// quoin::error, std::bad_alloc.
void check_values(data_set& of, const bulk_place& bulk);

}  // namespace quoin::dicom
