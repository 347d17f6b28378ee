// Objects made again and again in one call each: found, looked at and laid out without a builder.
//
// The last object that was made is held, so that one that would equal it is that one: what many images of a series say
// about their patient is then one block, for the time that it takes to compare. A block that a mould held once says so
// (block::moulded), since its count says nothing any more about who else uses it.
#pragma once

#include "key_table.hpp"
#include "node.hpp"

#include <array>
#include <memory>
#include <span>

// Its name comes from abi.h, where it is opaque.
struct quoin_mould {
 public:
    static quoin_code create(std::span<const quoin_copied> table, quoin_mould** out) noexcept;
    ~quoin_mould();
    quoin_mould(const quoin_mould&) = delete;
    quoin_mould& operator=(const quoin_mould&) = delete;

    quoin_code make(const quoin_value* object, const quoin_given* given, const quoin_value** out) noexcept;

 private:
    static constexpr std::size_t most = 64;  // members, so that the objects need no slots

    struct line {
        const quoin_key* from;
        std::uint32_t from_hash;
        std::uint32_t from_key;
        std::uint32_t hash;
        std::uint32_t key;
        quoin_plain plain;
    };
    // What one member will be, wherever it comes from. Text and numbers are elsewhere.
    struct piece {
        std::uint32_t line;
        std::int32_t what;  // a QUOIN_GIVEN_
        std::size_t count;
        union {
            std::int64_t integer;  // or the bits of a real
            const char* text;
            const double* reals;
            const quoin_str* texts;
        };
    };
    // On the stack, and not cleared: only what is used of it is written.
    struct pieces;

    quoin_mould() = default;
    quoin_code gather(const quoin_value* object, const quoin_given* given, pieces& out) const noexcept;
    static bool take_plain(const quoin_value* from, quoin_plain plain, pieces& out) noexcept;
    static bool take_given(const quoin_given& from, pieces& out, quoin_code& failed) noexcept;
    bool is_as(const quoin_value* made, const pieces& wanted) const noexcept;
    quoin_code lay_out(const pieces& from, quoin_value** out) const noexcept;
    bool begin_use() noexcept;

    std::unique_ptr<line[]> lines_;
    std::uint32_t count_ = 0;
    // Objects since one was equal to the one before it. Threads may count over each other.
    std::atomic<std::uint32_t> unequal_{0};
    // Who has `busy_` reads and writes the other one; whoever finds it taken makes an object of its own.
    std::atomic<bool> busy_{false};
    const quoin_value* last_ = nullptr;
};
