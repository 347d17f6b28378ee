// dicom/bulk_uri.hpp - the BulkDataURIs of type `dicomJson`, which type `bulkData` resolves:
//
//     quoin:bulkdata/7FE00010?of=dicomfile%3A/data/scan.dcm
//     quoin:bulkdata/00880200/0/7FE00010?of=..&offset=1024&length=512
//
// The tags lead from the object to the element, the numbers between them are items, counted from 0. `of` is
// the subject of the object, percent-encoded (RFC 3986). offset and length are bytes of the value and choose
// a part. The URI names an element of an object and no place in a file: what may be read is decided as for
// any other query about that subject.
#pragma once

#include <quoin/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::dicom {

/// A part of a value, in bytes. Without length: to the end.
struct byte_range {
    std::uint64_t offset = 0;
    std::optional<std::uint64_t> length;
    bool everything() const noexcept { return offset == 0 && !length; }
};

struct bulk_place_name {
    std::string subject;              ///< of the object
    std::vector<std::uint32_t> path;  ///< tag, item, tag, item, .. tag
    byte_range range;
};

/// "/00880200/0/7FE00010" of tag, item, .. tag.
std::string bulk_uri(std::string_view subject, const std::vector<std::uint32_t>& path);

/// Nothing for what does not begin with "quoin:bulkdata/". Throws quoin::error QUOIN_E_INVALID for one that
/// does and is wrong.
std::optional<bulk_place_name> parse_bulk_uri(std::string_view uri);

/// `range` with what the members `offset` and `length` of a query's options say; they count in the part that
/// the URI chooses. Throws quoin::error QUOIN_E_INVALID.
byte_range narrowed(const byte_range& range, view options);

/// What the path leads to in a naturalized object; empty where nothing is there.
view bulk_element(view naturalized, const std::vector<std::uint32_t>& path);

/// A part of a typed array, lazy where that is: of its element type where the range falls on elements, else
/// bytes. Throws quoin::error QUOIN_E_INVALID past the end, or where `whole` is no typed array.
value part_of(view whole, const byte_range& range);

}  // namespace quoin::dicom
