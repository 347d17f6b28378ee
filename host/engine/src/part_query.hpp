// A query whose answer may be a part of one that is kept, and is not there: made, or waited for.
#pragma once

#include "part_making.hpp"

namespace quoin::engine {

/// A query from outside of one subject, without options. On the stack of the thread that asks.
class part_query {
 public:
    part_query(shared_state& shared, const query_key& key, const part_type& of, const terms& on) noexcept
        : graph_(shared.graph),
          shared_(shared),
          key_(key),
          of_(of),
          on_(on),
          claim_(of),
          making_(key, claim_) {}
    part_query(const part_query&) = delete;
    part_query& operator=(const part_query&) = delete;
    ~part_query();

    /// Takes it upon this thread to make the part, which nobody has made. Pinned since the whole was looked at.
    void claim(const part_sight& seen);
    /// What another thread is making, or what has to be looked at once more outside. Nothing: it has to be asked as any
    /// other, or to be made, if it is claimed then.
    std::optional<found> find();
    bool is_claimed() const noexcept { return claim_.is_taken(); }

    /// What the providers come to, kept if it may be. Nothing: it has to be asked as any other.
    std::optional<found> make(run& in);

 private:
    void look_outside_again();
    /// Waits for the thread that makes it. Nothing: look again; a failure, of the other one or since it took too long.
    std::optional<found> wait_for_another(bool& closes_a_ring);

    memo_graph& graph_;
    shared_state& shared_;
    const query_key& key_;
    const part_type& of_;
    const terms& on_;
    whole_in_use whole_;
    part_claim claim_;
    part_making making_;
};

}  // namespace quoin::engine
