// What a computation notes of what it read, and whether that is still so.
#include "call.hpp"

#include <algorithm>

namespace quoin::engine {

namespace {

std::size_t first_difference(const chain& a, const chain& b) {
    return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

}  // namespace

bool chain_is_current(memo_graph::lock&, const run& in, const tree::hashed_text& type, const chain& asked,
                      const recorder& by) {
    if (in.shared.current == &in.table) return true;
    if (by.read_chains) return false;  // maybe in vain, and for this once
    const chain& now = in.shared.current->chain_of(type);
    const std::size_t same = first_difference(asked, now);
    return by.asked_to == whole_chain ? same == asked.size() && same == now.size() : by.asked_to < same;
}

void record(run& in, recorder& by, outcome& what, std::size_t asked_at, bool by_next) {
    const std::uint64_t now = in.shared.graph.revision();
    const reading* const known = what.kept ? by.read.find(what.kept.get()) : nullptr;
    if (by.outdated || what.torn || (what.unclear && by.asked_queries != 0)) by.torn = true;
    if (!known) ++by.asked_queries;
    if (now != by.seen) {
        if (by.failed || !memo_graph::still_holds(by)) by.torn = true;
        by.seen = now;
    }
    if (what.got.outcome == QUOIN_ERROR) {
        by.failed = true;
        // It may be from before a change that came since. What was read earlier held then too.
        if (what.seen != now) by.seen = what.seen;
    } else if (what.untracked) {
        by.is_volatile = true;
    }
    if (what.outdated) by.outdated = true;
    if (what.unclear) by.unclear = true;
    if (what.untracked || what.got.outcome == QUOIN_ERROR) by.untracked = true;
    if (!what.kept) return;
    if (known) {
        if (known->marked != what.marked) by.torn = true;
        return;
    }
    // What changed since it was found holds in no revision in which what comes later does.
    if (what.kept->marked.load(std::memory_order_acquire) != what.marked) by.outdated = true;
    by.read.add({std::move(what.kept), what.marked, static_cast<std::uint16_t>(asked_at), by_next});
}

}  // namespace quoin::engine
