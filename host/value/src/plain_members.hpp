// Members as nearly all objects have them, found one after the other: what copying many of them in one call takes.
#pragma once

#include "deferred_members.hpp"
#include "member_search.hpp"

#include <cmath>
#include <optional>
#include <span>
#include <string_view>

namespace quoin::tree {

// Of an array of reals.
inline constexpr std::size_t most_plain_reals = 8;
// Of an object of texts: a person's name has three groups.
inline constexpr std::size_t most_plain_texts = 4;

// Whether text is plain: not empty, and without padding where it begins.
inline bool is_plain_text(std::string_view text) noexcept {
    return !text.empty() && text.front() != ' ' && text.front() != '\0';
}

inline bool is_finite_number(const quoin_value* node, double* out) noexcept {
    if (node->kind == QUOIN_REAL)
        *out = node->real;
    else if (node->kind == QUOIN_INT)
        *out = static_cast<double>(node->integer);
    else
        return false;
    return std::isfinite(*out);
}

// The numbers of an array that has some and not more than there is room for; else none.
inline std::span<const double> few_numbers(const quoin_value* array, std::span<double> room) noexcept {
    if (array->kind != QUOIN_ARRAY || array->part.count > room.size()) return {};
    const auto* const items = inside<quoin_value>(block_of(array), array->part.offset);
    for (std::uint32_t i = 0; i < array->part.count; ++i)
        if (!is_finite_number(resolved(items + i), &room[i])) return {};
    return room.first(array->part.count);
}

// An object of a few texts that means the same in any other block: it has no base, and its keys are of the process.
inline bool is_plain_name(const quoin_value* object) noexcept {
    if (object->kind != QUOIN_OBJECT || is_deferred(object)) return false;
    const own_members in(object);
    const auto count = static_cast<std::uint32_t>(in.keys().size());
    if (in.base() || count == 0 || count > most_plain_texts) return false;
    for (std::uint32_t i = 0; i < count; ++i) {
        const quoin_value* const text = in.at(i);
        if ((in.keys()[i] & interned_bit) == 0 || text->kind != QUOIN_STRING || !is_plain_text(text_of(text)))
            return false;
    }
    return true;
}

// What becomes of a member that is plain (QUOIN_PLAIN_): `to` is told of it by text, integer, real, reals or name, and says
// whether that went well. False also where it is not plain. Numbers of an array are kept in `room`.
template <class To>
bool tell_plain(const quoin_value* from, quoin_plain plain, std::span<double> room, To&& to) noexcept {
    switch (plain) {
        case QUOIN_PLAIN_TEXT:
            return from->kind == QUOIN_STRING && is_plain_text(text_of(from)) && to.text(text_of(from));
        case QUOIN_PLAIN_INT:
            return from->kind == QUOIN_INT && to.integer(from->integer);
        case QUOIN_PLAIN_REAL: {
            double number = 0;
            return is_finite_number(from, &number) && to.real(number);
        }
        case QUOIN_PLAIN_REALS: {
            const std::span<const double> numbers = few_numbers(from, room);
            return !numbers.empty() && to.reals(numbers);
        }
        case QUOIN_PLAIN_NAME:
            return is_plain_name(from) && to.name(from);
        default:
            return false;
    }
}

// One object that is searched again and again.
class searched_object {
 public:
    /// Null: nothing, which has no members.
    explicit searched_object(const quoin_value* object) noexcept : rest_(object) {
        if (!object || is_deferred(object)) return;
        own_.emplace(object);
        rest_ = own_->base();
    }
    bool is_nothing() const noexcept { return !own_ && !rest_; }
    const quoin_value* find(const quoin_key* name) const noexcept {
        return find(name, name->hash, name->id | interned_bit);
    }
    const quoin_value* find(const quoin_key* name, std::uint32_t hash, std::uint32_t key) const noexcept {
        if (own_) {
            const std::uint32_t number = own_->number_of(*name, hash, key);
            if (number != no_member) return own_->at(number);
        }
        return rest_ ? find_member(rest_, name) : nullptr;
    }

 private:
    std::optional<own_members> own_;
    const quoin_value* rest_;  // where to go on: the base, or all of it
};

}  // namespace quoin::tree
