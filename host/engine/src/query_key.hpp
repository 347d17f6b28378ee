// By what a kept answer is found: type, subjects, options, and where in its chain the walk begins.
#pragma once

#include <quoin/value.hpp>
#include <value/text_hash.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace quoin::engine {

/// Refers to what it was made of. Options without members are none; the order of members does not matter, an
/// int differs from a real.
struct query_key {
    std::string_view type;
    std::span<const quoin_str> subjects;
    view options;
    std::uint16_t from;  ///< position in the chain; above 0 for what `next` asks
    std::uint64_t type_hash;
    std::uint64_t subject_hash;
    std::uint64_t hash;

    bool is_plain() const noexcept { return subjects.size() == 1 && !options; }
    tree::hashed_text hashed_type() const noexcept { return {type, type_hash}; }
};

inline std::uint64_t combined(std::uint64_t type_hash, std::uint64_t subject_hash,
                              std::uint16_t from) noexcept {
    return tree::folded(type_hash ^ tree::odd1, subject_hash ^ tree::odd2) + from * tree::odd1;
}

std::uint64_t hash_of_options(view options) noexcept;
/// Whether a provider could not tell one from the other.
bool same_options(view a, view b) noexcept;

/// The key of a query with one subject and no options.
inline query_key plain_key(std::string_view type, const quoin_str& subject, std::uint16_t from = 0) noexcept {
    const std::uint64_t about = tree::wide_text_hash(to_view(subject)), of = tree::wide_text_hash(type);
    return {type, {&subject, 1}, {}, from, of, about, combined(of, about, from)};
}
query_key key_of(const quoin_request& request, std::uint16_t from) noexcept;

}  // namespace quoin::engine
