#include "equality.hpp"

#include "deferred_members.hpp"
#include "node.hpp"
#include "object_members.hpp"
#include "typed_array.hpp"

#include <cmath>
#include <cstring>
#include <exception>
#include <vector>

namespace quoin::tree {
namespace {

// Values nest as deep as trees refer to trees, so the pairs in work are kept on the heap and not on the
// stack.
struct pair {
    const quoin_value* a;
    const quoin_value* b;
    std::uint32_t next;
};

bool same_scalar(const quoin_value* a, const quoin_value* b) noexcept {
    switch (a->kind) {
        case QUOIN_NULL:
            return true;
        case QUOIN_BOOL:
        case QUOIN_INT:
            return a->integer == b->integer;
        case QUOIN_REAL:
            return a->real == b->real || (std::isnan(a->real) && std::isnan(b->real));
        case QUOIN_STRING:
            return text_of(a) == text_of(b);
        default:
            return same_elements(a, b);
    }
}

bool is_container(const quoin_value* node) noexcept {
    return node->kind == QUOIN_ARRAY || node->kind == QUOIN_OBJECT;
}

// Made the same way, and of nothing but what is in their blocks: then these are equal byte for byte, since all
// places in a block are offsets. An answer that is computed again is compared so with the one before it.
bool same_blocks(const quoin_value* a, const quoin_value* b) noexcept {
    const block* const x = block_of(a);
    const block* const y = block_of(b);
    const auto is_whole = [](const quoin_value* node, const block* of) {
        return is_container(node) && node->form == form::in_block &&
               node == inside<quoin_value>(of, root_offset) && of->is_slots == 0 && of->other_count == 0 &&
               of->record_count == 0;
    };
    return is_whole(a, x) && is_whole(b, y) && x->size == y->size && x->others == y->others &&
           std::memcmp(a, b, x->others - root_offset) == 0;
}

bool compare(const quoin_value* a, const quoin_value* b) {
    std::vector<pair> open;
    const auto differ = [&open](const quoin_value* x, const quoin_value* y) {
        if (failure_code(x) != QUOIN_OK || failure_code(y) != QUOIN_OK) return true;
        if (x == y) return false;
        if (x->kind != y->kind) return true;
        if (!is_container(x)) return !same_scalar(x, y);
        if (x->part.count != y->part.count) return true;
        open.push_back({x, y, 0});
        return false;
    };
    if (differ(a, b)) return false;
    while (!open.empty()) {
        pair& top = open.back();
        const std::uint32_t index = top.next++;
        if (index == top.a->part.count) {
            open.pop_back();
        } else if (top.a->kind == QUOIN_ARRAY) {
            const auto* const x = inside<quoin_value>(block_of(top.a), top.a->part.offset) + index;
            const auto* const y = inside<quoin_value>(block_of(top.b), top.b->part.offset) + index;
            if (differ(resolved(x), resolved(y))) return false;
        } else {
            std::string_view left, right;
            const quoin_value* const x = member_at(top.a, index, &left);
            const quoin_value* const y = member_at(top.b, index, &right);
            if (left != right || differ(x, y)) return false;
        }
    }
    return true;
}

}  // namespace

bool equal(const quoin_value* a, const quoin_value* b) noexcept {
    if (same_blocks(a, b)) return true;
    try {
        return compare(a, b);
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace quoin::tree
