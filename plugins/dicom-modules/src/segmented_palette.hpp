// segmented_palette.hpp - expands segmented palette data (PS3.3 C.7.9.2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace quoin::dicom {

/// The entries that segments make: discrete ones, straight lines from the entry before, and copies of earlier
/// segments (whose offset counts bytes, and which copy no copies). `bytes_per_word` is 1 or 2: of an opcode,
/// a length, an entry. Nothing where the segments are no such thing or make another number of entries.
std::optional<std::vector<std::uint16_t>> expand_segments(std::span<const std::uint16_t> words,
                                                          std::size_t bytes_per_word, std::size_t entries);

}  // namespace quoin::dicom
