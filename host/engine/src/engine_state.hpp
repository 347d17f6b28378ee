// What an engine holds, and how it asks a query from outside.
#pragma once

#include "call.hpp"
#include "kept_trace.hpp"
#include "part_query.hpp"
#include "provider_table.hpp"
#include "row_query.hpp"
#include "trace.hpp"
#include "watches.hpp"

#include <boost/container/small_vector.hpp>

#include <algorithm>
#include <mutex>

namespace quoin::engine {

/// An ask from outside that this thread waits for. Those that it waits for besides are of providers that ask the host
/// instead of their call, and no path links them.
class waiting_ask {
 public:
    waiting_ask() noexcept { ++open_; }
    ~waiting_ask() { --open_; }
    waiting_ask(const waiting_ask&) = delete;
    waiting_ask& operator=(const waiting_ask&) = delete;
    std::size_t depth() const noexcept { return open_; }

 private:
    static inline thread_local constinit std::size_t open_ = 0;
};

struct state {
    explicit state(options given)
        : with(std::move(given)),
          shared{.graph = memo_graph(with.cache), .max_depth = with.max_depth, .probe = with.probe},
          table(std::make_shared<const provider_table>()) {
        shared.current = table.get();
    }

    const options with;
    mutable shared_state shared;

    // The table in force. Readers copy the pointer and go on with what it points at; a change makes a new
    // table from the old one under `changing` and then swaps the pointer, so that no query sees a table half
    // changed.
    mutable std::mutex swapping;
    std::shared_ptr<const provider_table> table;

    std::mutex changing;
    engine::token last_token = 0;

    std::unique_ptr<watches> watched;

    std::shared_ptr<const provider_table> snapshot() const {
        const std::lock_guard lock(swapping);
        return table;
    }
    // Returns the old table, for the caller to let go of once it holds no lock: with it goes a provider that
    // was taken out, whose destroy may call back into the host. What is kept of the chains that change is
    // marked before the table is there, so that no query on the new table finds an answer of the old one.
    [[nodiscard]] std::shared_ptr<const provider_table> swap_in(
        std::vector<std::shared_ptr<const seat>> seats) {
        auto made = std::make_shared<const provider_table>(std::move(seats));
        memo_graph::lock held(shared.graph);
        std::vector<memo_graph::chain_change> changes;
        for (type_entry* const type : shared.graph.types(held)) {
            const chain& before = table->chain_of(type->hashed());
            const chain& after = made->chain_of(type->hashed());
            const auto differ = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
            if (differ.first != before.end() || differ.second != after.end())
                changes.push_back({type, static_cast<std::size_t>(differ.first - before.begin())});
        }
        shared.graph.change_chains(held, changes);
        shared.current = made.get();
        const std::lock_guard lock(swapping);
        table.swap(made);
        return made;
    }

    /// A query from outside. Where facts changed so that what it read did not hold at one moment, it is asked
    /// again, as if it came now; with facts that change all the time that may never end.
    outcome ask(const engine& owner, const quoin_request& request, const terms& on, trace_walk* trace,
                bool wants_memo = false, const query_key* missed = nullptr) const {
        constexpr int tries = 100;
        const waiting_ask mine;
        if (mine.depth() > shared.max_depth) return refused_as_too_deep(request, trace);
        for (int i = 0;; ++i) {
            const auto on_table = snapshot();
            run in{owner, *on_table, shared, on.cancel};
            in.wants_memo = wants_memo;
            if (trace) *trace = {};
            outcome out = start(in, request, nullptr, {}, false, on.deadline, trace, missed);
            if (out.torn && i < tries) {
                memo_graph::lock held(shared.graph);
                shared.running.wait_for_a_change(held, on.deadline, on.cancel);
                continue;
            }
            if (out.torn) {
                out = {};
                out.got = failed(request, QUOIN_E_STALE,
                                 "what it rests on changed each of the " + std::to_string(tries) +
                                     " times that it was computed: ask again when fewer facts change");
                if (trace) trace->outcome = QUOIN_ERROR;
                if (trace) trace->error = *out.got.error;
            }
            if (trace && out.kept) {
                memo_graph::lock held(shared.graph);
                tell_facts(held, *out.kept.get(), *on_table, *trace);
            }
            return out;
        }
    }
    outcome refused_as_too_deep(const quoin_request& request, trace_walk* trace) const {
        outcome out;
        out.untracked = true;
        out.got = failed(
            request, QUOIN_E_LIMIT,
            "queries wait for each other more than " + std::to_string(shared.max_depth) +
                " deep on one thread: a provider asks the host again and again; it has to ask through the "
                "call that it is given");
        if (trace) {
            describe_query(*trace, request);
            trace->outcome = QUOIN_ERROR;
            trace->error = *out.got.error;
        }
        return out;
    }
    /// What is kept and good without another look outside: no lock, nothing counted on the answer.
    borrowed lend(const query_key& key) const noexcept {
        borrowed out;
        memo_graph& graph = shared.graph;
        if (graph.verifies()) return out;
        pin here;
        if (memo* const own = graph.find(key)) {
            const std::uintptr_t word = own->word.load(std::memory_order_seq_cst);
            if (!graph.may_serve(*own, word)) return out;
            graph.count_hit(*own, here.of());
            out.word_ = word;
            out.reader_ = here.release();
        } else if (const part_type* const of = graph.part_type_of(key.hashed_type())) {
            const part_sight seen = part_sight::of(graph, key, *of);
            if (!seen.is_kept()) return out;
            graph.count_hit(*seen.whole, *of->part, here.of());
            out.word_ = seen.part;
            out.reader_ = here.release();
        }
        return out;
    }
    /// What a query came to whose answer may be a part, and is not kept. Nothing: it has to be asked as any other. Ends
    /// the pin since which it was looked for.
    std::optional<found> ask_for_part(const engine& owner, const query_key& key, const part_type& of,
                                      const part_sight& seen, const terms& on, pin&& since) const {
        part_query asked(shared, key, of, on);
        {
            const pin until_claimed = std::move(since);
            if (seen.is_to_be_made()) asked.claim(seen);
        }
        if (!asked.is_claimed())
            if (auto kept = asked.find()) return kept;
        if (!asked.is_claimed()) return std::nullopt;
        const waiting_ask mine;
        if (mine.depth() > shared.max_depth) return std::nullopt;
        const auto on_table = snapshot();
        run in{owner, *on_table, shared, on.cancel};
        return asked.make(in);
    }
    /// What is kept of several types, and what parts of one whole come to; gives those that have to be asked one by one.
    row_query::places ask_row(const engine& owner, std::span<const std::string> types,
                              std::string_view subject, std::span<found> out, const terms& on) const {
        const row_query::places all = (row_query::places{1} << types.size()) - 1;
        const waiting_ask mine;
        if (shared.graph.verifies() || mine.depth() > shared.max_depth) return all;
        row_query asked(shared, subject);
        row_query::places left = asked.find(types, out);
        if (!asked.has_claims()) return left;
        const auto on_table = snapshot();
        run in{owner, *on_table, shared, on.cancel};
        return left | asked.make(in, on.deadline, out);
    }
    /// What was held so that it hears of changes need not be any more.
    void let_go(outcome& of) const {
        if (!of.kept || memo::is_kept(of.kept->word.load(std::memory_order_relaxed))) return;
        memo_graph::lock held(shared.graph);
        shared.graph.done_with(held, of.kept);
    }
};

// A query as the ABI has it; good as long as the query it was made from.
struct raw_request {
    boost::container::small_vector<quoin_str, 2> subjects;
    quoin_request request{};

    template <class Text>
    raw_request(std::string_view type, std::span<const Text> about, view options, view payload) {
        subjects.reserve(about.size());
        for (const Text& one : about) subjects.push_back(to_str(one));
        request.struct_size = sizeof request;
        request.type = to_str(type);
        request.subjects = subjects.data();
        request.subject_count = subjects.size();
        request.options = options.get();
        request.payload = payload.get();
    }
};

}  // namespace quoin::engine
