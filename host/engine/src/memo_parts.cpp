// Parts: how they are learned, made, kept and let go of, under the graph's lock.
#include "memo_graph.hpp"

#include <value/holding.hpp>

#include <algorithm>

namespace quoin::engine {

namespace {

/// A type that was taken for one of parts as often as that, and read something else, is none.
constexpr std::uint32_t most_surprises = 4;

}  // namespace

// ---- making

void memo_graph::make_room_for_part(lock&, memo& whole, const part_type& of) {
    part_row* const row = whole.parts.load(std::memory_order_relaxed);
    if (row && of.place < row->size()) return;
    auto larger =
        part_row::make(static_cast<std::uint32_t>(of.whole->parts.size()), row ? row->since_ms() : unix_ms());
    account(whole, static_cast<std::int64_t>(larger->bytes()));
    for (std::uint32_t i = 0; row && i < row->size(); ++i) {
        part &from = (*row)[i], &to = (*larger)[i];
        to.notes = std::move(from.notes);
        to.since = from.since;
        to.took = from.took;
        to.value_units = from.value_units;
        to.asked_to = from.asked_to;
        to.asked_at = from.asked_at;
        // Who still has the old row finds nothing there; a claim that is put there now is lost, and asked anew.
        to.word.store(from.word.exchange(0, std::memory_order_seq_cst), std::memory_order_relaxed);
    }
    if (row) {
        account(whole, -static_cast<std::int64_t>(row->bytes()));
        unlinked_.add(row, [](void* old) { delete static_cast<part_row*>(old); });
    }
    whole.parts.store(larger.release(), std::memory_order_release);
}

void memo_graph::give_up_part(lock&, const memo& whole, const part_type& of, std::uintptr_t claim) noexcept {
    part* const at = part_of(whole, of);
    if (at && (at->word.load(std::memory_order_relaxed) & ~part::spoiled) == claim)
        at->word.store(0, std::memory_order_seq_cst);
}

void memo_graph::keep_part(lock&, const memo& whole, const part_type& of, part& at, const value& answer,
                           const part_facts& facts) {
    type_entry& type = *of.part;
    at.since = near_moment(facts.since_ms, whole.parts.load(std::memory_order_relaxed)->since_ms());
    at.took = facts.took;
    at.asked_to = facts.asked_to;
    at.asked_at = facts.asked_at;
    at.notes = notes_.keep(facts.notes, of.notes);
    auto bytes = static_cast<std::int64_t>(at.notes.bytes());
    std::uintptr_t word = memo::no_answer;
    at.value_units = 0;
    if (answer) {
        const tree::holding held = tree::holding_of(answer);
        at.value_units = static_cast<std::uint32_t>(std::min<std::size_t>(held.bytes / 16, 0xFFFF'FFFF));
        bytes += std::int64_t{at.value_units} * 16;
        word = reinterpret_cast<std::uintptr_t>(value(answer).release());
    }
    if (bytes != 0) account(type, bytes);
    ++type.entries;
    // Whoever still finds the claim asks under the lock, or waits.
    at.word.store(word, std::memory_order_release);
}

void memo_graph::has_new_parts(lock&, memo& whole) {
    whole.used.store(tick_.load(std::memory_order_relaxed), std::memory_order_relaxed);
    fit_into_budget();
}

// ---- letting go

void memo_graph::drop_part(part& at, type_entry& type) {
    const std::uintptr_t before = at.word.exchange(0, std::memory_order_seq_cst);
    if (!part::is_kept(before)) return;
    account(type, -(std::int64_t{at.value_units} * 16 + static_cast<std::int64_t>(at.notes.bytes())));
    --type.entries;
    at.notes.reset();
    if (const quoin_value* const answer = memo::answer_in(before))
        unlinked_.add(const_cast<quoin_value*>(answer),
                      [](void* old) { detail::values().unref(static_cast<const quoin_value*>(old)); });
}

void memo_graph::drop_parts(memo& of) {
    part_row* const row = of.parts.exchange(nullptr, std::memory_order_seq_cst);
    if (!row) return;
    account(of, -static_cast<std::int64_t>(row->bytes()));
    for (std::uint32_t i = 0; i < row->size(); ++i) {
        const part& at = (*row)[i];
        if (!part::is_kept(at.word.load(std::memory_order_relaxed))) continue;
        type_entry& type = *of.type->parts[i]->part;
        account(type, -(std::int64_t{at.value_units} * 16 + static_cast<std::int64_t>(at.notes.bytes())));
        --type.entries;
        ++type.drops;
    }
    // The answers are freed with it.
    unlinked_.add(row, [](void* old) { delete static_cast<part_row*>(old); });
}

void memo_graph::change_part(part& at, const part_type& of) {
    const std::uintptr_t word = at.word.load(std::memory_order_relaxed);
    if ((word & part::being_made) != 0) {
        at.word.store(word | part::spoiled, std::memory_order_seq_cst);
        return;
    }
    drop_part(at, *of.part);
    ++of.part->drops;
}

// ---- parts and memos

std::uintptr_t memo_graph::part_word(lock&, const query_key& key) const noexcept {
    if (key.from != 0 || !key.is_plain()) return 0;
    const part_type* const of = part_types_.find(key.hashed_type());
    const memo* const whole = of ? find(whole_key(*of, key)) : nullptr;
    return whole ? part_word(*whole, *of) : 0;
}

void memo_graph::take_part(lock& held, memo& into, const query_key& key) {
    const part_type* const of = part_types_.find(key.hashed_type());
    memo* const whole = find(whole_key(*of, key));
    part_row* const row = whole->parts.load(std::memory_order_relaxed);
    part& at = (*row)[of->place];
    const std::uintptr_t word = at.word.load(std::memory_order_relaxed);
    if (whole->hold()) {
        recorder by;
        by.asked_to = at.asked_to;
        by.notes.take(at.notes.flat());
        by.read.add(
            {memo_holder(*this, whole), whole->marked.load(std::memory_order_relaxed), at.asked_at, false});
        const std::int64_t since = at.since.unix_ms(row->since_ms());
        const bool is_good = whole->good;
        ++into.computing;  // so that the budget does not take it before anybody had it
        keep(held, into, by, value(view(memo::answer_in(word))), false, at.took, is_good);
        --into.computing;
        into.since_ms = since;
        if (!is_good) {
            // Nor is it, but it stands where the whole turns out to be what it was.
            into.verified = whole->changed.load(std::memory_order_relaxed);
            into.marked.store(++marks_, std::memory_order_release);
        }
        done_with(held, by);
    }
    // The budget may have taken it.
    if (whole->parts.load(std::memory_order_relaxed) == row) drop_part(at, *of->part);
}

void memo_graph::learn_part(lock&, const memo& from, const recorder& by) {
    if (from.edge_count != 1 || by.asked_queries != 1 || by.read_chains || from.from != 0 || from.extra)
        return;
    const edge& on = from.one_edge;
    if (on.by_next || on.on->subject != from.subject || on.on->from != 0 || on.on->extra) return;
    if (part_type* const known = part_types_.find(from.type->hashed())) {
        if (known->whole == on.on->type && known->surprises < most_surprises)
            known->is_one.store(true, std::memory_order_relaxed);
        return;
    }
    type_entry& whole = *on.on->type;
    if (part_type* const made =
            part_types_.add(*from.type, whole, static_cast<std::uint32_t>(whole.parts.size())))
        whole.parts.push_back(made);
}

void memo_graph::is_surprised(lock&, const part_type& by) {
    part_type& of = *by.whole->parts[by.place];
    ++of.surprises;
    of.is_one.store(false, std::memory_order_relaxed);
}

}  // namespace quoin::engine
