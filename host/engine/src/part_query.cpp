#include "part_query.hpp"

namespace quoin::engine {

namespace {

// As for flights (resolve.cpp): after so many that came to nothing a thread asks for itself.
constexpr int patience = 2;

}  // namespace

part_query::~part_query() {
    if (!whole_.kept) return;
    memo_graph::lock held(graph_);
    claim_.end(held, shared_, whole_);
    graph_.done_with(held, whole_.kept);
}

std::optional<found> part_query::find() {
    bool looked = false, closes_a_ring = false;
    for (int waited = 0; waited <= patience;) {
        bool is_stale = false;
        {
            const pin here;
            const part_sight seen = part_sight::of(graph_, key_, of_);
            if (seen.is_kept()) {
                graph_.count_hit(*seen.whole, *of_.part, here.of());
                return memo_graph::given(seen.part);
            }
            if (!seen.whole || graph_.find(key_)) break;
            is_stale = seen.is_stale;
            if (seen.is_to_be_made()) {
                claim(seen);
                break;
            }
        }
        if (is_stale) {
            if (std::exchange(looked, true)) break;
            look_outside_again();
        } else {
            if (!run::may_wait() || waited++ == patience) break;
            if (auto failed = wait_for_another(closes_a_ring)) return failed;
            if (closes_a_ring) break;
        }
    }
    return std::nullopt;
}

void part_query::claim(const part_sight& seen) {
    if (whole_.take(graph_, seen)) claim_.take(graph_, whole_);
}

void part_query::look_outside_again() {
    memo_graph::lock held(graph_);
    memo* const whole = graph_.find(whole_key(of_, key_));
    if (whole && memo::is_good_answer(whole->word.load(std::memory_order_relaxed)))
        look_outside(shared_, held, *whole);
}

std::optional<found> part_query::wait_for_another(bool& closes_a_ring) {
    memo_graph::lock held(graph_);
    flights::flight* const other = part_claim::in_flight(held, graph_.part_word(held, key_));
    if (!other) return std::nullopt;
    closes_a_ring = flights::closes_a_ring(*other, this_asking_thread());
    if (closes_a_ring) return std::nullopt;
    flights::waiter waiting;
    const seat* busy = nullptr;
    if (!shared_.running.wait(held, *other, waiting, this_asking_thread(), on_.deadline, on_.cancel, busy))
        return gave_up_waiting(request_of(key_), on_.cancel.stop_requested(), busy);
    return std::move(waiting.shared);
}

std::optional<found> part_query::make(run& in) {
    if (!making_.compute(in, whole_, on_.deadline)) return std::nullopt;
    memo_graph::lock held(graph_);
    const bool is_good = making_.settle(held, in, whole_);
    graph_.done_with(held, whole_.kept);
    if (!is_good) return std::nullopt;
    return std::move(making_.got());
}

}  // namespace quoin::engine
