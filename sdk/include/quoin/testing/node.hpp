// quoin/testing/node.hpp - values of the test host: trees of nodes, plainly made. A host's are faster; these
// are only to behave the same, which the tests of the host's values check on them too.
#pragma once

#include <quoin/testing/elements.hpp>

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace quoin::testing {

struct tree;

/// What only objects have. Members of the base stand among the others, merged when the object is made.
struct object_part {
    std::vector<std::string> names;
    std::unordered_map<std::string_view, std::size_t> places;
    const struct node* base = nullptr;
    std::size_t bases = 0;       ///< below it
    bool has_text_keys = false;  ///< also one that is no key of intern
};

/// A quoin_value of the test host.
struct node {
    tree* owner = nullptr;
    quoin_kind kind = QUOIN_NULL;
    std::int64_t integer = 0;  ///< of a bool too
    double real = 0;
    std::string text = {};
    std::vector<const node*> items = {};  ///< or values of members
    std::unique_ptr<object_part> object = {};
    std::unique_ptr<elements> typed = {};
};

/// What is counted: nodes that live together, and one reference on each tree that they refer to.
struct tree {
    std::atomic<std::size_t> references{1};
    std::vector<std::unique_ptr<node>> nodes;
    std::vector<const node*> others;
    std::vector<std::shared_ptr<void>> kept;  ///< of the plugin, given back with the tree
};

inline const node* node_of(const quoin_value* value) noexcept {
    return reinterpret_cast<const node*>(value);
}
inline const quoin_value* value_of(const node* from) noexcept {
    return reinterpret_cast<const quoin_value*>(from);
}

inline void take(const node* of) noexcept {
    of->owner->references.fetch_add(1, std::memory_order_relaxed);
}

/// Trees refer to trees as deep as one likes, so what is due is kept in a list and not on the stack.
inline void give_back(tree* which) noexcept {
    std::vector<tree*> due{which};
    while (!due.empty()) {
        tree* const one = due.back();
        due.pop_back();
        if (one->references.fetch_sub(1, std::memory_order_acq_rel) != 1) continue;
        for (const node* const other : one->others) due.push_back(other->owner);
        delete one;
    }
}

/// A text that every object may be asked by.
struct interned {
    std::string text;
};

inline bool is_utf8(std::string_view text) noexcept {
    std::size_t i = 0;
    while (i < text.size()) {
        const auto first = static_cast<unsigned char>(text[i++]);
        if (first < 0x80) continue;
        const int more = first >= 0xC2 && first <= 0xDF   ? 1
                         : first >= 0xE0 && first <= 0xEF ? 2
                         : first >= 0xF0 && first <= 0xF4 ? 3
                                                          : 0;
        if (more == 0 || text.size() - i < static_cast<std::size_t>(more)) return false;
        for (int at = 0; at < more; ++at) {
            const auto next = static_cast<unsigned char>(text[i++]);
            // What the second byte may be keeps out overlong forms, surrogates and what lies past U+10FFFF.
            const int low = at > 0 ? 0x80 : first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
            const int high = at > 0 ? 0xBF : first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
            if (next < low || next > high) return false;
        }
    }
    return true;
}

}  // namespace quoin::testing
