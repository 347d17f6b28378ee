#include "row_query.hpp"

#include "own_frame.hpp"
#include "ticks.hpp"

#include <bit>
#include <memory>
#include <utility>

namespace quoin::engine {
namespace {

std::size_t next_of(std::uint64_t some) noexcept {
    return static_cast<std::size_t>(std::countr_zero(some));
}

}  // namespace

row_query::~row_query() {
    if (whole_.kept) {
        memo_graph::lock held(shared_.graph);
        for (claims rest = claimed_of_; rest != 0; rest &= rest - 1)
            at(next_of(rest)).end(held, shared_, whole_);
        shared_.graph.done_with(held, whole_.kept);
    }
    for (std::size_t i = 0; i < count_; ++i) std::destroy_at(&at(i));
}

row_query::places row_query::find(std::span<const std::string> types, std::span<found> out) {
    memo_graph& graph = shared_.graph;
    types_ = types;
    std::array<const part_type*, most> parts;
    for (std::size_t i = 0; i < types.size(); ++i) parts[i] = graph.part_type_of(i, types[i], hashes_[i]);
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
                // Else the others are on their way from memory beside each other.
                for (std::size_t k = i + 1; !is_only_whole && k < types.size(); ++k) graph.fetch(key_at(k));
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
    return waiting_ != 0 ? left | claim_first_row() : left;
}

bool row_query::claim(const part_type& of, const part_sight& seen) {
    if (!whole_.kept && !whole_.take(shared_.graph, seen)) return false;
    // Of another whole, or it changed since the first: they go by themselves.
    if (whole_.kept.get() != seen.whole || whole_.marked != seen.marked) return false;
    part_claim* const made = ::new (static_cast<void*>(&claimed_[count_].bytes)) part_claim(of);
    const claims mine = claims{1} << count_;
    if (seen.has_no_row && made->may_be_taken()) {
        waiting_ |= mine;
        return true;
    }
    if (made->take(shared_.graph, whole_)) {
        claimed_of_ |= mine;
        return true;
    }
    std::destroy_at(made);
    return false;
}

/// What waits for it is claimed in the row before others see that, which costs less than to claim each. Gives the types
/// that others were faster to claim.
row_query::places row_query::claim_first_row() {
    const claims waiting = std::exchange(waiting_, 0);
    const auto take_each = [&](auto&& take) {
        for (claims rest = waiting; rest != 0; rest &= rest - 1)
            if (take(at(next_of(rest)))) claimed_of_ |= rest & -rest;
    };
    bool is_first = false;
    {
        memo_graph::lock held(shared_.graph);
        memo& whole = *whole_.kept.get();
        is_first = part_claim::may_have_places(held, whole_) && !whole.parts.load(std::memory_order_relaxed);
        if (is_first)
            shared_.graph.make_first_row(held, whole, *at(next_of(waiting)).of().whole, [&](part_row& row) {
                take_each([&](part_claim& one) { return one.take_in(row); });
            });
    }
    if (!is_first) take_each([&](part_claim& one) { return one.take(shared_.graph, whole_); });
    places left = 0;
    for (claims rest = waiting & ~claimed_of_; rest != 0; rest &= rest - 1)
        left |= places{1} << place_of_[next_of(rest)];
    return left;
}

row_query::places row_query::make(run& in, std::chrono::steady_clock::time_point deadline,
                                  std::span<found> out) {
    claims open = claimed_of_;
    places left = 0;
    // Whoever asks until then, or until cancelled, is told who kept him waiting: type by type.
    if (deadline == deadline.max() && !in.cancel.stop_possible()) open = ask_rows(in, open, out);
    bool is_alone = true;
    for (; open != 0; open &= open - 1) {
        const auto i = next_of(open);
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

/// How far those came that are asked for in rows, each by its claim.
struct row_query::rows {
    rows() = default;
    rows(const rows&) = delete;
    rows& operator=(const rows&) = delete;
    /// Lets go of what was not taken. Without a lock: with an answer a plugin's code may run.
    ~rows() {
        for (claims rest = ended; rest != 0; rest &= rest - 1) value::adopt(answers[next_of(rest)]);
    }
    const chain::turn& turn(std::size_t i) const noexcept { return *turns[i]; }
    void stand_at(std::size_t i, std::uint16_t position) noexcept {
        positions[i] = position;
        turns[i] = &asked[i]->turn_at(position);
    }
    /// Whether one of those may be passed on to that provider.
    bool may_come_to(const seat* who, claims which) const noexcept {
        for (; which != 0; which &= which - 1) {
            const auto i = next_of(which);
            for (std::size_t at = positions[i] + 1U; at < asked[i]->size(); ++at) {
                const chain::turn& later = asked[i]->turn_at(at);
                if (later.who == who) return true;
                if (!later.answers_rows) break;
            }
        }
        return false;
    }

    claims open = 0;   ///< whose next provider is to be asked
    claims ended = 0;  ///< to which there is an answer, or nobody is left
    claims has_read = 0;
    std::array<const chain*, most> asked;
    std::array<const chain::turn*, most> turns;  // of `asked`, at `positions`
    std::array<std::uint16_t, most> positions, read_at;
    std::array<std::uint32_t, most> took;
    std::array<taken_notes, most> notes;
    std::array<const quoin_value*, most> answers;
};

/// Whoever can be, is asked for several of the types in one call. Gives those that are left.
row_query::claims row_query::ask_rows(run& in, claims open, std::span<found> out) {
    rows all;
    for (claims rest = open; rest != 0; rest &= rest - 1) {
        const auto i = next_of(rest);
        const chain& asked = in.table.chain_of(at(i).of().part->hashed(), at(i).of().number);
        if (asked.empty() || !asked.is_plain()) continue;
        all.asked[i] = &asked;
        all.stand_at(i, 0);
        all.read_at[i] = 0;
        all.took[i] = 0;
        all.answers[i] = nullptr;
        all.open |= claims{1} << i;
    }
    while (const claims next = next_row(all)) ask_row(in, next, all);
    const claims may_be_kept = all.ended & all.has_read;
    return may_be_kept != 0 ? open & ~keep_rows(in, may_be_kept, all, out) : open;
}

/// Those of which the same provider comes next, where nobody is left who may come to it besides; else, where two stand
/// above each other, the smallest such row. None: nobody is left who answers rows.
row_query::claims row_query::next_row(rows& all) {
    claims smallest = 0;
    for (claims rest = all.open; rest != 0;) {
        const chain::turn& first = all.turn(next_of(rest));
        const seat* const who = first.who;
        claims of_one = 0;
        for (claims others = rest; others != 0; others &= others - 1) {
            const auto i = next_of(others);
            if (all.turn(i).who == who) of_one |= claims{1} << i;
        }
        rest &= ~of_one;
        if (!first.answers_rows) {
            all.open &= ~of_one;
            continue;
        }
        if (!all.may_come_to(who, all.open & ~of_one)) return of_one;
        if (smallest == 0 || std::popcount(of_one) < std::popcount(smallest)) smallest = of_one;
    }
    return smallest;
}

QUOIN_OWN_FRAME void row_query::ask_row(run& in, claims which, rows& all) {
    const auto first = next_of(which);
    const chain::turn& who = all.turn(first);
    std::array<quoin_row_answer, most> answers;
    std::array<open_row::turn, most> turns;
    std::size_t count = 0;
    for (claims rest = which; rest != 0; rest &= rest - 1) {
        const auto i = next_of(rest);
        answers[count] = {to_str(types_[place_of_[i]]), QUOIN_ERROR, all.turn(i).place, nullptr};
        turns[count++] = {&all.notes[i], all.positions[i]};
    }
    quoin_row asked{sizeof asked, 0, subject_, answers.data(), count, 0};
    open_row row{asked, std::span(turns).first(count)};
    whole_reading read{whole_.answer, at(first).of().whole->text, subject_};
    recorder by;
    by.seen = shared_.graph.revision();
    by.whole = &read;
    const query_key key = key_of(first);
    const quoin_request request = request_of(key);
    const open_query query{request, nullptr, {}, false, 1, 1};
    quoin_call call{
        in,      query, *all.asked[first], all.positions[first], std::chrono::steady_clock::time_point::max(),
        nullptr, by};
    call.row = &row;

    asking_thread& me = this_asking_thread();
    const seat* const outer = me.asks.exchange(who.who, std::memory_order_relaxed);
    auto counted = who.what->counter.begin(this_reader().number, count);
    const std::uint64_t begin = ticks();
    const bool is_good = who.what->get_row(call, asked) && !row.is_spoiled;
    const std::uint64_t took = ticks() - begin;
    if (counted.is_timed()) counted.ended(time_of(took));
    me.asks.store(outer, std::memory_order_relaxed);

    const claims read_first = read.was_read ? which & ~all.has_read : 0;
    all.has_read |= read_first;
    const std::uint32_t each = shortened(took / count);
    const quoin_row_answer* next = answers.data();
    for (claims rest = which; rest != 0; rest &= rest - 1, ++next) {
        const auto i = next_of(rest);
        const claims mine = claims{1} << i;
        const bool is_one = is_good && next->result == (next->answer ? QUOIN_VALUE : QUOIN_PASS);
        if ((read_first & mine) != 0) all.read_at[i] = all.positions[i];
        all.took[i] += each;
        if (is_one && !next->answer && all.positions[i] + 1U < all.asked[i]->size()) {
            all.stand_at(i, static_cast<std::uint16_t>(all.positions[i] + 1U));
            continue;
        }
        all.open &= ~mine;
        if (!is_one) {
            value::adopt(next->answer);
            continue;
        }
        all.answers[i] = next->answer;
        all.ended |= mine;
    }
}

/// Keeps what was answered and gives it out, where what it was made of still stands. Gives what that was.
row_query::claims row_query::keep_rows(run& in, claims which, rows& all, std::span<found> out) {
    memo_graph& graph = shared_.graph;
    memo_graph::lock held(graph);
    memo& whole = *whole_.kept.get();
    if (shared_.current != &in.table || whole.marked.load(std::memory_order_relaxed) != whole_.marked)
        return 0;
    const std::int64_t now = memo_graph::unix_ms();
    claims done = 0;
    for (claims rest = which; rest != 0; rest &= rest - 1) {
        const auto i = next_of(rest);
        const part_type& of = at(i).of();
        part* const to = at(i).place(held, whole_);
        if (!to || shared_.running.is_changing(of.part->text, to_view(subject_))) continue;
        ++of.part->misses;
        ++of.part->recomputations;
        found& got = out[place_of_[i]];
        got.answer = value::adopt(std::exchange(all.answers[i], nullptr));
        got.outcome = got.answer ? QUOIN_VALUE : QUOIN_PASS;
        if ((reinterpret_cast<std::uintptr_t>(got.answer.get()) & memo::bits) == 0) {
            const std::uint16_t asked_to = got.answer ? all.positions[i] : whole_chain;
            graph.keep_part(held, whole, of, *to, got.answer,
                            {all.notes[i], all.took[i], now, asked_to, all.read_at[i]});
            at(i).was_kept(held, shared_);
            claimed_of_ &= ~(claims{1} << i);
        } else {
            at(i).end(held, shared_, whole_);
        }
        done |= claims{1} << i;
    }
    graph.has_new_parts(held, whole);
    return done;
}

}  // namespace quoin::engine
