// The builder's event that copies members of another object: each is found, looked at and written in one go, for
// as calls of other events, one to find it, some to look at it and two to write it, they cost several times as much.
#include "plain_members.hpp"
#include "tree_builder.hpp"

#include <array>

namespace tree = quoin::tree;

// The node of a member; false where the value is not plain, and where the builder failed.
bool quoin_builder::fill_plain(quoin_value* node, const quoin_value* from, quoin_plain plain) noexcept {
    struct filling {
        quoin_builder& by;
        quoin_value* node;

        bool text(std::string_view is) noexcept {
            begin_node(node, QUOIN_STRING);
            return by.fill_text(node, is);
        }
        bool integer(std::int64_t is) noexcept {
            begin_node(node, QUOIN_INT);
            node->integer = is;
            return true;
        }
        bool real(double is) noexcept {
            begin_node(node, QUOIN_REAL);
            node->real = is;
            return true;
        }
        bool reals(std::span<const double> are) noexcept {
            if (!by.may_open()) return false;
            begin_node(node, QUOIN_ARRAY);
            return by.fill_reals(node, are);
        }
        // As any object that exists.
        bool name(const quoin_value* is) noexcept {
            begin_node(node, tree::kind_reference);
            node->target = is;
            return by.hold(is);
        }
    };
    std::array<double, tree::most_plain_reals> room{};
    return tree::tell_plain(from, plain, room, filling{*this, node});
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
