// A query in flight: the walk down a chain and the calls it makes into providers.
#pragma once

#include "provider_table.hpp"
#include "serial_lane.hpp"
#include "trace.hpp"

#include <engine/engine.hpp>

#include <map>
#include <mutex>

namespace quoin::engine {

/// How often the chain of each type was walked.
class asked_counts {
 public:
    void count(std::string_view type) {
        const std::lock_guard lock(guard_);
        const auto found = counts_.find(type);
        if (found == counts_.end())
            counts_.emplace(type, 1);
        else
            ++found->second;
    }
    std::map<std::string, std::uint64_t, std::less<>> all() const {
        const std::lock_guard lock(guard_);
        return counts_;
    }

 private:
    mutable std::mutex guard_;
    std::map<std::string, std::uint64_t, std::less<>> counts_;
};

/// What a query from outside and all that it asks on the way have in common.
struct run {
    const engine& owner;
    const provider_table& table;
    serial_lane& lane;
    std::size_t max_depth;
    std::stop_token cancel;
    asked_counts& counts;
};

/// A query on the way to its outcome, linked to the one that asked it: the path that a cycle closes.
struct open_query {
    const quoin_request& request;
    const open_query* asked_by;
    std::string_view asking_provider;  ///< in asked_by; empty for a query from outside
    bool adding;
    std::size_t depth;  ///< of queries and nexts that wait for each other, this one included
};

/// Asks chain[from..] until one ends the search. Fills trace where there is one.
result walk(run& in, const open_query& query, const chain& asked, std::size_t from,
            std::chrono::steady_clock::time_point deadline, trace_walk* trace);

/// Starts a query: checks it, looks for a cycle and the depth limit, walks its chain.
result start(run& in, const quoin_request& request, const open_query* asked_by,
             std::string_view asking_provider, bool adding, std::chrono::steady_clock::time_point deadline,
             trace_walk* trace);

/// The first subject of a request, for messages.
std::string_view first_subject(const quoin_request& request) noexcept;

}  // namespace quoin::engine

/// One call into a provider; what abi.h calls quoin_call. Lives on the stack of the thread that makes the
/// call.
struct quoin_call {
    quoin::engine::run& in;
    const quoin::engine::open_query& query;
    const quoin::engine::chain& asked;
    std::size_t position;  ///< of the provider in the chain
    std::chrono::steady_clock::time_point deadline;
    quoin::engine::trace_step* trace;
    quoin::engine::failure last = {};  ///< of get, next and set_error
    /// What `next` came to for the request as it came. A provider that then passes has had the rest of its
    /// chain asked already: this is the outcome. (Asking again would cost 2^n calls in a chain of n providers
    /// that do so.)
    std::optional<quoin::engine::result> below = {};

    bool expired() const {
        return deadline != deadline.max() && std::chrono::steady_clock::now() >= deadline;
    }
    bool cancelled() const { return in.cancel.stop_requested() || expired(); }
};
