#include "part_query.hpp"

#include "ticks.hpp"

namespace quoin::engine {

namespace {

// As for flights (resolve.cpp): after so many that came to nothing a thread asks for itself.
constexpr int patience = 2;

quoin_request request_of(const query_key& key) noexcept {
    quoin_request out{};
    out.struct_size = sizeof out;
    out.type = to_str(key.type);
    out.subjects = key.subjects.data();
    out.subject_count = key.subjects.size();
    return out;
}

}  // namespace

part_query::~part_query() {
    if (!claimed_ && !whole_) return;
    memo_graph::lock held(graph_);
    end(held, nullptr);
}

void part_query::end(memo_graph::lock& held, const found* failed) {
    if (std::exchange(claimed_, false)) {
        memo_graph::give_up_part(held, *whole_.get(), of_, mine());
        shared_.running.tell_landed(flight_, failed, graph_.revision());
    }
    graph_.done_with(held, whole_);
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
    if (!of_.is_one.load(std::memory_order_relaxed)) return;
    memo& whole = *seen.whole;
    part* at = memo_graph::part_of(whole, of_);
    if (!at) {
        memo_graph::lock held(graph_);
        if (whole.unlinked || whole.word.load(std::memory_order_relaxed) != seen.word) return;
        graph_.make_room_for_part(held, whole, of_);
        at = memo_graph::part_of(whole, of_);
    }
    if (!whole.hold()) return;
    whole_ = memo_holder(graph_, &whole);
    std::uintptr_t nothing = 0;
    claimed_ = at->word.compare_exchange_strong(nothing, mine(), std::memory_order_seq_cst);
    has_ = value(view(memo::answer_in(seen.word)));
    marked_ = seen.marked;
}

void part_query::look_outside_again() {
    memo_graph::lock held(graph_);
    memo* const whole = graph_.find(whole_key_);
    if (whole && memo::is_good_answer(whole->word.load(std::memory_order_relaxed)))
        look_outside(shared_, held, *whole);
}

std::optional<found> part_query::wait_for_another(bool& closes_a_ring) {
    memo_graph::lock held(graph_);
    const memo* const whole = graph_.find(whole_key_);
    const std::uintptr_t word = whole ? memo_graph::part_word(*whole, of_) : 0;
    if ((word & part::being_made) == 0) return std::nullopt;
    flights::flight& other = claimant(word).flight_;
    closes_a_ring = flights::closes_a_ring(other, this_asking_thread());
    if (closes_a_ring) return std::nullopt;
    flights::waiter waiting;
    const seat* busy = nullptr;
    if (!shared_.running.wait(held, other, waiting, this_asking_thread(), on_.deadline, on_.cancel, busy))
        return gave_up_waiting(request_of(key_), on_.cancel.stop_requested(), busy);
    return std::move(waiting.shared);
}

std::optional<found> part_query::make(run& in) {
    const chain& asked = in.table.chain_of(key_.hashed_type());
    if (!asked.is_plain() || asked.empty()) return std::nullopt;
    whole_reading read{has_, whole_key_};
    recorder by;
    by.seen = graph_.revision();
    by.whole = &read;
    const quoin_request request = request_of(key_);
    const open_query query{request, nullptr, {}, false, 1, 1};
    const std::uint64_t begin = ticks();
    found got = walk(in, query, asked, 0, on_.deadline, nullptr, by);
    const std::uint32_t took = shortened(ticks() - begin);

    memo_graph::lock held(graph_);
    const bool is_good = settle(held, in, by, asked, read, got, took);
    end(held, is_good && got.error && is_of_the_query(got.error->code) ? &got : nullptr);
    if (!by.read.empty()) graph_.done_with(held, by);
    if (!is_good) return std::nullopt;
    return got;
}

/// Keeps what it came to, where that may be. False: what it was made of did not hold at one moment.
bool part_query::settle(memo_graph::lock& held, run& in, recorder& by, const chain& asked,
                        const whole_reading& read, const found& got, std::uint32_t took) {
    type_entry& type = *of_.part;
    const bool is_part = by.whole && read.was_read;
    if (!is_part) graph_.is_surprised(held, of_);
    // As for what is computed with a memo: what it read, and its own facts, have to be of one moment.
    part* const at = memo_graph::claimed_part(held, *whole_.get(), of_, mine());
    const bool own_facts_hold = at && !shared_.running.is_changing(type.text, to_view(key_.subjects[0])) &&
                                chain_is_current(held, in, type.hashed(), asked, by);
    const bool whole_holds = !read.was_read || whole_->marked.load(std::memory_order_relaxed) == marked_;
    if (!own_facts_hold || !whole_holds || by.torn || by.outdated || !memo_graph::still_holds(by))
        return false;
    ++type.misses;
    ++type.recomputations;
    if (got.outcome == QUOIN_ERROR || by.untracked) return true;
    if ((reinterpret_cast<std::uintptr_t>(got.answer.get()) & memo::bits) != 0) return true;
    if (is_part) {
        graph_.keep_part(held, *whole_.get(), of_, *at, by, got.answer, took);
        return true;
    }
    memo* const own = graph_.find_or_make(held, key_);
    if (!own || own->computing != 0 || memo::is_kept(own->word.load(std::memory_order_relaxed))) return false;
    graph_.keep(held, *own, by, got.answer, false, took);
    return true;
}

void is_no_part(quoin_call& call) {
    const whole_reading& whole = *std::exchange(call.by.whole, nullptr);
    if (!whole.was_read) return;
    const quoin_request request = request_of(whole.key);
    outcome again = start(call.in, request, &call.query, call.asked[whole.asked_at]->how.id, false,
                          call.deadline, nullptr);
    if (again.got.answer.get() != whole.answer.get()) call.by.torn = true;
    record(call.in, call.by, again, whole.asked_at, false);
}

}  // namespace quoin::engine
