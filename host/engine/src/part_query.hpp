// A query whose answer may be a part of one that is kept (parts.hpp): found there, or made without a memo of its own.
#pragma once

#include "call.hpp"

namespace quoin::engine {

/// A part and its whole, as a thread found them that is still pinned.
struct part_sight {
    memo* whole = nullptr;     ///< null: none that is kept and good
    std::uintptr_t word = 0;   ///< of the whole
    std::uint64_t marked = 0;  ///< of the whole, when it was that
    std::uintptr_t part = 0;   ///< the word of the part
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
        out.part = memo_graph::part_word(*whole, type);
        return out;
    }
};

/// A query from outside of one subject, without options. On the stack of the thread that asks; its address is the claim
/// to the part.
class alignas(16) part_query {
 public:
    part_query(shared_state& shared, const query_key& key, const part_type& of, const terms& on) noexcept
        : graph_(shared.graph),
          shared_(shared),
          key_(key),
          whole_key_(whole_key(of, key)),
          of_(of),
          on_(on) {}
    part_query(const part_query&) = delete;
    part_query& operator=(const part_query&) = delete;
    ~part_query();

    /// Takes it upon this thread to make the part, which nobody has made. Pinned since the whole was looked at.
    void claim(const part_sight& seen);
    /// What another thread is making, or what has to be looked at once more outside. Nothing: it has to be asked as any
    /// other, or to be made, if it is claimed then.
    std::optional<found> find();
    bool is_claimed() const noexcept { return claimed_; }

    /// What the providers come to, kept if it may be. Nothing: it has to be asked as any other.
    std::optional<found> make(run& in);

 private:
    std::uintptr_t mine() const noexcept { return reinterpret_cast<std::uintptr_t>(this) | part::being_made; }
    /// Who is at it, by its word and under the lock: a claim goes under it, before the query that it is of.
    static part_query& claimant(std::uintptr_t word) noexcept {
        // NOLINTNEXTLINE(performance-no-int-to-ptr): claim and answer share a word
        return *reinterpret_cast<part_query*>(word & ~memo::bits);
    }
    void look_outside_again();
    /// Waits for the thread that makes it. Nothing: look again; a failure, of the other one or since it took too long.
    std::optional<found> wait_for_another(bool& closes_a_ring);
    bool settle(memo_graph::lock& held, run& in, recorder& by, const chain& asked, const whole_reading& read,
                const found& got, std::uint32_t took);
    void end(memo_graph::lock& held, const found* failed);

    memo_graph& graph_;
    shared_state& shared_;
    const query_key& key_;
    const query_key whole_key_;
    const part_type& of_;
    const terms& on_;
    flights::flight flight_{nullptr, &this_asking_thread()};  // who waits for it
    memo_holder whole_ = {};    // where the whole is kept, once the part is claimed
    value has_ = {};            // what it is
    std::uint64_t marked_ = 0;  // its memo, when it was that
    bool claimed_ = false;
};

}  // namespace quoin::engine
