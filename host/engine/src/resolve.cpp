// What is kept and still good is given out; what may not be good any more is checked; the rest is computed,
// by one thread, and kept if it may be.
#include "call.hpp"
#include "kept_trace.hpp"
#include "own_frame.hpp"
#include "part_making.hpp"
#include "ticks.hpp"

#include <algorithm>

namespace quoin::engine {

namespace {

using clock = std::chrono::steady_clock;

// After so many flights of others that ended with nothing kept, a thread computes for itself.
constexpr int patience = 2;

outcome outcome_of(memo_graph& graph, memo& at, std::uintptr_t word, std::uint64_t marked, bool hold = true) {
    outcome out;
    if (const quoin_value* const answer = memo::answer_in(word)) out.got = found::of(value(view(answer)));
    out.marked = marked;
    if (hold && at.hold()) out.kept = memo_holder(graph, &at);
    return out;
}

/// Whether whoever asked keeps the memo of the answer: what a provider asks does, and few from outside do.
bool is_to_be_held(const run& in, const open_query& query, std::size_t from, const trace_walk* trace) {
    return in.wants_memo || trace || query.asked_by || from != 0;
}

/// Without a lock: what is kept, good, and needs no look outside.
std::optional<outcome> hit(run& in, const query_key& key, bool hold) {
    memo_graph& graph = in.shared.graph;
    if (graph.verifies()) return std::nullopt;
    const pin here;
    memo* const at = graph.find(key);
    if (!at) return std::nullopt;
    const std::uint64_t marked = at->marked.load(std::memory_order_acquire);
    const std::uintptr_t word = at->word.load(std::memory_order_seq_cst);
    if (!graph.may_serve(*at, word)) return std::nullopt;
    outcome out = outcome_of(graph, *at, word, marked, hold);
    if (hold && !out.kept) return std::nullopt;  // it is being unlinked
    graph.count_hit(*at, here.of());
    return out;
}

/// The query that a memo is of.
struct stored_request {
    std::vector<quoin_str> subjects;
    quoin_request request{};

    explicit stored_request(const memo& of) : subjects{to_str(of.subject->text())} {
        if (of.extra) {
            for (const std::string& one : of.extra->more) subjects.push_back(to_str(one));
            request.options = of.extra->options.get();
        }
        request.struct_size = sizeof request;
        request.type = to_str(of.type->text);
        request.subjects = subjects.data();
        request.subject_count = subjects.size();
    }
};

bool is_same(const found& now, std::uintptr_t word) {
    const view before(memo::answer_in(word));
    if (now.outcome == QUOIN_PASS) return !before;
    return before && before == view(now.answer);
}

/// One query that may be kept, on its way.
class resolving {
 public:
    resolving(run& in, const open_query& query, const chain& asked, std::uint16_t from,
              clock::time_point deadline, trace_walk* trace)
        : in_(in),
          shared_(in.shared),
          graph_(in.shared.graph),
          query_(query),
          asked_(asked),
          from_(from),
          deadline_(deadline),
          trace_(trace),
          is_held_(is_to_be_held(in, query, from, trace)),
          lock_(graph_) {}

    QUOIN_OWN_FRAME outcome find(const query_key& key) {
        int waited = 0;
        bool looked = false;
        while (true) {
            memo* const at = graph_.find_or_make(lock_, key);
            if (!at) return untracked();
            const bool is_empty =
                !memo::is_kept(at->word.load(std::memory_order_relaxed)) && at->computing == 0;
            // A part's whole is about the same subject.
            const std::uintptr_t as_part = is_empty && !at->is_alone() ? graph_.part_word(lock_, key) : 0;
            if (part::is_kept(as_part)) graph_.take_part(lock_, *at, key);
            const std::uintptr_t word = at->word.load(std::memory_order_relaxed);
            if (memo::is_good_answer(word)) {
                if ((word & memo::rests_outside) != 0 && !looked &&
                    !graph_.is_fresh(at->checked_ms.load(std::memory_order_relaxed))) {
                    looked = true;
                    look_outside(shared_, lock_, *at);
                    continue;
                }
                return give_out(*at);
            }
            if (waited < patience && run::may_wait()) {
                flights::flight* const other =
                    at->computing != 0 ? shared_.running.find(at) : part_claim::in_flight(lock_, as_part);
                if (other && !flights::closes_a_ring(*other, this_asking_thread())) {
                    ++waited;
                    outcome ended;
                    if (wait_for(*other, key, ended)) return ended;
                    continue;
                }
            }
            return compute(*at);
        }
    }

 private:
    /// True: with the waiting the query has ended too, as `out` says.
    QUOIN_OWN_FRAME bool wait_for(flights::flight& other, const query_key& key, outcome& out) {
        flights::waiter mine;
        const seat* busy = nullptr;
        const bool landed =
            shared_.running.wait(lock_, other, mine, this_asking_thread(), deadline_, in_.cancel, busy);
        if (landed && !mine.shared) return false;
        if (memo* const empty = graph_.find(key)) graph_.tidy(lock_, *empty);
        out = landed ? failure_of_another(std::move(*mine.shared), mine.seen) : gave_up(busy);
        return true;
    }

    QUOIN_OWN_FRAME outcome untracked() {
        lock_.pause();
        recorder by;
        by.seen = graph_.revision();
        outcome out;
        out.got = walk(in_, query_, asked_, from_, deadline_, trace_, by);
        out.untracked = true;
        out.torn = by.torn;
        out.seen = by.seen;
        lock_.resume();
        graph_.done_with(lock_, by);
        return out;
    }

    outcome gave_up(const seat* busy) const {
        outcome out;
        out.untracked = true;
        out.got = gave_up_waiting(query_.request, in_.cancel.stop_requested(), busy);
        tell_outcome(out.got);
        return out;
    }

    outcome failure_of_another(found&& what, std::uint64_t seen) const {
        outcome out;
        out.untracked = true;
        out.seen = seen;
        out.got = std::move(what);
        tell_outcome(out.got);
        return out;
    }

    void tell_outcome(const found& what) const {
        if (!trace_) return;
        describe_query(*trace_, query_.request);
        trace_->outcome = what.outcome;
        if (what.error) trace_->error = *what.error;
    }

    QUOIN_OWN_FRAME outcome give_out(memo& at) {
        if (graph_.verifies() &&
            std::find(in_.verified.begin(), in_.verified.end(), &at) == in_.verified.end())
            return verified(at);
        graph_.count_hit(at, this_reader());
        outcome out = outcome_of(graph_, at, at.word.load(std::memory_order_relaxed),
                                 at.marked.load(std::memory_order_relaxed));
        if (trace_) tell_kept(lock_, at, asked_, in_.table, *trace_);
        return out;
    }

    /// A kept answer against the same computed anew.
    QUOIN_OWN_FRAME outcome verified(memo& at) {
        in_.verified.push_back(&at);
        outcome out = outcome_of(graph_, at, at.word.load(std::memory_order_relaxed),
                                 at.marked.load(std::memory_order_relaxed));
        const std::uint16_t ended = at.asked_to;
        lock_.pause();
        recorder by;
        by.seen = graph_.revision();
        const found again = walk(in_, query_, asked_, from_, deadline_, nullptr, by);
        lock_.resume();
        const bool unchanged = at.marked.load(std::memory_order_relaxed) == out.marked && !by.torn &&
                               memo_graph::still_holds(by) && !shared_.running.is_changing(at);
        const bool same = again.outcome == out.got.outcome && view(again.answer) == view(out.got.answer);
        if (unchanged && !same && again.outcome != QUOIN_ERROR) {
            const std::size_t liar = std::min<std::size_t>({ended, by.asked_to, asked_.size() - 1});
            out = {};
            out.untracked = true;
            graph_.forget(lock_, at);
            out.got =
                failed(query_.request, QUOIN_E_FAILED,
                       "says it is tracked, and answers otherwise than before although nothing it asked "
                       "changed and it invalidated nothing (found by cache.verify)",
                       asked_[liar]->how.id);
            in_.owner.log(QUOIN_LOG_ERROR, asked_[liar]->how.id, out.got.error->message);
            tell_outcome(out.got);
        } else if (again.outcome == QUOIN_ERROR) {
            out = {};
            out.untracked = true;
            out.seen = by.seen;
            out.got = again.copy();
            tell_outcome(out.got);
        } else if (trace_) {
            tell_kept(lock_, at, asked_, in_.table, *trace_);
        }
        return out;
    }

    /// Whether all that the memo rests on is as it was when it was made. The lock is not held.
    QUOIN_OWN_FRAME bool stands(const std::vector<reading>& edges, std::uint64_t verified, recorder& by) {
        for (const reading& one : edges) {
            memo& on = *one.what.get();
            outcome now_is;
            if (on.from == outside_fact) {
                memo_graph::lock again(graph_);
                if (!graph_.is_fresh(on.checked_ms.load(std::memory_order_relaxed)) && shared_.probe) {
                    const std::string name(on.subject->text());
                    again.pause();
                    const fact_stamp now = shared_.probe(name);
                    again.resume();
                    graph_.looked_at(again, on, now);
                }
                now_is = outcome_of(graph_, on, memo::no_answer, on.marked.load(std::memory_order_relaxed));
            } else {
                now_is = ask_again(on, one);
            }
            const memo* const found_in = now_is.kept.get();
            record(in_, by, now_is, one.asked_at, one.by_next);
            if (found_in != &on || now_is.untracked || by.torn || by.outdated) return false;
            if (on.changed.load(std::memory_order_relaxed) > verified) return false;
        }
        return true;
    }
    outcome ask_again(const memo& on, const reading& how) {
        const stored_request asked(on);
        for (const open_query* q = &query_; q; q = q->asked_by)
            if (!q->adding && same_query(q->request, asked.request) && !how.by_next) {
                outcome ring;
                ring.untracked = true;
                return ring;
            }
        const std::string_view asker = how.asked_at < asked_.size()
                                           ? std::string_view(asked_[how.asked_at]->how.id)
                                           : std::string_view();
        const open_query query{asked.request,
                               how.by_next ? query_.asked_by : &query_,
                               how.by_next ? query_.asking_provider : asker,
                               false,
                               query_.depth + 1,
                               query_.waiting + 1};
        return ask_chain(in_, query, in_.table.chain_of(on.type->hashed()), on.from, deadline_, nullptr);
    }

    /// One computation, and what held when it began.
    struct attempt {
        flights::flight mine;
        std::uint64_t marked = 0;
        std::uintptr_t word = 0;
        std::uint64_t verified = 0;
        value before = {};
        std::vector<reading> edges = {};
        recorder by = {};
        bool under_change = false;
        bool as_it_was = false;  ///< all that it rested on is
        bool same = true;        ///< what it came to is what it was before
        std::uint32_t took = 0;
    };

    outcome compute(memo& at) {
        attempt now{{&at, &this_asking_thread()}};
        begin(at, now);
        lock_.pause();

        outcome out;
        now.as_it_was = !now.edges.empty() && stands(now.edges, now.verified, now.by);
        if (now.as_it_was) {
            if (now.before) out.got = found::of(now.before);
        } else {
            if (!now.edges.empty()) begin_again(now);
            const std::uint64_t begin = ticks();
            out.got = walk(in_, query_, asked_, from_, deadline_, trace_, now.by);
            now.took = shortened(ticks() - begin);
            now.same = memo::is_kept(now.word) && is_same(out.got, now.word);
        }
        lock_.resume();
        end(at, now, out);
        return out;
    }

    void begin(memo& at, attempt& now) {
        shared_.running.list(now.mine);
        ++at.computing;
        ++at.type->misses;
        now.marked = at.marked.load(std::memory_order_relaxed);
        now.word = at.word.load(std::memory_order_relaxed);
        now.before = value(view(memo::answer_in(now.word)));
        now.verified = at.verified;
        if (memo::is_kept(now.word) && !at.dirty)
            for (const edge& one : at.edges()) {
                one.on->holders.fetch_add(1, std::memory_order_relaxed);
                now.edges.push_back({memo_holder(graph_, one.on), 0, one.asked_at, one.by_next});
            }
        now.by.seen = graph_.revision();
        now.under_change = shared_.running.is_changing(at);
    }

    /// Something is not as it was: what was read to find that out is not what the new answer will rest on.
    QUOIN_OWN_FRAME void begin_again(attempt& now) {
        now.by = {};
        now.by.seen = graph_.revision();
    }

    QUOIN_OWN_FRAME void end(memo& at, attempt& now, outcome& out) {
        recorder& by = now.by;
        for (reading& one : now.edges) graph_.done_with(lock_, one.what);
        if (by.asked != 0) ++at.type->recomputations;
        const bool fails = out.got.outcome == QUOIN_ERROR;
        const bool on_current_chain = chain_is_current(lock_, in_, at.type->hashed(), asked_, by);
        const bool own_facts_hold = at.marked.load(std::memory_order_relaxed) == now.marked &&
                                    !now.under_change && !shared_.running.is_changing(at) && on_current_chain;
        // Own facts that changed meanwhile were read before or after: that is one moment only where nothing
        // else was read, the chain itself included.
        out.torn =
            by.torn || !on_current_chain || (!own_facts_hold && (by.asked_queries != 0 || by.asked > 1));
        // What failed holds in the revision of now, where nothing that it rests on changed since it was read.
        const bool failed_now = fails && own_facts_hold && !by.torn && !by.outdated && !by.is_volatile &&
                                (by.seen == graph_.revision() || (!by.failed && memo_graph::still_holds(by)));
        if (failed_now) out.seen = graph_.revision();
        if (!fails && !by.untracked && memo::is_good_answer(at.word.load(std::memory_order_relaxed))) {
            // Another thread kept it meanwhile, and its answer is that of now.
            out = outcome_of(graph_, at, at.word.load(std::memory_order_relaxed),
                             at.marked.load(std::memory_order_relaxed));
        } else if (fails || by.untracked) {
            out.untracked = true;
            if (!fails) out.torn = by.torn;  // it is asked each time, and once in that
            out.unclear = fails && (!own_facts_hold || by.unclear);
            if (!fails || is_of_the_query(out.got.error->code)) graph_.forget(lock_, at);
        } else if (own_facts_hold && !by.torn && !by.outdated && memo_graph::still_holds(by) &&
                   (reinterpret_cast<std::uintptr_t>(out.got.answer.get()) & memo::bits) == 0) {
            if (now.as_it_was) {
                graph_.stands(lock_, at, by);
            } else {
                const bool stays = now.same && (at.word.load(std::memory_order_relaxed) | memo::bits) ==
                                                   (now.word | memo::bits);
                graph_.keep(lock_, at, by, out.got.answer, stays, now.took);
                if (asked_.is_plain()) graph_.learn_part(lock_, at, by);
                // Whoever compares it with what it got before is done where it is the same one.
                if (stays && now.before) out.got.answer = now.before;
            }
            give(out, at);
        } else {
            out.outdated = true;
            out.unclear = !own_facts_hold || by.unclear;
        }
        if (trace_ && now.as_it_was) tell_kept(lock_, at, asked_, in_.table, *trace_);
        const bool may_share = failed_now && is_of_the_query(out.got.error->code);
        shared_.running.land(now.mine, may_share ? &out.got : nullptr, graph_.revision());
        --at.computing;  // it was what kept the memo from being unlinked
        graph_.tidy(lock_, at);
        graph_.done_with(lock_, by);
    }

    void give(outcome& out, memo& at) {
        out.marked = at.marked.load(std::memory_order_relaxed);
        if (is_held_ && at.hold()) out.kept = memo_holder(graph_, &at);
    }

    run& in_;
    shared_state& shared_;
    memo_graph& graph_;
    const open_query& query_;
    const chain& asked_;
    const std::uint16_t from_;
    const clock::time_point deadline_;
    trace_walk* const trace_;
    const bool is_held_;
    memo_graph::lock lock_;
};

/// Whether what comes of it may be kept; what is not tracked is asked each time.
bool can_be_kept(const open_query& query, const chain& asked, std::size_t from, const trace_walk* trace) {
    const bool is_nothing = asked.empty() && !query.asked_by && !trace;
    return asked.size() < whole_chain - 1 && (from >= asked.size() || asked[from]->how.tracked) &&
           !query.adding && !is_nothing;
}

QUOIN_OWN_FRAME outcome ask_unkept(run& in, const open_query& query, const chain& asked, std::size_t from,
                                   clock::time_point deadline, trace_walk* trace) {
    recorder by;
    by.seen = in.shared.graph.revision();
    outcome out;
    out.got = walk(in, query, asked, from, deadline, trace, by);
    out.untracked = true;
    out.torn = by.torn;
    out.seen = by.seen;
    out.ended_at = by.asked_to;
    if (!by.read.empty()) {
        memo_graph::lock held(in.shared.graph);
        in.shared.graph.done_with(held, by);
    }
    return out;
}

}  // namespace

void look_outside(shared_state& shared, memo_graph::lock& lock, memo& at) {
    memo_graph& graph = shared.graph;
    for (memo_holder& fact : graph.to_look_at(lock, at)) {
        const std::string name(fact->subject->text());
        lock.pause();
        const fact_stamp now = shared.probe ? shared.probe(name) : fact_stamp{};
        lock.resume();
        if (shared.probe) graph.looked_at(lock, *fact.get(), now);
        graph.done_with(lock, fact);
    }
}

outcome ask_chain(run& in, const open_query& query, const chain& asked, std::size_t from,
                  clock::time_point deadline, trace_walk* trace) {
    if (!can_be_kept(query, asked, from, trace)) return ask_unkept(in, query, asked, from, deadline, trace);
    const query_key key = key_of(query.request, static_cast<std::uint16_t>(from));
    if (!trace)
        if (auto kept = hit(in, key, is_to_be_held(in, query, from, trace))) return std::move(*kept);
    return resolving(in, query, asked, static_cast<std::uint16_t>(from), deadline, trace).find(key);
}

outcome start(run& in, const quoin_request& request, const open_query* asked_by,
              std::string_view asking_provider, bool adding, clock::time_point deadline, trace_walk* trace,
              const query_key* missed) {
    const auto refuse = [&](quoin_code code, std::string message) {
        outcome out;
        out.untracked = true;
        out.seen = in.shared.graph.revision();
        out.got = failed(request, code, std::move(message));
        if (trace) {
            describe_query(*trace, request);
            trace->outcome = QUOIN_ERROR;
            trace->error = *out.got.error;
        }
        return out;
    };

    if (request.type.len == 0) return refuse(QUOIN_E_INVALID, "a query needs a type, and this one is empty");
    if (request.subject_count == 0)
        return refuse(QUOIN_E_INVALID, "a query needs a subject, and this one has none");
    for (std::size_t i = 0; i < request.subject_count; ++i)
        if (request.subjects[i].len == 0)
            return refuse(QUOIN_E_INVALID,
                          "a query needs a subject, and subject " + std::to_string(i + 1) + " is empty");
    if (request.options && !view(request.options).is_object())
        return refuse(QUOIN_E_INVALID, "the options of a query must be an object");
    if (adding && !request.payload) return refuse(QUOIN_E_INVALID, "add needs a payload, and there is none");

    const query_key key = missed ? *missed : key_of(request, 0);
    if (!missed) in.shared.graph.fetch(key);
    for (const open_query* q = asked_by; q; q = q->asked_by)
        if (q->adding == adding && same_query(q->request, request))
            return refuse(QUOIN_E_CYCLE,
                          "the query asks itself: " + path_of(*asked_by, request, asking_provider));
    const std::size_t depth = asked_by ? asked_by->depth + 1 : 1;
    if (depth > in.shared.max_depth)
        return refuse(QUOIN_E_LIMIT, "queries wait for each other more than " +
                                         std::to_string(in.shared.max_depth) +
                                         " deep (the limit is host_options::max_depth): " +
                                         path_of(*asked_by, request, asking_provider));

    const std::size_t waiting = asked_by ? asked_by->waiting + 1 : 1;
    if (waiting > most_waiting) return refuse(QUOIN_E_LIMIT, too_many_wait(*asked_by, request));
    const open_query query{request, asked_by, asking_provider, adding, depth, waiting};
    if (!trace && !missed && !adding)
        if (auto kept = hit(in, key, is_to_be_held(in, query, 0, trace))) return std::move(*kept);
    const chain& asked = in.table.chain_of(key.hashed_type());
    if (!can_be_kept(query, asked, 0, trace)) return ask_unkept(in, query, asked, 0, deadline, trace);
    return resolving(in, query, asked, 0, deadline, trace).find(key);
}

}  // namespace quoin::engine
