// The builder's event that copies members of another object: each is found, looked at and written in one go, for
// as calls of other events, one to find it, some to look at it and two to write it, they cost several times as much.
#include "plain_members.hpp"
#include "tree_builder.hpp"

#include <array>

namespace tree = quoin::tree;

// The node of a member; false where the value is not plain, and where the builder failed.
bool quoin_builder::fill_plain(quoin_value* node, const quoin_value* from, quoin_plain plain) noexcept {
    switch (plain) {
        case QUOIN_PLAIN_TEXT: {
            if (from->kind != QUOIN_STRING) return false;
            const std::string_view text = tree::text_of(from);
            if (!tree::is_plain_text(text)) return false;
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
            if (!tree::is_finite_number(from, &number)) return false;
            begin_node(node, QUOIN_REAL);
            node->real = number;
            return true;
        }
        case QUOIN_PLAIN_REALS: {
            std::array<double, tree::most_plain_reals> room{};
            const std::span<const double> numbers = tree::few_numbers(from, room);
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
    const tree::searched_object in(object);
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
