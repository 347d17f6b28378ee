// The builder's event that copies members of another object: each is found, looked at and written in one go, for
// as calls of other events, one to find it, some to look at it and two to write it, they cost several times as much.
#include "deferred_members.hpp"
#include "member_search.hpp"
#include "tree_builder.hpp"

#include <array>
#include <cmath>
#include <optional>

namespace tree = quoin::tree;

namespace {

constexpr std::size_t most_reals = 8;

constexpr bool is_padding(char c) noexcept {
    return c == ' ' || c == '\0';
}

bool is_finite_number(const quoin_value* node, double* out) noexcept {
    if (node->kind == QUOIN_REAL)
        *out = node->real;
    else if (node->kind == QUOIN_INT)
        *out = static_cast<double>(node->integer);
    else
        return false;
    return std::isfinite(*out);
}

// The numbers of an array that has some and not more than there is room for; else none.
std::span<const double> few_numbers(const quoin_value* array, std::span<double> room) noexcept {
    if (array->kind != QUOIN_ARRAY || array->part.count > room.size()) return {};
    const auto* const items = tree::inside<quoin_value>(tree::block_of(array), array->part.offset);
    for (std::uint32_t i = 0; i < array->part.count; ++i)
        if (!is_finite_number(tree::resolved(items + i), &room[i])) return {};
    return room.first(array->part.count);
}

// One object that is searched again and again.
class searched_object {
 public:
    explicit searched_object(const quoin_value* object) noexcept : rest_(object) {
        if (tree::is_deferred(object)) return;
        own_.emplace(object);
        rest_ = own_->base();
    }
    const quoin_value* find(const quoin_key* name) const noexcept {
        if (own_) {
            const std::uint32_t number = own_->number_of(*name);
            if (number != tree::no_member) return own_->at(number);
        }
        return rest_ ? tree::find_member(rest_, name) : nullptr;
    }

 private:
    std::optional<tree::own_members> own_;
    const quoin_value* rest_;  // where to go on: the base, or all of it
};

}  // namespace

// The node of a member; false where the value is not plain, and where the builder failed.
bool quoin_builder::fill_plain(quoin_value* node, const quoin_value* from, quoin_plain plain) noexcept {
    switch (plain) {
        case QUOIN_PLAIN_TEXT: {
            if (from->kind != QUOIN_STRING) return false;
            const std::string_view text = tree::text_of(from);
            if (text.empty() || is_padding(text.front())) return false;
            begin_node(node, QUOIN_STRING);
            return fill_text(node, text);
        }
        case QUOIN_PLAIN_INT:
            if (from->kind != QUOIN_INT) return false;
            begin_node(node, QUOIN_INT);
            node->integer = from->integer;
            return true;
        case QUOIN_PLAIN_REAL: {
            double number = 0;
            if (!is_finite_number(from, &number)) return false;
            begin_node(node, QUOIN_REAL);
            node->real = number;
            return true;
        }
        case QUOIN_PLAIN_REALS: {
            std::array<double, most_reals> room{};
            const std::span<const double> numbers = few_numbers(from, room);
            if (numbers.empty() || !may_open()) return false;
            begin_node(node, QUOIN_ARRAY);
            return fill_reals(node, numbers);
        }
        default:
            return false;
    }
}

std::size_t quoin_builder::copy(const quoin_value* object, std::span<const quoin_copied> table,
                                std::size_t* added) noexcept {
    *added = 0;
    if (!takes_key() || !object || object->kind != QUOIN_OBJECT) return table.size();
    const std::size_t before = pending_.size();
    waiting* const first = pending_.add(table.size());  // room for all, of which some will be given back
    if (!first) {
        fail(QUOIN_E_MEMORY, "out of memory");
        return table.size();
    }
    const searched_object in(object);
    waiting* next = first;
    std::size_t done = 0;
    for (; done < table.size(); ++done) {
        const quoin_copied& one = table[done];
        if (!one.from || !one.to) break;
        const quoin_value* const found = in.find(one.from);
        if (!found || found->kind == QUOIN_NULL) continue;
        if (!fill_plain(&next->node, found, one.plain)) break;
        next->hash = one.to->hash;
        next->key = one.to->id | tree::interned_bit;
        ++next;
    }
    *added = static_cast<std::size_t>(next - first);
    pending_.shrink_to(before + *added);
    return due_ == due::failed ? table.size() : done;
}
