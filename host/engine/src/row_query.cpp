#include "row_query.hpp"

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
    places left = 0;
    const pin here;
    part_sight seen;
    const type_entry* last_of = nullptr;
    for (std::size_t i = 0; i < types.size(); ++i) {
        const std::uint64_t hash = tree::wide_text_hash(types[i]);
        keys_[i] = {types[i], {&subject_, 1}, {}, 0, hash, subject_hash_, combined(hash, subject_hash_, 0)};
        graph.fetch(keys_[i]);  // on their way from memory beside each other
    }
    for (std::size_t i = 0; i < types.size(); ++i) {
        const query_key& key = keys_[i];
        if (memo* const own = graph.find(key)) {
            const std::uintptr_t word = own->word.load(std::memory_order_seq_cst);
            if (graph.may_serve(*own, word)) {
                graph.count_hit(*own, here.of());
                out[i] = memo_graph::given(word);
                continue;
            }
        } else if (const part_type* const of = graph.part_type_of(key.hashed_type())) {
            // Most are parts of the same whole as the one before.
            if (of->whole != last_of) {
                last_of = of->whole;
                seen = part_sight::of(graph, key, *of);
            } else if (seen.whole) {
                seen.part = memo_graph::part_word(*seen.whole, *of);
            }
            if (seen.is_kept()) {
                graph.count_hit(*seen.whole, *of->part, here.of());
                out[i] = memo_graph::given(seen.part);
                continue;
            }
            if (seen.is_to_be_made() && claim(key, *of, seen)) {
                place_of_[count_ - 1] = static_cast<std::uint8_t>(i);
                continue;
            }
        }
        left |= places{1} << i;
    }
    return left;
}

bool row_query::claim(const query_key& key, const part_type& of, const part_sight& seen) {
    if (!whole_.kept && !whole_.take(shared_.graph, seen)) return false;
    // Of another whole, or it changed since the first: they go by themselves.
    if (whole_.kept.get() != seen.whole || whole_.marked != seen.marked) return false;
    part_making* const made = ::new (static_cast<void*>(&claimed_[count_].bytes)) part_making(key, of);
    if (!made->claim(shared_.graph, whole_)) {
        std::destroy_at(made);
        return false;
    }
    ++count_;
    return true;
}

row_query::places row_query::make(run& in, std::chrono::steady_clock::time_point deadline,
                                  std::span<found> out) {
    places begun = 0, computed = 0, left = 0;
    for (std::size_t i = 0; i < count_; ++i)
        if (at(i).begin(in, whole_)) begun |= places{1} << i;
    // Who asks until then, or until cancelled, is told by whom he was kept waiting: type by type.
    if (deadline == deadline.max() && !in.cancel.stop_possible()) ask_rows(in, begun);
    bool is_alone = true;
    for (std::size_t i = 0; i < count_; ++i) {
        // One that turned out to be no part asked others, these may have asked for what is claimed here, and it was
        // computed for them: then it is taken from there.
        if (!is_alone || (begun >> i & 1U) == 0) continue;
        at(i).compute(in, deadline);
        computed |= places{1} << i;
        is_alone = at(i).is_part();
    }
    memo_graph::lock held(shared_.graph);
    for (std::size_t i = 0; i < count_; ++i) {
        const bool is_good = (computed >> i & 1U) != 0 && at(i).settle(held, in, whole_);
        at(i).end(held, shared_, whole_);
        if (is_good)
            out[place_of_[i]] = std::move(at(i).got());
        else
            left |= places{1} << place_of_[i];
    }
    return left;
}

// Who stands first for several of the types, and can, is asked for them in one call.
void row_query::ask_rows(run& in, places begun) {
    while (begun != 0) {
        const chain::turn& who = at(static_cast<std::size_t>(std::countr_zero(begun))).first();
        places of_one = 0;
        for (places rest = begun; rest != 0; rest &= rest - 1) {
            const int i = std::countr_zero(rest);
            if (at(static_cast<std::size_t>(i)).first().who == who.who) of_one |= places{1} << i;
        }
        if (who.answers_rows && std::popcount(of_one) > 1) ask_row(in, who, of_one);
        begun &= ~of_one;
    }
}

void row_query::ask_row(run& in, const chain::turn& who, places which) {
    std::array<quoin_row_answer, most> answers;
    std::array<recorder*, most> recorders;
    std::size_t count = 0;
    const query_key* first = nullptr;
    for (places rest = which; rest != 0; rest &= rest - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(rest));
        const query_key& key = keys_[place_of_[i]];
        if (!first) first = &key;
        answers[count] = {to_str(key.type), QUOIN_ERROR, 0, nullptr};
        recorders[count++] = &at(i).by();
    }
    quoin_row asked{sizeof asked, 0, subject_, answers.data(), count, 0};
    open_row row{asked, std::span(recorders).first(count)};
    // What the row reads, it reads for all; its notes go to each.
    recorder by;
    by.seen = recorders[0]->seen;
    whole_reading read = *recorders[0]->whole;
    by.whole = &read;
    const quoin_request request = request_of(*first);
    const open_query query{request, nullptr, {}, false, 1, 1};
    const chain& of_first = in.table.chain_of(first->hashed_type());
    quoin_call call{in, query, of_first, 0, std::chrono::steady_clock::time_point::max(), nullptr, by};
    call.row = &row;

    asking_thread& me = this_asking_thread();
    const seat* const outer = me.asks.exchange(who.who, std::memory_order_relaxed);
    auto counted = who.what->counter.begin(this_reader().number, count);
    const std::uint64_t begin = ticks();
    const bool is_good = who.what->get_row(call, asked) && !row.is_spoiled;
    const std::uint64_t took = ticks() - begin;
    if (counted.is_timed()) counted.ended(time_of(took));
    me.asks.store(outer, std::memory_order_relaxed);

    const std::uint32_t each = shortened(took / count);
    std::size_t next = 0;
    for (places rest = which; rest != 0; rest &= rest - 1) {
        quoin_row_answer& one = answers[next++];
        value answer = value::adopt(std::exchange(one.answer, nullptr));
        part_making& of = at(static_cast<std::size_t>(std::countr_zero(rest)));
        const bool has_answered = is_good && one.result == (answer ? QUOIN_VALUE : QUOIN_PASS);
        if (has_answered)
            of.answered_in_row(answer ? found::of(std::move(answer)) : found(), read.was_read, each);
        else
            of.by().notes = {};  // get notes them again
    }
}

}  // namespace quoin::engine
