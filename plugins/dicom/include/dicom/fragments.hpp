// dicom/fragments.hpp - encapsulated pixel data by their fragments (PS3.5 annex A.4): where each lies and
// what the Basic Offset Table says. Nothing is decoded, and of the fragments nothing is read but their heads.
#pragma once

#include <dicom/bytes.hpp>
#include <dicom/elements.hpp>

#include <cstdint>
#include <vector>

namespace quoin::dicom {

struct fragment {
    std::uint64_t offset;  ///< of its first byte in the source, after its head
    std::uint32_t length;  ///< bytes that are there
};

struct fragment_index {
    /// Of each frame, the distance from the head of the first fragment to the head of the frame's first one,
    /// as the file says it; empty where the file has no table.
    std::vector<std::uint32_t> offset_table;
    std::vector<fragment> fragments;  ///< without the item that holds the table
    bool whole = true;                ///< false where the source ends before the fragments do

    /// The fragment that begins where an entry of the table says; fragments.size() where none does.
    std::size_t fragment_at(std::uint32_t table_offset) const noexcept;
};

/// The index of an encapsulated element of `of`, read from the source that `of` was read from. Takes memory
/// and time in proportion to the number of fragments. Throws read_error where reading fails,
/// std::invalid_argument where the element is not encapsulated.
fragment_index index_fragments(const data_set& of, const element& encapsulated, byte_source& from);

}  // namespace quoin::dicom
