// What the members of an object of a mould will be, wherever they come from, before there is a block for them.
#pragma once

#include <quoin/value.hpp>
#include <value/same_text.hpp>
#include "node.hpp"
#include "plain_members.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

namespace quoin::tree {

// Members of a mould, so that its objects need no slots.
inline constexpr std::size_t most_moulded = 64;

// Some of them, by a bit for each.
using chosen = std::uint64_t;
static_assert(most_moulded <= std::numeric_limits<chosen>::digits);

constexpr chosen bit_of(std::size_t place) noexcept {
    return chosen{1} << place;
}
constexpr chosen first_of(std::size_t count) noexcept {
    return count == most_moulded ? ~chosen{0} : bit_of(count) - 1;
}
inline std::size_t next_of(chosen rest) noexcept {
    return static_cast<std::size_t>(std::countr_zero(rest));
}

// A line of its table: a member, and that of other objects that it is made of.
struct mould_line {
    const quoin_key* from;
    std::uint32_t from_hash;
    std::uint32_t from_key;
    std::uint32_t hash;
    std::uint32_t key;
    quoin_plain plain;
};

// What a piece is beside a QUOIN_GIVEN_: a plain name, which is never given.
inline constexpr std::int32_t piece_is_name = -1;

// One member. Text, numbers and names are elsewhere.
struct piece {
    std::int32_t what;  // a QUOIN_GIVEN_, or piece_is_name
    std::size_t count;
    union {
        std::int64_t integer;  // or the bits of a real
        const char* text;
        const double* reals;
        const quoin_str* texts;
        const quoin_value* name;
    };

    void be_text(std::string_view is) noexcept {
        what = QUOIN_GIVEN_TEXT;
        count = is.size();
        text = is.data();
    }
    void be_scalar(std::int32_t kind, std::int64_t bits) noexcept {
        what = kind;
        integer = bits;
    }
    void be_reals(std::span<const double> are) noexcept {
        what = QUOIN_GIVEN_REALS;
        count = are.size();
        reals = are.data();
    }
    void be_name(const quoin_value* is) noexcept {
        what = piece_is_name;
        name = is;
    }
};

// The members of one object in their order. On the stack, and not cleared: only what is used of it is written.
struct pieces {
    std::array<piece, most_moulded> all;
    std::array<std::uint8_t, most_moulded> lines;  // of the mould, of each
    std::array<double, most_moulded * most_plain_reals> numbers;
    std::uint32_t count;

    pieces() noexcept { count = 0; }  // NOLINT(cppcoreguidelines-pro-type-member-init)
    std::span<double> numbers_of(std::size_t i) noexcept {
        return std::span(numbers).subspan(i * most_plain_reals, most_plain_reals);
    }
};

inline const quoin_value* items_of(const quoin_value* array) noexcept {
    return inside<quoin_value>(block_of(array), array->part.offset);
}

inline bool is_text(const quoin_value* node, std::string_view text) noexcept {
    return node->kind == QUOIN_STRING && is_same_text(text_of(node), text);
}

constexpr std::uint8_t kind_of_scalar(std::int32_t what) noexcept {
    return what == QUOIN_GIVEN_FLAG ? QUOIN_BOOL : what == QUOIN_GIVEN_INT ? QUOIN_INT : QUOIN_REAL;
}

// Reals by their bits: 0 and -0 are printed otherwise, and what is no number equals itself.
inline bool is_real(const quoin_value* node, double number) noexcept {
    return node->kind == QUOIN_REAL && node->integer == std::bit_cast<std::int64_t>(number);
}

// Whether a node of a mould is a name, and the other value one that would become the same. That it is plain then goes
// without saying.
inline bool is_name(const quoin_value* node, const quoin_value* other) noexcept {
    if (node->kind != QUOIN_OBJECT || other->kind != QUOIN_OBJECT || is_deferred(other)) return false;
    const own_members made(node), from(other);
    const std::span<const std::uint32_t> keys = made.keys();
    if (from.base() || from.keys().size() != keys.size() ||
        std::memcmp(from.keys().data(), keys.data(), keys.size_bytes()) != 0)
        return false;
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
        const quoin_value* const text = from.at(i);
        if (text->kind != QUOIN_STRING || !is_text(made.at(i), text_of(text))) return false;
    }
    return true;
}

// Whether a node of an object of the mould is what the member would be.
inline bool is_piece(const quoin_value* node, const piece& wanted) noexcept {
    switch (wanted.what) {
        case QUOIN_GIVEN_TEXT:
            return is_text(node, {wanted.text, wanted.count});
        case QUOIN_GIVEN_REALS:
            if (node->kind != QUOIN_ARRAY || node->part.count != wanted.count) return false;
            for (std::size_t k = 0; k < wanted.count; ++k)
                if (!is_real(items_of(node) + k, wanted.reals[k])) return false;
            return true;
        case QUOIN_GIVEN_TEXTS:
            if (node->kind != QUOIN_ARRAY || node->part.count != wanted.count) return false;
            for (std::size_t k = 0; k < wanted.count; ++k)
                if (!is_text(items_of(node) + k, to_view(wanted.texts[k]))) return false;
            return true;
        case piece_is_name:
            return is_name(node, wanted.name);
        default:
            return node->kind == kind_of_scalar(wanted.what) && node->integer == wanted.integer;
    }
}

// Whether two nodes, of which the first is of a mould, are the same number or text, and that is in the node; false says
// nothing.
inline bool is_same_scalar(const quoin_value* node, const quoin_value* other) noexcept {
    return node->kind == other->kind && node->form == form::in_node && other->form == form::in_node &&
           node->length == other->length && node->integer == other->integer;
}

// Whether a node that was made of a member that was plain is what another member would become, which need not be: one
// that would become that node is plain.
inline bool becomes(const quoin_value* node, const quoin_value* from, quoin_plain plain) noexcept {
    switch (plain) {
        case QUOIN_PLAIN_TEXT:
            return from->kind == QUOIN_STRING && is_text(node, text_of(from));
        case QUOIN_PLAIN_INT:
            return from->kind == QUOIN_INT && from->integer == node->integer;
        case QUOIN_PLAIN_REAL: {
            double number = 0;
            return is_finite_number(from, &number) && is_real(node, number);
        }
        case QUOIN_PLAIN_REALS: {
            if (from->kind != QUOIN_ARRAY || from->part.count != node->part.count) return false;
            for (std::uint32_t k = 0; k < from->part.count; ++k) {
                double number = 0;
                if (!is_finite_number(resolved(items_of(from) + k), &number) ||
                    !is_real(items_of(node) + k, number))
                    return false;
            }
            return true;
        }
        case QUOIN_PLAIN_NAME:
            return is_name(node, from);
        default:
            return false;
    }
}

}  // namespace quoin::tree
