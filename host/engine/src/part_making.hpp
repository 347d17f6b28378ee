// Making a part (parts.hpp): claimed first, so that all others wait; then computed; then kept with its whole, if it
// turned out to be one.
#pragma once

#include "call.hpp"

namespace quoin::engine {

/// A part and its whole, as a thread found them that is still pinned.
struct part_sight {
    memo* whole = nullptr;     ///< null: none that is kept and good
    std::uintptr_t word = 0;   ///< of the whole
    std::uint64_t marked = 0;  ///< of the whole, when it was that
    std::uintptr_t part = 0;   ///< the word of the part
    bool has_no_row = false;   ///< no part of the whole has a place
    bool is_stale = false;     ///< what the whole rests on outside has to be looked at once more

    bool is_kept() const noexcept { return !is_stale && part::is_kept(part); }
    /// Where there is no memo of the query either.
    bool is_to_be_made() const noexcept { return whole && !is_stale && part == 0; }

    static part_sight of(const memo_graph& graph, const query_key& key, const part_type& type) noexcept {
        part_sight out;
        memo* const whole = graph.find(whole_key(type, key));
        if (!whole) return out;
        out.marked = whole->marked.load(std::memory_order_acquire);
        out.word = whole->word.load(std::memory_order_seq_cst);
        if (!memo::is_good_answer(out.word)) return out;
        out.whole = whole;
        out.is_stale = !graph.may_serve(*whole, out.word);
        out.has_no_row = !whole->parts.load(std::memory_order_relaxed);
        out.part = out.has_no_row ? 0 : memo_graph::part_word(*whole, type);
        return out;
    }
};

/// A whole, while parts of it are made.
struct whole_in_use {
    memo_holder kept = {};     ///< where
    value answer = {};         ///< what it is
    std::uint64_t marked = 0;  ///< of the memo, when it was that

    /// Pinned since it was looked at. False: not any more.
    bool take(memo_graph& graph, const part_sight& seen) {
        if (!seen.whole->hold()) return false;
        kept = memo_holder(graph, seen.whole);
        answer = value(view(memo::answer_in(seen.word)));
        marked = seen.marked;
        return true;
    }
};

/// A part that is made here: its address is what stands in the part's word meanwhile. On the stack of the thread that asks.
class alignas(16) part_claim {
 public:
    /// What it is of outlives it.
    explicit part_claim(const part_type& of) noexcept : of_(of) {}
    part_claim(const part_claim&) = delete;
    part_claim& operator=(const part_claim&) = delete;

    const part_type& of() const noexcept { return of_; }
    /// Pinned since the whole was taken, and while it is still what it was. False: another thread was faster.
    bool take(memo_graph& graph, const whole_in_use& whole) {
        if (!may_be_taken()) return false;
        part* at = memo_graph::part_of(*whole.kept.get(), of_);
        if (!at) at = made_place(graph, whole);
        std::uintptr_t nothing = 0;
        is_taken_ = at && at->word.compare_exchange_strong(nothing, mine(), std::memory_order_seq_cst);
        return is_taken_;
    }
    bool may_be_taken() const noexcept { return of_.is_one.load(std::memory_order_relaxed); }
    /// The same in a row that nobody else sees yet. False: the type was asked for twice.
    bool take_in(part_row& row) noexcept {
        std::atomic<std::uintptr_t>& word = row[of_.place].word;
        is_taken_ = word.load(std::memory_order_relaxed) == 0;
        if (is_taken_) word.store(mine(), std::memory_order_relaxed);
        return is_taken_;
    }
    /// Whether parts of what the whole was may have places.
    static bool may_have_places(memo_graph::lock&, const whole_in_use& whole) noexcept {
        const memo& at = *whole.kept.get();
        // Parts go with the answer of their whole: where the budget took only that, they would be left to its next one.
        const bool is_there = !at.unlinked && memo::is_kept(at.word.load(std::memory_order_relaxed));
        return is_there && at.marked.load(std::memory_order_relaxed) == whole.marked;
    }
    bool is_taken() const noexcept { return is_taken_; }
    /// Where it stands as it was left; null where facts changed meanwhile, or nobody looks there any more.
    part* place(memo_graph::lock& held, const whole_in_use& whole) const noexcept {
        return memo_graph::claimed_part(held, *whole.kept.get(), of_, mine());
    }
    /// Ends it, if it was taken: nothing is kept, or something is by now. Who waits is told of a failure that is his too.
    void end(memo_graph::lock& held, shared_state& shared, const whole_in_use& whole,
             const found* failed = nullptr);

    /// The same where it was kept at its place: the claim is gone already.
    void was_kept(memo_graph::lock&, shared_state& shared) {
        is_taken_ = false;
        shared.running.tell_landed(flight_, nullptr, shared.graph.revision());
    }

    /// Who makes the part with that word just now; null where nobody does. Under the lock: a claim goes before what it
    /// is of.
    static flights::flight* in_flight(memo_graph::lock&, std::uintptr_t word) noexcept {
        if ((word & part::being_made) == 0) return nullptr;
        // NOLINTNEXTLINE(performance-no-int-to-ptr): claim and answer share a word
        return &reinterpret_cast<part_claim*>(word & ~memo::bits)->flight_;
    }

 private:
    std::uintptr_t mine() const noexcept { return reinterpret_cast<std::uintptr_t>(this) | part::being_made; }
    part* made_place(memo_graph& graph, const whole_in_use& whole) const;

    const part_type& of_;
    flights::flight flight_{nullptr, &this_asking_thread()};  // who waits for it
    bool is_taken_ = false;
};

/// One part on its way, that was claimed.
class part_making {
 public:
    /// Both outlive it.
    part_making(const query_key& key, part_claim& claim) noexcept
        : key_(key), of_(claim.of()), claim_(claim) {}
    part_making(const part_making&) = delete;
    part_making& operator=(const part_making&) = delete;

    /// Asks the providers. False, and nobody was asked: it cannot be one of a part.
    bool compute(run& in, const whole_in_use& whole, std::chrono::steady_clock::time_point deadline);
    /// Keeps what it came to, where that may be, and ends the claim. False: it was made of what did not hold at one
    /// moment, and has to be asked as any other.
    bool settle(memo_graph::lock& held, run& in, const whole_in_use& whole);

    /// Once it is computed: whether it read the whole and nothing else.
    bool is_part() const noexcept { return by_.whole && read_.was_read; }
    found& got() noexcept { return got_; }

 private:
    bool keep(memo_graph::lock& held, run& in, const whole_in_use& whole);

    const query_key& key_;
    const part_type& of_;
    part_claim& claim_;
    std::uint32_t took_ = 0;
    const chain* asked_ = nullptr;
    whole_reading read_{};
    recorder by_;
    found got_;
};

quoin_request request_of(const query_key& key) noexcept;

}  // namespace quoin::engine
