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
#include "key_table.hpp"
#include "lazy_record.hpp"
#include "node.hpp"
#include "object_members.hpp"
#include "short_text.hpp"

#include <array>
#include <span>
#include <string_view>

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
    void key(const quoin_key* name) noexcept {
        if (!takes_key()) return;
        if (!name) [[unlikely]]
            return fail(QUOIN_E_INVALID, "a null pointer in place of a key");
        name_next(name->hash, name->id | quoin::tree::interned_bit);
    }
    void scalar(quoin_kind kind, std::int64_t integer) noexcept {
        if (!takes_value()) return;
        if (quoin_value* const node = place(static_cast<std::uint8_t>(kind))) node->integer = integer;
    }
    void real(double number) noexcept {
        if (!takes_value()) return;
        if (quoin_value* const node = place(QUOIN_REAL)) node->real = number;
    }
    void reals(std::span<const double> numbers) noexcept;
    void string(std::string_view text) noexcept;
    void held_string(std::string_view text) noexcept;
    void value(const quoin_value* existing) noexcept;
    void* typed(quoin_dtype dtype, std::uint64_t count) noexcept;
    void lazy(const quoin_lazy& source) noexcept;
    void slice(const quoin_value* source, std::uint64_t offset, quoin_dtype dtype,
               std::uint64_t count) noexcept;
    void deferred(const quoin_deferred& source) noexcept;
    std::size_t copy(const quoin_value* object, std::span<const quoin_copied> table,
                     std::size_t* added) noexcept;
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
        std::uint32_t hash;  // of its own key in the object around it
        std::uint32_t key;
        bool is_object;
    };
    struct known_key {
        std::uint32_t hash;
        std::uint32_t key;  // 0: none; no text stands at offset 0
    };
    // What may come. One variable says all of it, so that an event that may come is told by one look.
    enum class due : std::uint8_t {
        anything,  // nothing has come
        root,
        item,
        key,      // or the end of the object
        value,    // of the key
        nothing,  // the root is there
        failed,
    };

    bool ready() noexcept { return due_ != due::failed && (due_ != due::anything || wake()); }
    bool wake() noexcept;
    void fail(quoin_code code, std::string_view why) noexcept;
    bool takes_value() noexcept {
        if (due_ == due::value || due_ == due::item) [[likely]]
            return true;
        return takes_root();
    }
    bool takes_root() noexcept;
    bool takes_key() noexcept {
        if (due_ == due::key) [[likely]]
            return true;
        refuse_key();
        return false;
    }
    void refuse_key() noexcept;
    bool may_open() noexcept;
    // The node where the next value goes, to be filled by the caller; null (and a failed builder) when memory is
    // out. It is filled where it stays: a node made elsewhere, by writes of single bytes, and then copied as a
    // whole costs more than all the rest.
    quoin_value* place(std::uint8_t kind, quoin::tree::form where = quoin::tree::form::in_node) noexcept {
        quoin_value* node = &root_;
        if (containers_.empty()) {
            due_ = due::nothing;
        } else {
            waiting* const next = pending_.add(1);
            if (!next) [[unlikely]] {
                fail(QUOIN_E_MEMORY, "out of memory");
                return nullptr;
            }
            next->hash = hash_;
            next->key = key_;
            if (due_ == due::value) due_ = due::key;
            node = &next->node;
        }
        begin_node(node, kind, where);
        return node;
    }
    static void begin_node(quoin_value* node, std::uint8_t kind,
                           quoin::tree::form where = quoin::tree::form::in_node) noexcept {
        node->back = 0;
        node->kind = kind;
        node->dtype = 0;
        node->form = where;
        node->length = 0;
        node->integer = 0;
    }
    void close(const container& closing) noexcept;
    void open(bool is_object, const quoin_value* base) noexcept;
    void name_next(std::uint32_t hash, std::uint32_t key) noexcept {
        hash_ = hash;
        key_ = key;
        due_ = due::value;
    }
    // Room in the image at an aligned place; null (and a failed builder) if there is none.
    std::byte* room(std::uint64_t size, std::size_t alignment) noexcept {
        const std::uint64_t padding = (0 - image_.size()) & (alignment - 1);  // a power of two
        if (size <= quoin::tree::max_block_bytes &&
            image_.size() + padding + size <= quoin::tree::max_block_bytes) [[likely]]
            if (std::byte* const at = image_.add(static_cast<std::size_t>(padding + size))) [[likely]] {
                for (std::size_t i = 0; i < padding; ++i) at[i] = std::byte{0};  // equal trees, equal bytes
                return at + padding;
            }
        return no_room(size);
    }
    std::byte* no_room(std::uint64_t size) noexcept;
    std::uint32_t offset_of(const std::byte* at) noexcept {
        return static_cast<std::uint32_t>(at - image_.data());
    }
    // The content of a string that is known to be UTF-8; false (and a failed builder) where there is no room.
    bool fill_text(quoin_value* node, std::string_view text) noexcept {
        if (text.size() <= sizeof(quoin_value::text)) {
            node->length = static_cast<std::uint8_t>(text.size());
            quoin::tree::copy_text(reinterpret_cast<std::byte*>(node->text), text);
            return true;
        }
        std::byte* const at = room(text.size(), 1);
        if (!at) [[unlikely]]
            return false;
        quoin::tree::copy_text(at, text);
        node->form = quoin::tree::form::in_block;
        node->part = {offset_of(at), static_cast<std::uint32_t>(text.size())};
        return true;
    }
    // The same of an array of reals.
    bool fill_reals(quoin_value* node, std::span<const double> numbers) noexcept;
    bool fill_plain(quoin_value* node, const quoin_value* from, quoin_plain plain) noexcept;
    bool hold(const quoin_value* node) noexcept;
    quoin::tree::range stored_text(std::string_view text) noexcept;
    void place_record(const quoin::tree::lazy_description& what) noexcept;
    void end_array(const container& closing) noexcept;
    void end_object(const container& closing) noexcept;
    bool order_by_base(const container& closing, std::uint32_t own, std::uint32_t* overrides) noexcept;
    // hash_bits becomes those of object_head.
    bool keys_are_unique(waiting* members, std::uint32_t own, std::uint32_t slot_count,
                         std::uint32_t& hash_bits) noexcept;
    bool same_key(std::uint32_t a, std::uint32_t b) noexcept;
    bool is_finished() noexcept;
    quoin_code make_block(quoin_value** out) noexcept;

    due due_ = due::anything;
    bool holds_array_ = false;  // the block must be aligned for one
    bool knows_keys_ = false;
    bool member_ = false;
    quoin_code code_ = QUOIN_OK;
    std::uint32_t hash_ = 0;  // of the key that waits for its value
    std::uint32_t key_ = 0;
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
