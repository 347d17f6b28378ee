// The memory of a value: one block a tree, 16 bytes a node.
//
// Invariants. A block is written by one thread, the builder's, and published by the pointer that finish()
// returns; from then on nothing in it changes but what is atomic: its count, the state and the data pointer
// of its lazy records, and the slots of its deferred records (deferred_members.hpp), which lie in a block of
// their own whose counts are taken on the block that owns it. A quoin_value* points at a node; the node knows
// how far behind the block's head it stands, so that counting any node counts its block. All positions in a
// block are offsets from its head, so that a builder can grow and copy its image freely. A node of another
// block is referred to by a node of kind `reference`, which no caller ever sees: at and find follow it, and a
// reference never leads to a reference. The block holds one count on every block it points into; these blocks
// are listed at its end. A count can therefore never form a ring: a block refers only to blocks that were
// finished before it.
#pragma once

#include <quoin/abi.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace quoin::tree {

struct block;

// Kinds beyond the QUOIN_ ones; never returned to callers. The last two are those of a deferred member.
inline constexpr std::uint8_t kind_reference = 100;
inline constexpr std::uint8_t kind_unmade = 101;
inline constexpr std::uint8_t kind_being_made = 102;

// Where the content of a string, typed array or object is.
enum class form : std::uint8_t {
    in_node,   // string of up to 8 bytes, in the node
    in_block,  // text or elements in the block
    own,       // typed array that is the whole of its block: elements right behind the root node
    record,    // typed array known by a lazy_record in the block
    held,      // string whose bytes the context of a deferred object holds
    deferred,  // object known by a deferred_record in the block
};

// A place in the block: bytes of text, or nodes, members, elements.
struct range {
    std::uint32_t offset;
    std::uint32_t count;
};

inline constexpr std::uint32_t node_size = 16;
inline constexpr std::size_t array_alignment = 64;
// Arrays from this size on get a block of their own, so that typed() hands out the memory that stays.
inline constexpr std::uint64_t own_block_bytes = 4096;
// No array in memory is larger: a count that is nonsense is refused before memory is asked for.
inline constexpr std::uint64_t max_array_bytes = std::uint64_t{1} << 38;
// Offsets are 32 bits wide.
inline constexpr std::uint64_t max_block_bytes = 0xFFFF'FFC0u;

}  // namespace quoin::tree

// A node. Its name comes from abi.h, where it is opaque.
struct quoin_value {
    std::uint32_t back;  // distance to the block's head in units of 16 bytes
    std::uint8_t kind;
    std::uint8_t dtype;
    quoin::tree::form form;
    std::uint8_t length;  // of text in the node; of held text the high byte, dtype being the low one
    union {
        std::int64_t integer;  // bool and int
        double real;
        char text[8];
        quoin::tree::range part;    // text, items, members, elements or a record
        const quoin_value* target;  // of a reference
        std::uint64_t elements;     // form::own
        const char* held;           // form::held
    };
};
static_assert(sizeof(quoin_value) == quoin::tree::node_size);

namespace quoin::tree {

struct block {
    std::atomic<std::uint64_t> count;
    std::uint64_t size;    // bytes, this head included
    block* next;           // among the blocks being freed; of slots the block that owns them; else null
    std::uint32_t others;  // offset of `const block*` of the blocks this one holds a count on
    std::uint32_t other_count;
    std::uint32_t records;  // offset of the offsets of the lazy records
    std::uint32_t record_count;
    std::uint32_t alignment;
    std::uint16_t is_slots;  // 1: counted by its owner
    std::uint16_t moulded;   // by_mould, has_model

    std::byte* bytes() noexcept { return reinterpret_cast<std::byte*>(this); }
    const std::byte* bytes() const noexcept { return reinterpret_cast<const std::byte*>(this); }
};
static_assert(sizeof(block) <= 48);
// Of block::moulded: the mould that it was made with may hold it too (mould.hpp); the one block that it refers to is its
// model, which others of that mould refer to as well.
inline constexpr std::uint16_t by_mould = 1, has_model = 2;
inline constexpr std::uint32_t root_offset = 48;
inline constexpr std::uint32_t content_offset = root_offset + node_size;
static_assert(content_offset == array_alignment);

inline const block* block_of(const quoin_value* node) noexcept {
    return reinterpret_cast<const block*>(reinterpret_cast<const std::byte*>(node) -
                                          std::size_t{node->back} * node_size);
}
template <class T>
const T* inside(const block* in, std::size_t offset) noexcept {
    return reinterpret_cast<const T*>(in->bytes() + offset);
}
inline const quoin_value* resolved(const quoin_value* node) noexcept {
    return node->kind == kind_reference ? node->target : node;
}
inline std::string_view text_of(const quoin_value* node) noexcept {
    if (node->form == form::in_node) return {node->text, node->length};
    if (node->form == form::held)
        return {node->held, static_cast<std::size_t>(node->length) << 8 | node->dtype};
    return {inside<char>(block_of(node), node->part.offset), node->part.count};
}

// Memory for a block or the elements of a lazy array, not cleared; null when it is out.
void* allocate(std::size_t size, std::size_t alignment) noexcept;
void deallocate(void* memory, std::size_t alignment) noexcept;

// Starts a block of that size with a count of 1; null when memory is out.
block* new_block(std::uint64_t size, std::uint32_t alignment) noexcept;

// The block whose count keeps this one.
inline const block* counted(const block* of) noexcept {
    return of->is_slots != 0 ? of->next : of;
}

inline void take(const block* of) noexcept {
    of = counted(of);
    // Relaxed: whoever takes a count has one already, or got the pointer by something that orders.
    const_cast<block*>(of)->count.fetch_add(1, std::memory_order_relaxed);
}
// Frees the block with the last count, and every block that loses its last count by that: in a loop, so that
// a chain of any length needs no stack.
void give_back(const block* of) noexcept;

}  // namespace quoin::tree
