// The builder's event that brings a deferred object.
#include "deferred_members.hpp"
#include "tree_builder.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <new>

namespace tree = quoin::tree;

void quoin_builder::deferred(const quoin_deferred& from) noexcept {
    // An older plugin's struct ends before the members that came later: they are nothing.
    constexpr std::size_t least = offsetof(quoin_deferred, release) + sizeof from.release;
    const bool is_known = from.struct_size >= least;
    quoin_deferred given{};
    if (is_known) std::memcpy(&given, &from, std::min<std::size_t>(from.struct_size, sizeof given));
    const auto refuse = [&](quoin_code code, std::string_view why) {
        fail(code, why);
        if (given.release) given.release(given.context, given.part);
    };
    if (!takes_value()) return refuse(code_, why_);
    if (!is_known) return refuse(QUOIN_E_INVALID, "a deferred object whose struct_size is too small");
    if (!given.name || !given.find || !given.make)
        return refuse(QUOIN_E_INVALID, "a deferred object without one of name, find and make");
    std::byte* const at = room(sizeof(tree::deferred_record), alignof(tree::deferred_record));
    if (!at) return refuse(code_, why_);
    ::new (at) tree::deferred_record{given, nullptr};
    const std::uint32_t offset = offset_of(at);
    if (!records_.push(offset | tree::deferred_bit)) return refuse(QUOIN_E_MEMORY, "out of memory");
    // From here on the record is known, and released whatever happens.
    if (quoin_value* const node = place(QUOIN_OBJECT, tree::form::deferred))
        node->part = {offset, given.count};
}
