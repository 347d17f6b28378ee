// dicom/fragments.hpp - encapsulated pixel data by their fragments (PS3.5 annex A.4): where each lies and
// what the Basic Offset Table says. Nothing is decoded, and of the fragments nothing is read but their heads.
#pragma once

#include <dicom/bytes.hpp>

#include <cstdint>
#include <vector>

namespace quoin::dicom {

struct fragment {
    std::uint64_t offset;  ///< of its first byte in the source, after its head
    std::uint32_t length;  ///< bytes that are there
    bool cut = false;      ///< its head says that there are more
};

struct fragment_index {
    /// Of each frame, the distance from the head of the first fragment to the head of the frame's first one,
    /// as the file says it; empty where the file has no table.
    std::vector<std::uint32_t> offset_table;
    std::vector<fragment> fragments;  ///< without the item that holds the table
    bool whole = true;                ///< false where the bytes end before the fragments do

    /// The fragment that begins where an entry of the table, or of an Extended Offset Table, says;
    /// fragments.size() where none does.
    std::size_t fragment_at(std::uint64_t table_offset) const noexcept;
};

/// The index of the encapsulated pixel data that are `length` bytes of the source from `offset` on, the item
/// of the table first. Takes memory and time in proportion to the number of fragments. Throws what reading
/// throws.
fragment_index index_fragments(byte_source& from, std::uint64_t offset, std::uint64_t length,
                               bool big_endian = false);

}  // namespace quoin::dicom
