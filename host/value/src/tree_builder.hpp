// The builder: takes events, makes one block.
//
// Invariants. `image` is the block that finish() will copy, head and root included, from its first byte on:
// everything in it is an offset, so it may move while it grows. Values of containers that are still open wait
// on `pending`, in order, the innermost container's last; end() moves them into the image and puts the
// container in their place. `others` holds one count for each block that the image points into, from the
// moment the pointer is stored; finish() hands these counts to the block, everything else gives them back.
// The first misuse is kept and makes every later event nothing, except that what an event brings along is
// still released.
#pragma once

#include "growing.hpp"
#include "lazy_record.hpp"
#include "node.hpp"
#include "object_members.hpp"

#include <array>
#include <span>
#include <string_view>

struct quoin_key;

// Its name comes from abi.h, where it is opaque.
struct quoin_builder {
 public:
    quoin_builder() = default;
    ~quoin_builder() { reset(); }
    quoin_builder(const quoin_builder&) = delete;
    quoin_builder& operator=(const quoin_builder&) = delete;

    void begin_object(const quoin_value* base) noexcept;
    void begin_array() noexcept;
    void end() noexcept;
    void key(std::string_view name) noexcept;
    void key(const quoin_key* name) noexcept;
    void scalar(quoin_kind kind, std::int64_t integer) noexcept;
    void real(double number) noexcept;
    void reals(std::span<const double> numbers) noexcept;
    void string(std::string_view text) noexcept;
    void held_string(std::string_view text) noexcept;
    void value(const quoin_value* existing) noexcept;
    void* typed(quoin_dtype dtype, std::uint64_t count) noexcept;
    void lazy(const quoin_lazy& source) noexcept;
    void slice(const quoin_value* source, std::uint64_t offset, quoin_dtype dtype,
               std::uint64_t count) noexcept;
    void deferred(const quoin_deferred& source) noexcept;
    quoin_code finish(quoin_value** out) noexcept;

    // A member of a deferred object instead of a tree: what finish_member gives is the content of its slot,
    // with a count where it is a reference.
    void begin_member() noexcept { member_ = true; }
    quoin_code finish_member(quoin_value* slot) noexcept;

    std::string_view why() const noexcept { return why_; }

    // Empty again, ready for the next tree.
    void reset() noexcept;

    quoin_builder* next_spare = nullptr;  // in the thread's store of builders

 private:
    struct waiting {
        quoin_value node;
        std::uint32_t hash;
        std::uint32_t key;
        std::uint32_t position;  // in the order of `at`; only where the object has a base
        std::uint32_t reserved;
    };
    struct container {
        std::size_t first;  // of its children in pending
        const quoin_value* base;
        std::uint32_t hash;  // of the key that waits for its value
        std::uint32_t key;
        bool is_object;
        bool has_key;
    };
    struct known_key {
        std::uint32_t hash;
        std::uint32_t key;  // 0: none; no text stands at offset 0
    };
    enum class phase : std::uint8_t { idle, building, failed };

    bool ready() noexcept { return phase_ == phase::building || wake(); }
    bool wake() noexcept;
    void fail(quoin_code code, std::string_view why) noexcept;
    bool may_begin() noexcept;
    bool may_place() noexcept;
    bool may_open() noexcept;
    quoin_value* place(std::uint8_t kind, quoin::tree::form where = quoin::tree::form::in_node) noexcept;
    void open(bool is_object, const quoin_value* base) noexcept;
    void name_next(std::uint32_t hash, std::uint32_t key) noexcept;
    std::byte* room(std::uint64_t size, std::size_t alignment) noexcept;
    std::byte* aligned_room(std::uint64_t size, std::size_t alignment) noexcept;
    std::byte* no_room(std::uint64_t size) noexcept;
    std::uint32_t offset_of(const std::byte* at) noexcept;
    bool hold(const quoin_value* node) noexcept;
    quoin::tree::range stored_text(std::string_view text) noexcept;
    void place_record(const quoin::tree::lazy_description& what) noexcept;
    void end_array(const container& closing) noexcept;
    void end_object(const container& closing) noexcept;
    bool order_by_base(const container& closing, std::uint32_t own, std::uint32_t* overrides) noexcept;
    bool keys_are_unique(waiting* members, std::uint32_t own, std::uint32_t slot_count) noexcept;
    bool same_key(std::uint32_t a, std::uint32_t b) noexcept;
    bool is_finished() noexcept;
    quoin_code make_block(quoin_value** out) noexcept;

    phase phase_ = phase::idle;
    bool has_root_ = false;
    bool holds_array_ = false;  // the block must be aligned for one
    bool knows_keys_ = false;
    bool member_ = false;
    quoin_code code_ = QUOIN_OK;
    std::string_view why_;  // always static text
    quoin_value root_{};
    quoin::tree::growing<std::byte> image_;
    quoin::tree::growing<waiting> pending_;
    quoin::tree::growing<container> containers_;
    quoin::tree::growing<const quoin::tree::block*> others_;
    quoin::tree::growing<std::uint32_t> records_;
    quoin::tree::growing<std::uint32_t> slots_;
    // Where the text of recent keys stands in the image: the items of an array mostly have the same keys.
    std::array<known_key, 256> known_keys_{};
};
