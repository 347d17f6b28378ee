// A query in flight: the walk down a chain and the calls it makes into providers.
#pragma once

#include "flights.hpp"
#include "memo_graph.hpp"
#include "provider_table.hpp"
#include "serial_lane.hpp"
#include "trace.hpp"

#include <engine/found.hpp>

namespace quoin::engine {

/// What all queries of an engine have in common.
struct shared_state {
    memo_graph graph;
    flights running = {};  ///< under the graph's lock
    std::size_t max_depth;
    std::function<fact_stamp(std::string_view name)> probe = {};
    /// The table in force; changed under the graph's lock, together with what is kept.
    const provider_table* current = nullptr;
};

/// What a query from outside and all that it asks on the way have in common.
struct run {
    const engine& owner;
    const provider_table& table;
    shared_state& shared;
    std::stop_token cancel;
    bool wants_memo = false;                 ///< whoever asks from outside wants to know where it is kept
    std::vector<const memo*> verified = {};  ///< with `verify`: what was computed again already

    /// Whoever waits for the lane could be waited for.
    static bool may_wait() { return !serial_lane::of_process().is_held_here(); }
};

/// A query on the way to its outcome, linked to the one that asked it: the path that a cycle closes.
struct open_query {
    const quoin_request& request;
    const open_query* asked_by;
    std::string_view asking_provider;  ///< in asked_by; empty for a query from outside
    bool adding;
    std::size_t depth;    ///< of queries that wait for each other, this one included
    std::size_t waiting;  ///< of queries and nexts that do
};

/// Each of them takes some kilobytes of the stack.
inline constexpr std::size_t most_waiting = 600;
/// Why no more can be asked.
std::string too_many_wait(const open_query& innermost, const quoin_request& next);

/// A result, and what it is worth to whoever asked.
struct outcome {
    found got = {};
    std::uint16_t ended_at = whole_chain;  ///< of an add: position of the provider that ended it
    memo_holder kept = {};                 ///< where it is kept
    std::uint64_t marked = 0;              ///< kept->marked when it was good
    std::uint64_t seen = 0;                ///< of a failure: a revision in which it held; 0: not known
    bool untracked = false;                ///< nobody will say when it changes
    bool outdated = false;                 ///< no longer good; what it says held at one moment of the query
    bool unclear = false;                  ///< outdated, and at which moment it held is not known
    bool torn = false;                     ///< what it was made of did not hold at one moment: ask again
};

/// Asks chain[from..] until one ends the search. Fills trace where there is one.
found walk(run& in, const open_query& query, const chain& asked, std::size_t from,
           std::chrono::steady_clock::time_point deadline, trace_walk* trace, recorder& by);

/// Starts a query: looks whether it is kept, else checks it, looks for a cycle and the depth limit, and asks.
/// `missed` is the key of the query where it was looked for just now, and not found; or null.
outcome start(run& in, const quoin_request& request, const open_query* asked_by,
              std::string_view asking_provider, bool adding, std::chrono::steady_clock::time_point deadline,
              trace_walk* trace, const query_key* missed = nullptr);

/// Asks the chain from that position on, or takes what is kept of it.
outcome ask_chain(run& in, const open_query& query, const chain& asked, std::size_t from,
                  std::chrono::steady_clock::time_point deadline, trace_walk* trace);

/// What is being computed as a part reads something other than its whole: it goes on as any other.
void is_no_part(quoin_call& call);

/// Whether a failure is one of the query; else of whoever asked, and none of another one who asks the same.
bool is_of_the_query(quoin_code code) noexcept;
/// The failure of whoever waited for another thread too long, or until cancelled; `busy` is whose provider was awaited.
found gave_up_waiting(const quoin_request& request, bool cancelled, const seat* busy);

/// Looks again at what the memo rests on outside, where it is time to. Lets go of the lock meanwhile.
void look_outside(shared_state& shared, memo_graph::lock& lock, memo& at);
/// Whether the providers that were asked stand in the table in force as in that of the run, and so do those of other
/// chains that it was asked about.
bool chain_is_current(memo_graph::lock&, const run& in, const tree::hashed_text& type, const chain& asked,
                      const recorder& by);

/// Writes down that a provider got this answer; takes the hold on where it is kept.
void record(run& in, recorder& by, outcome& what, std::size_t asked_at, bool by_next);

bool same_query(const quoin_request& a, const quoin_request& b);
found failed(const quoin_request& request, quoin_code code, std::string message, std::string provider = {});

/// "a of X [com.acme.one] -> b of X": from the outermost query to the innermost, and the one it asks.
std::string path_of(const open_query& innermost, const quoin_request& last, std::string_view last_asked_by);

/// The first subject of a request, for messages.
std::string_view first_subject(const quoin_request& request) noexcept;

/// A call that answers several types at once (quoin/ext/row.h).
struct open_row {
    /// Of the provider, for one of the answers.
    struct turn {
        taken_notes* notes;
        std::uint16_t position;  ///< of the provider in the chain of that type
    };
    const quoin_row& asked;
    std::span<const turn> turns;
    bool is_spoiled = false;  ///< it asked for more than it may

    /// Of the answer that the provider is at; null where it says nonsense.
    const turn* now() const noexcept { return asked.at < turns.size() ? &turns[asked.at] : nullptr; }
};

}  // namespace quoin::engine

/// One call into a provider; what abi.h calls quoin_call. Lives on the stack of the thread that makes the
/// call; a walk uses it for one provider after the other.
struct quoin_call {
    quoin::engine::run& in;
    const quoin::engine::open_query& query;
    const quoin::engine::chain& asked;
    std::size_t position;                            ///< of the provider in the chain
    std::chrono::steady_clock::time_point deadline;  ///< of the query, or of this call where that is earlier
    quoin::engine::trace_step* trace;
    quoin::engine::recorder& by;
    std::unique_ptr<quoin::engine::failure> last = {};  ///< of get, next and set_error
    /// What `next` came to for the request as it came. A provider that then passes has had the rest of its
    /// chain asked already: this is the outcome. (Asking again would cost 2^n calls in a chain of n providers
    /// that do so.)
    std::optional<quoin::engine::found> below = {};
    quoin::engine::open_row* row = nullptr;  ///< null: of one type

    /// Why the call failed, made anew.
    void fail(quoin_code code, std::string message) {
        last = std::make_unique<quoin::engine::failure>(
            quoin::engine::failure{code, std::move(message), {}, {}, {}});
    }
    bool expired() const {
        return deadline != deadline.max() && std::chrono::steady_clock::now() >= deadline;
    }
    bool cancelled() const { return in.cancel.stop_requested() || expired(); }
};
