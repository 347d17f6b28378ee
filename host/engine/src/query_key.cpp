#include "query_key.hpp"

#include <bit>

namespace quoin::engine {

std::uint64_t hash_of_options(view options) noexcept {
    std::uint64_t content = 0;
    switch (options.kind()) {
        case QUOIN_BOOL:
            content = options.as_bool().value_or(false) ? 1 : 2;
            break;
        case QUOIN_INT:
            content = static_cast<std::uint64_t>(options.as_int().value_or(0));
            break;
        case QUOIN_REAL:
            content = options.as_real() == 0.0 ? 0  // 0 and -0 are equal
                                               : std::bit_cast<std::uint64_t>(options.as_real().value_or(0));
            if (options.as_real() != options.as_real()) content = 1;  // NaN equals NaN
            break;
        case QUOIN_STRING:
            content = tree::wide_text_hash(options.as_string().value_or(""));
            break;
        case QUOIN_ARRAY:
            for (std::size_t i = 0; i < options.size(); ++i)
                content = tree::folded(content ^ hash_of_options(options[i]), tree::odd2);
            break;
        case QUOIN_OBJECT:
            for (std::size_t i = 0; i < options.size(); ++i) {
                const auto [name, member] = options.member(i);
                content += tree::folded(tree::wide_text_hash(name), hash_of_options(member) ^ tree::odd1);
            }
            break;
        default:
            content = options.size();
    }
    return tree::folded(content ^ tree::odd1, static_cast<std::uint64_t>(options.kind()) + tree::odd2);
}

bool same_options(view a, view b) noexcept {
    if (a.kind() != b.kind() || a.size() != b.size()) return false;
    if (a.kind() == QUOIN_ARRAY) {
        for (std::size_t i = 0; i < a.size(); ++i)
            if (!same_options(a[i], b[i])) return false;
        return true;
    }
    if (a.kind() != QUOIN_OBJECT) return a == b;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto [name, member] = a.member(i);
        const view other = b[name];
        if (!other || !same_options(member, other)) return false;
    }
    return true;
}

query_key key_of(const quoin_request& request, std::uint16_t from) noexcept {
    query_key out = plain_key(to_view(request.type), request.subjects[0], from);
    out.subjects = {request.subjects, request.subject_count};
    if (const view options(request.options); options && options.size() != 0) out.options = options;
    for (std::size_t i = 1; i < request.subject_count; ++i)
        out.hash = tree::folded(out.hash ^ tree::odd2,
                                tree::wide_text_hash(to_view(request.subjects[i])) ^ tree::odd1);
    if (out.options) out.hash = tree::folded(out.hash, hash_of_options(out.options) ^ tree::odd1);
    return out;
}

}  // namespace quoin::engine
