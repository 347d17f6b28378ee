// A typed array that is not simply in its block: in a file, behind a function, or a part of another array.
//
// Invariants. The description never changes after finish(). `data` goes from null to the elements once and
// stays until the block is freed; it is published by `state`: idle -> reading -> ready, or back to idle where
// reading failed. Whoever turns idle into reading is the only one that reads; others wait on `state`, and
// after a failure the next one tries again, so that every caller gets an error of its own reading. Elements
// that belong to another block (a slice of an array in memory) are ready from the start and not freed here.
#pragma once

#include "node.hpp"

namespace quoin::tree {

enum class source : std::uint8_t { file, function, slice };

struct lazy_description {
    std::uint64_t count;   // elements
    std::uint64_t offset;  // of the first byte in the source
    std::uint64_t file_size;
    std::int64_t file_mtime_ns;
    std::uint64_t file_inode;
    void* context;
    quoin_code(QUOIN_CALL* read)(void*, std::uint64_t, void*, std::size_t);
    void(QUOIN_CALL* release)(void*);
    const quoin_value* sliced;  // its block is among those this block holds a count on
    const std::byte* shared;    // elements of a slice of an array in memory; else null
    range path;                 // text in the block; NUL follows
    range uri;
    std::uint8_t dtype;
    bool big_endian;
    source from;
    bool holds_context;  // release is due
};

struct lazy_record {
    lazy_description what;
    std::atomic<std::uint32_t> state;
    std::atomic<std::byte*> data;
};

inline const lazy_record* record_at(const block* in, std::uint32_t offset) noexcept {
    return inside<lazy_record>(in, offset);
}
inline const lazy_record* record_of(const quoin_value* typed) noexcept {
    return record_at(block_of(typed), typed->part.offset);
}
// What ends with the block: the elements read and the plugin's context.
void release_record(const lazy_record* record) noexcept;

// The elements, read if they were not; null data only with an error or where count is 0.
quoin_code loaded(const block* in, const lazy_record* record, const void** data) noexcept;

// Copies bytes of the array as it would be in memory (in the byte order of this machine).
quoin_code read_bytes(const block* in, const lazy_record* record, std::uint64_t offset, void* out,
                      std::uint64_t size) noexcept;

// The elements if they are in memory now, else null.
const void* present(const lazy_record* record) noexcept;

}  // namespace quoin::tree
