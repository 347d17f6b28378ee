// What a change of chains means for what is kept: of the type itself where the walk came so far, and of whatever asked
// who stands first there.
#include "memo_graph.hpp"

namespace quoin::engine {

bool memo_graph::reads_chain(lock& held, const tree::hashed_text& type) {
    type_entry* const of = type_of(held, type);
    if (of) of->chain_was_read = true;
    return of != nullptr;
}

void memo_graph::change_chains(lock&, std::span<const chain_change> changes) {
    if (changes.empty()) return;
    bool another_first = false;  // in a chain of which that was asked
    for (const chain_change& one : changes) {
        one.type->changed_from = one.first_position;
        another_first = another_first || (one.type->chain_was_read && one.first_position == 0);
    }
    table_.load(std::memory_order_relaxed)->each([&](memo& one) {
        if (one.from == outside_fact) return;
        if (another_first && one.read_chains) mark(one, true);
        each_part(one, [&](part& at, const part_type& of) {
            const std::size_t from = of.part->changed_from;
            if (from != type_entry::unchanged && (at.asked_to >= from || !part::is_kept(at.word)))
                change_part(at, of);
        });
        const std::size_t first = one.type->changed_from;
        if (first == type_entry::unchanged) return;
        if (one.asked_to >= first || !one.good || one.computing != 0) mark(one, true);
    });
    for (const chain_change& one : changes) one.type->changed_from = type_entry::unchanged;
    announce();
}

}  // namespace quoin::engine
