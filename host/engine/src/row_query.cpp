#include "row_query.hpp"

#include "own_frame.hpp"
#include "ticks.hpp"

#include <bit>
#include <memory>
#include <utility>

namespace quoin::engine {

row_query::~row_query() {
    if (whole_.kept) {
        memo_graph::lock held(shared_.graph);
        for (std::size_t i = 0; i < count_; ++i) at(i).end(held, shared_, whole_);
        shared_.graph.done_with(held, whole_.kept);
    }
    for (std::size_t i = 0; i < count_; ++i) std::destroy_at(&at(i));
}

row_query::places row_query::find(std::span<const std::string> types, std::span<found> out) {
    memo_graph& graph = shared_.graph;
    types_ = types;
    std::array<const part_type*, most> parts;
    for (std::size_t i = 0; i < types.size(); ++i) {
        hashes_[i] = tree::wide_text_hash(types[i]);
        parts[i] = graph.part_type_of({types[i], hashes_[i]});
    }
    places left = 0;
    const pin here;
    part_sight seen;
    const type_entry* last_of = nullptr;
    bool is_only_whole = false;
    for (std::size_t i = 0; i < types.size(); ++i) {
        const part_type* const of = parts[i];
        // Most are parts of the same whole as the one before, and have no memo of their own, which is not looked for
        // where there can be none: each of them would be another place in memory.
        const bool is_of_last = of && last_of == of->whole;
        if (!is_of_last || !is_only_whole) {
            const query_key key = key_at(i);
            if (memo* const own = graph.find(key)) {
                const std::uintptr_t word = own->word.load(std::memory_order_seq_cst);
                if (graph.may_serve(*own, word)) {
                    graph.count_hit(*own, here.of());
                    out[i] = memo_graph::given(word);
                    continue;
                }
                left |= places{1} << i;
                continue;
            }
            if (of && !is_of_last) {
                last_of = of->whole;
                seen = part_sight::of(graph, key, *of);
                is_only_whole = seen.whole && memo_graph::is_only_one(*seen.whole);
            }
        }
        if (of && is_of_last && seen.whole) seen.part = memo_graph::part_word(*seen.whole, *of);
        if (of && seen.is_kept()) {
            graph.count_hit(*seen.whole, *of->part, here.of());
            out[i] = memo_graph::given(seen.part);
        } else if (of && seen.is_to_be_made() && claim(*of, seen)) {
            place_of_[count_++] = static_cast<std::uint8_t>(i);
        } else {
            left |= places{1} << i;
        }
    }
    return left;
}

bool row_query::claim(const part_type& of, const part_sight& seen) {
    if (!whole_.kept && !whole_.take(shared_.graph, seen)) return false;
    // Of another whole, or it changed since the first: they go by themselves.
    if (whole_.kept.get() != seen.whole || whole_.marked != seen.marked) return false;
    part_claim* const made = ::new (static_cast<void*>(&claimed_[count_].bytes)) part_claim(of);
    if (made->take(shared_.graph, whole_)) return true;
    std::destroy_at(made);
    return false;
}

row_query::places row_query::make(run& in, std::chrono::steady_clock::time_point deadline,
                                  std::span<found> out) {
    claims open = (claims{1} << count_) - 1;
    places left = 0;
    // Whoever asks until then, or until cancelled, is told who kept him waiting: type by type.
    if (deadline == deadline.max() && !in.cancel.stop_possible()) open = ask_rows(in, open, out);
    bool is_alone = true;
    for (; open != 0; open &= open - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(open));
        // One that turned out to be no part asked others, these may have asked for what is claimed here, and it was
        // computed for them: then it is taken from there.
        if (!is_alone || !make_one(in, i, deadline, out[place_of_[i]], is_alone))
            left |= places{1} << place_of_[i];
    }
    return left;
}

QUOIN_OWN_FRAME bool row_query::make_one(run& in, std::size_t i,
                                         std::chrono::steady_clock::time_point deadline, found& out,
                                         bool& is_alone) {
    const query_key key = key_of(i);
    part_making making(key, at(i));
    if (!making.compute(in, whole_, deadline)) return false;
    is_alone = making.is_part();
    memo_graph::lock held(shared_.graph);
    if (!making.settle(held, in, whole_)) return false;
    out = std::move(making.got());
    return true;
}

// ---- Several in one call

struct row_query::row_in_one_call {
    row_in_one_call() = default;
    row_in_one_call(const row_in_one_call&) = delete;
    row_in_one_call& operator=(const row_in_one_call&) = delete;
    /// Lets go of what was not taken. Without a lock: with an answer a plugin's code may run.
    ~row_in_one_call() {
        for (std::size_t i = 0; i < count; ++i) value::adopt(answers[i].answer);
    }

    std::array<quoin_row_answer, most> answers;
    std::array<taken_notes, most> notes;
    std::size_t count = 0;
    std::uint32_t took = 0;  ///< for each
};

/// Who stands first for several of the types, and can, is asked for them in one call. Gives those that are left.
row_query::claims row_query::ask_rows(run& in, claims open, std::span<found> out) {
    std::array<const chain::turn*, most> first;
    claims in_rows = 0, left = open;
    for (claims rest = open; rest != 0; rest &= rest - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(rest));
        const chain& asked = in.table.chain_of(at(i).of().part->hashed(), at(i).of().number);
        if (asked.empty() || !asked.is_plain() || !asked.turn_at(0).answers_rows) continue;
        first[i] = &asked.turn_at(0);
        in_rows |= claims{1} << i;
    }
    while (in_rows != 0) {
        const chain::turn& who = *first[static_cast<std::size_t>(std::countr_zero(in_rows))];
        claims of_one = 0;
        for (claims rest = in_rows; rest != 0; rest &= rest - 1) {
            const int i = std::countr_zero(rest);
            if (first[static_cast<std::size_t>(i)]->who == who.who) of_one |= claims{1} << i;
        }
        if (std::popcount(of_one) > 1) left &= ~ask_row(in, first, of_one, out);
        in_rows &= ~of_one;
    }
    return left;
}

QUOIN_OWN_FRAME row_query::claims row_query::ask_row(run& in, std::span<const chain::turn* const> first,
                                                     claims which, std::span<found> out) {
    const chain::turn& who = *first[static_cast<std::size_t>(std::countr_zero(which))];
    row_in_one_call made;
    for (claims rest = which; rest != 0; rest &= rest - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(rest));
        made.answers[made.count++] = {to_str(types_[place_of_[i]]), QUOIN_ERROR, first[i]->place, nullptr};
    }
    quoin_row asked{sizeof asked, 0, subject_, made.answers.data(), made.count, 0};
    open_row row{asked, std::span(made.notes).first(made.count)};
    whole_reading read{whole_.answer, at(0).of().whole->text, subject_};
    recorder by;
    by.seen = shared_.graph.revision();
    by.whole = &read;
    const query_key key = key_of(static_cast<std::size_t>(std::countr_zero(which)));
    const quoin_request request = request_of(key);
    const open_query query{request, nullptr, {}, false, 1, 1};
    quoin_call call{
        in,      query, in.table.chain_of(key.hashed_type()), 0, std::chrono::steady_clock::time_point::max(),
        nullptr, by};
    call.row = &row;

    asking_thread& me = this_asking_thread();
    const seat* const outer = me.asks.exchange(who.who, std::memory_order_relaxed);
    auto counted = who.what->counter.begin(this_reader().number, made.count);
    const std::uint64_t begin = ticks();
    const bool is_good = who.what->get_row(call, asked);
    const std::uint64_t took = ticks() - begin;
    if (counted.is_timed()) counted.ended(time_of(took));
    me.asks.store(outer, std::memory_order_relaxed);

    made.took = shortened(took / made.count);
    const bool may_be_kept = is_good && !row.is_spoiled && read.was_read;
    return may_be_kept ? keep_row(in, which, made, out) : 0;
}

/// Keeps what was answered and gives it out, where what it was made of still stands. Gives what that was.
row_query::claims row_query::keep_row(run& in, claims which, row_in_one_call& made, std::span<found> out) {
    memo_graph& graph = shared_.graph;
    memo_graph::lock held(graph);
    memo& whole = *whole_.kept.get();
    if (shared_.current != &in.table || whole.marked.load(std::memory_order_relaxed) != whole_.marked)
        return 0;
    const std::int64_t now = memo_graph::unix_ms();
    claims done = 0;
    std::size_t next = 0;
    for (claims rest = which; rest != 0; rest &= rest - 1, ++next) {
        const auto i = static_cast<std::size_t>(std::countr_zero(rest));
        quoin_row_answer& said = made.answers[next];
        const part_type& of = at(i).of();
        if (said.result != (said.answer ? QUOIN_VALUE : QUOIN_PASS)) continue;
        // Who is asked after one who passed is asked as ever.
        if (!said.answer && in.table.chain_of(of.part->hashed(), of.number).size() != 1) continue;
        part* const to = at(i).place(held, whole_);
        if (!to || shared_.running.is_changing(of.part->text, to_view(subject_))) continue;
        ++of.part->misses;
        ++of.part->recomputations;
        found& got = out[place_of_[i]];
        got.outcome = said.result;
        got.answer = value::adopt(std::exchange(said.answer, nullptr));
        if ((reinterpret_cast<std::uintptr_t>(got.answer.get()) & memo::bits) == 0) {
            const std::uint16_t asked_to = got.answer ? std::uint16_t{0} : whole_chain;
            graph.keep_part(held, of, *to, got.answer, {made.notes[next], made.took, now, asked_to, 0});
            at(i).was_kept(held, shared_);
        } else {
            at(i).end(held, shared_, whole_);
        }
        done |= claims{1} << i;
    }
    graph.has_new_parts(held, whole);
    return done;
}

}  // namespace quoin::engine
