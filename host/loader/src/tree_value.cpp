#include "tree_value.hpp"

#include "scalar.hpp"

#include <type_traits>

namespace quoin::loader {

namespace {

void add(builder& to, const node& part) {
    if (part.is == node::kind::list) {
        to.array();
        for (const node& item : part.items) add(to, item);
        to.end();
        return;
    }
    if (part.is == node::kind::map) {
        to.object();
        for (const node& one : part.members) {
            to.key(one.key);
            add(to, one);
        }
        to.end();
        return;
    }
    const auto add_scalar = [&](const auto& what) {
        using T = std::decay_t<decltype(what)>;
        if constexpr (std::is_same_v<T, std::monostate>)
            to.null();
        else if constexpr (std::is_same_v<T, too_large>)
            to.add(part.text);
        else
            to.add(what);
    };
    std::visit(add_scalar, meaning(part));
}

}  // namespace

value to_value(const node& tree) {
    builder out;
    add(out, tree);
    return out.finish();
}

}  // namespace quoin::loader
