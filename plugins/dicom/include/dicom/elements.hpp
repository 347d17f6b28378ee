// dicom/elements.hpp - a data set as a flat index over its header bytes: 16 bytes an element, nothing
// decoded.
//
// The index is in the order of the file. A sequence is followed by its items, an item by its elements; both
// say how many entries lie below them, so that whoever reads the index can go into a sequence or over it, and
// needs no recursion.
#pragma once

#include <dicom/bytes.hpp>
#include <dicom/element.hpp>
#include <dicom/element_encoding.hpp>
#include <dicom/element_list.hpp>
#include <dicom/finding.hpp>
#include <dicom/vr.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace quoin::dicom {

/// A value that was left in the source.
struct left_value {
    std::uint64_t offset;
    std::uint64_t length;  ///< bytes that are there
};

struct read_limits {
    std::uint64_t header_bytes = std::uint64_t{256} << 20;  ///< kept in memory
    std::uint64_t inflated_bytes = std::uint64_t{1} << 30;  ///< inflated in all
    /// Sequences in sequences. A value nests twice as deep (array and object), and the SDK's builder takes
    /// 1,000 levels.
    std::uint32_t depth = 256;
    std::uint32_t bulk_in_header = 4096;  ///< bytes of bulk data up to which they are read with the header
    /// Look at the head of each fragment of encapsulated pixel data, also where the offset table of a file says
    /// where the last frame is. Costs a call of the system each; finds damage between them.
    bool each_fragment = false;
};

struct data_set {
    explicit data_set(header_bytes of);
    ~data_set();
    data_set(data_set&&) noexcept = default;
    data_set& operator=(data_set&&) = delete;

    /// The same, without what was tolerated, in memory of exactly its size: what is kept for long. With
    /// `refer_to_memory` the header bytes of a source in memory are referred to, and must live as long.
    data_set trimmed(bool refer_to_memory) const;

    header_bytes bytes;
    element_list elements;
    std::vector<left_value> left;
    findings tolerated;
    bool unordered = false;  ///< the elements outside of sequences are not in the order of their tags
    bool open_vr = false;    ///< there are representations that the sign of the pixels decides
    std::uint32_t members =
        0;  ///< elements outside of sequences, without group lengths other than (0002,0000)
    data_set_encoding written;  ///< the data set after the file meta information
    /// The transfer syntax that the data set looks like, where none is stated or another one; empty else, and
    /// where the pixel data are encapsulated, which says nothing of what is in them.
    std::string_view detected_syntax;
    std::uint64_t deflated_from = 0;  ///< byte of the file where the deflated stream begins
    /// Rows of `left` from this one on lie in the inflated stream, those before it in the file.
    std::size_t first_inflated_left = static_cast<std::size_t>(-1);

    /// The bytes of a value in the header; none for one left in the source, a sequence or an item.
    std::span<const unsigned char> raw(const element& of) const noexcept {
        if (of.has(element::in_source) || of.is_sequence() || of.is_item()) return {};
        return {bytes.at(of.position), of.length};
    }
    /// Where a value is in its source.
    std::uint64_t offset_of(const element& of) const noexcept {
        return of.has(element::in_source) ? left[of.position].offset : bytes.offset_of(of.position);
    }
    /// The number of the entry that follows the one at `index` and all below it.
    std::size_t next(std::size_t index) const noexcept {
        const element& of = elements[index];
        return index + 1 + (of.is_sequence() || of.is_item() ? of.length : 0);
    }

 private:
    data_set(header_bytes of, element_list index, std::vector<left_value> in_source)
        : bytes(std::move(of)), elements(std::move(index)), left(std::move(in_source)), is_trimmed_(true) {}
    bool is_trimmed_ = false;
};

/// Adds the elements from the cursor of `into.bytes` on to the index, to the end of the source or of what can
/// be read; what is wrong goes to `into.tolerated`. Throws read_error where nesting or size goes beyond the
/// limits or reading fails. Time is linear in the bytes of the header, and so is memory.
void walk(data_set& into, element_encoding written, const read_limits& limits);

/// walk for the elements of group 0002, which stops before the first of another group. Returns false where
/// the source ends inside it.
bool walk_file_meta(data_set& into, element_encoding written, const read_limits& limits);

}  // namespace quoin::dicom
