#include <engine/engine.hpp>

#include "call.hpp"
#include "kept_trace.hpp"
#include "part_query.hpp"
#include "provider_table.hpp"
#include "row_query.hpp"
#include "serial_lane.hpp"
#include "trace.hpp"
#include "under_change.hpp"
#include "watches.hpp"

#include <boost/container/small_vector.hpp>

#include <algorithm>
#include <mutex>

namespace quoin::engine {

namespace {

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
    static thread_local std::size_t open_;
};
thread_local std::size_t waiting_ask::open_ = 0;

}  // namespace

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

namespace {

tree::hashed_text hashed(std::string_view type) noexcept {
    return {type, tree::wide_text_hash(type)};
}

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

}  // namespace

engine::engine(options with) : state_(std::make_unique<state>(std::move(with))) {
    state_->watched = std::make_unique<watches>(
        [this](const query& what) { return get(what); },
        [this](const query& what) {
            const raw_request raw(what.type, std::span(what.subjects), what.options, {});
            trace_walk trace;
            outcome got = state_->ask(*this, raw.request, {}, &trace);
            state_->let_go(got);
            forget_times(trace);
            return to_value(trace, {});
        },
        [this](std::string_view line) { log(QUOIN_LOG_ERROR, {}, line); },
        [this] { return state_->shared.graph.recheck(); });
}

engine::~engine() {
    state_->watched.reset();
    remove_all_providers();
}

void engine::set_cache(const cache_settings& how) {
    state_->shared.graph.set(how);
}

engine::token engine::add_provider(registration how, std::shared_ptr<provider> what) {
    std::vector<std::pair<registration, std::shared_ptr<provider>>> in;
    in.emplace_back(std::move(how), std::move(what));
    return replace_providers({}, std::move(in)).front();
}

bool engine::remove_provider(token which) {
    std::shared_ptr<const provider_table> old;
    const std::lock_guard lock(state_->changing);
    auto seats = state_->snapshot()->seats();
    if (std::erase_if(seats, [which](const auto& one) { return one->token == which; }) == 0) return false;
    old = state_->swap_in(std::move(seats));
    state_->watched->announce();
    return true;
}

void engine::remove_all_providers() {
    std::shared_ptr<const provider_table> old;
    const std::lock_guard lock(state_->changing);
    old = state_->swap_in({});
    if (state_->watched) state_->watched->announce();
}

// NOLINTBEGIN(performance-unnecessary-value-param): what is in it moves into the table
std::vector<engine::token> engine::replace_providers(
    std::span<const token> out, std::vector<std::pair<registration, std::shared_ptr<provider>>> in) {
    // NOLINTEND(performance-unnecessary-value-param)
    std::shared_ptr<const provider_table> old;
    const std::lock_guard lock(state_->changing);
    auto seats = state_->snapshot()->seats();
    std::erase_if(
        seats, [&](const auto& one) { return std::find(out.begin(), out.end(), one->token) != out.end(); });

    std::vector<token> tokens;
    for (auto& [how, what] : in) {
        for (const auto& one : seats)
            if (one->how.id == how.id)
                throw error(QUOIN_E_INVALID, "a provider with the id '" + how.id + "' is registered already");
        tokens.push_back(++state_->last_token);
        seats.push_back(std::make_shared<const seat>(tokens.back(), std::move(how), std::move(what)));
    }
    old = state_->swap_in(std::move(seats));
    state_->watched->announce();
    return tokens;
}

result engine::get(const query& what, const terms& on) const {
    if (what.subjects.size() == 1 && !what.options) return find(what.type, what.subjects.front(), on).whole();
    const raw_request raw(what.type, std::span(what.subjects), what.options, {});
    return state_->ask(*this, raw.request, on, nullptr).got.whole();
}

result engine::get(std::string_view type, std::string_view subject, view options, const terms& on) const {
    const raw_request raw(type, std::span<const std::string_view>(&subject, 1), options, {});
    return state_->ask(*this, raw.request, on, nullptr).got.whole();
}

result engine::first_of(const query& what, const terms& on) const {
    if (what.subjects.empty()) return get(what, on);
    result found;
    for (const std::string& subject : what.subjects) {
        found = get({what.type, {subject}, what.options}, on);
        if (found.outcome != QUOIN_PASS) break;
    }
    return found;
}

borrowed engine::kept(std::string_view type, std::string_view subject) const noexcept {
    const quoin_str about = to_str(subject);
    return state_->lend(plain_key(type, about));
}

found engine::find(std::string_view type, std::string_view subject, const terms& on) const {
    const quoin_str about = to_str(subject);
    const query_key key = plain_key(type, about);
    memo_graph& graph = state_->shared.graph;
    if (!graph.verifies()) {
        pin here;
        if (memo* const own = graph.find(key)) {
            const std::uintptr_t word = own->word.load(std::memory_order_seq_cst);
            if (graph.may_serve(*own, word)) {
                graph.count_hit(*own, here.of());
                return memo_graph::given(word);
            }
        } else if (const part_type* const of = graph.part_type_of(key.hashed_type())) {
            const part_sight seen = part_sight::of(graph, key, *of);
            if (seen.is_kept()) {
                graph.count_hit(*seen.whole, *of->part, here.of());
                return memo_graph::given(seen.part);
            }
            if (seen.whole)
                if (auto got = state_->ask_for_part(*this, key, *of, seen, on, std::move(here)))
                    return std::move(*got);
        }
    }
    const raw_request raw(type, std::span<const std::string_view>(&subject, 1), {}, {});
    return state_->ask(*this, raw.request, on, nullptr, false, &key).got;
}

void engine::get_row(std::span<const std::string> types, std::string_view subject, std::span<found> out,
                     const terms& on) const {
    for (std::size_t begin = 0; begin < types.size(); begin += row_query::most) {
        const auto some = types.subspan(begin, std::min(row_query::most, types.size() - begin));
        const auto of_some = out.subspan(begin, some.size());
        row_query::places left = state_->ask_row(*this, some, subject, of_some, on);
        for (std::size_t i = 0; left != 0; ++i, left >>= 1U)
            if ((left & 1U) != 0) of_some[i] = find(some[i], subject, on);
    }
}

view borrowed::answer() const noexcept {
    return view(memo::answer_in(word_));
}

void borrowed::give_back(void* loan) noexcept {
    pin::end(*static_cast<reader*>(loan));
}

result engine::add(const query& about, view payload, const terms& on) {
    const auto table = state_->snapshot();
    run in{*this, *table, state_->shared, on.cancel};
    const raw_request raw(about.type, std::span(about.subjects), about.options, payload);
    outcome taken;
    {
        const under_change changing(state_->shared, about.type, about.subjects);
        taken = start(in, raw.request, nullptr, {}, true, on.deadline, nullptr);
        // The provider that took it may have offered it on to those below, and one that failed may have kept
        // it.
        if (taken.got.outcome != QUOIN_PASS)
            for (const std::string& subject : about.subjects)
                changing.changed(subject, taken.ended_at == whole_chain ? 0 : taken.ended_at);
    }
    state_->watched->announce();
    return std::move(taken.got).whole();
}

void engine::clear(std::string_view type, std::string_view subject) {
    const auto table = state_->snapshot();
    const std::string about(subject);
    {
        const under_change changing(state_->shared, type,
                                    std::span(&about, about.empty() ? std::size_t{0} : std::size_t{1}));
        for (const auto& one : table->chain_of(hashed(type))) {
            const bool laned = !one->how.thread_safe;
            if (laned) serial_lane::of_process().enter(std::chrono::steady_clock::time_point::max(), {});
            one->what->clear(type, subject);
            if (laned) serial_lane::of_process().leave();
        }
        changing.changed(subject, 0);
    }
    state_->watched->announce();
}

value engine::explain(const query& what, const terms& on) const {
    const raw_request raw(what.type, std::span(what.subjects), what.options, {});
    trace_walk trace;
    outcome got = state_->ask(*this, raw.request, on, &trace);
    state_->let_go(got);
    return to_value(trace, got.got.answer);
}

std::vector<std::pair<engine::token, registration>> engine::providers() const {
    const auto table = state_->snapshot();
    auto seats = table->seats();
    std::sort(seats.begin(), seats.end(), [](const auto& a, const auto& b) {
        if (a->how.priority.value != b->how.priority.value)
            return a->how.priority.value > b->how.priority.value;
        return goes_before_at_equal_priority(*a, *b);
    });
    std::vector<std::pair<token, registration>> out;
    out.reserve(seats.size());
    for (const auto& one : seats) out.emplace_back(one->token, one->how);
    return out;
}

std::vector<std::pair<engine::token, call_counts>> engine::calls() const {
    const auto table = state_->snapshot();
    std::vector<std::pair<token, call_counts>> out;
    for (const auto& one : table->seats()) out.emplace_back(one->token, one->what->counter.sum());
    return out;
}

std::vector<std::string> engine::types() const {
    return state_->snapshot()->types();
}

std::vector<std::string> engine::chain(std::string_view type) const {
    const auto table = state_->snapshot();
    std::vector<std::string> out;
    for (const auto& one : table->chain_of(hashed(type))) out.push_back(one->how.id);
    return out;
}

void engine::each_in_chain(std::string_view type,
                           const std::function<void(const registration&, provider&)>& visit) const {
    const auto table = state_->snapshot();
    for (const auto& one : table->chain_of(hashed(type))) visit(one->how, *one->what);
}

void engine::log(int level, std::string_view provider, std::string_view line) const {
    if (state_->with.log) state_->with.log(level, provider, line);
}

void engine::tell_late(std::string_view provider) const {
    if (state_->with.late) state_->with.late(provider);
}

namespace {

/// What that provider says of that subject changed, under the graph's lock.
void change_of(memo_graph::lock& held, shared_state& shared, std::string_view provider,
               const type_entry& type, std::string_view subject) {
    const chain& asked = shared.current->chain_of(type.hashed());
    for (std::size_t i = 0; i < asked.size(); ++i)
        if (asked[i]->how.id == provider)
            shared.graph.change(held, type.text, subject, static_cast<int>(i), static_cast<int>(i));
}

/// The types that a provider means; outside facts have the empty one.
bool means(std::string_view type, const type_entry& one) {
    return !one.text.empty() && (type.empty() || one.text == type);
}

}  // namespace

void engine::invalidate(std::string_view provider, std::string_view type, std::string_view subject) {
    {
        memo_graph::lock held(state_->shared.graph);
        for (const type_entry* const one : state_->shared.graph.types(held))
            if (means(type, *one)) change_of(held, state_->shared, provider, *one, subject);
    }
    tell_invalidated(provider, type);
}

void engine::invalidate_where(std::string_view provider, std::string_view type,
                              const std::function<bool(std::string_view subject)>& matches) {
    memo_graph& graph = state_->shared.graph;
    std::vector<std::pair<const type_entry*, std::vector<std::string>>> asked;
    {
        memo_graph::lock held(graph);
        for (const type_entry* const one : graph.types(held))
            if (means(type, *one)) asked.emplace_back(one, graph.subjects_of(held, *one));
    }
    // Without the lock: it is a plugin's code. Whoever began to compute before the facts changed is in the list,
    // and whoever began later has read what they are now.
    for (auto& [one, subjects] : asked)
        std::erase_if(subjects, [&](const std::string& of) { return !matches(of); });
    {
        memo_graph::lock held(graph);
        for (const auto& [one, subjects] : asked)
            for (const std::string& subject : subjects)
                change_of(held, state_->shared, provider, *one, subject);
    }
    tell_invalidated(provider, type);
}

void engine::tell_invalidated(std::string_view provider, std::string_view type) {
    log(QUOIN_LOG_DEBUG, provider,
        "invalidates " + (type.empty() ? std::string("all types") : std::string(type)));
    if (state_->watched) state_->watched->announce();
}

void engine::rests_on(quoin_call& call, std::string_view name, const fact_stamp& found) {
    memo_graph& graph = call.in.shared.graph;
    if (call.by.whole) is_no_part(call);
    outcome fact;
    {
        memo_graph::lock held(graph);
        memo* const at = graph.outside(held, name, found);
        if (!at || !at->hold()) {
            fact.untracked = true;
        } else {
            fact.kept = memo_holder(graph, at);
            fact.marked = at->marked.load(std::memory_order_relaxed);
        }
    }
    record(call.in, call.by, fact, call.position, false);
}

void engine::rests_on_nothing_known(quoin_call& call) noexcept {
    call.by.untracked = true;
}

engine::watch_id engine::watch(query what, std::function<void(const result&)> changed, watched of) {
    return state_->watched->add(std::move(what), std::move(changed), of);
}

bool engine::unwatch(watch_id which) {
    return state_->watched->remove(which);
}

void engine::end_watches() noexcept {
    state_->watched->end();
}

statistics engine::stats() const {
    return state_->shared.graph.stats();
}

// Invariant: where `at` is set, `last` is its answer as of `seen`, and still is if at->marked is `marked`.
struct prepared::inside {
    const engine* asks;
    query what;
    result last = {};
    memo_holder at = {};
    std::uint64_t marked = 0, seen = 0;

    void drop() {
        if (!at) return;
        memo_graph& graph = asks->state_->shared.graph;
        memo_graph::lock held(graph);
        graph.done_with(held, at);
    }
};

prepared::prepared(std::unique_ptr<inside> made) : inside_(std::move(made)) {}
prepared::prepared(prepared&&) noexcept = default;
prepared& prepared::operator=(prepared&& other) noexcept {
    std::swap(inside_, other.inside_);
    return *this;
}
prepared::prepared(const prepared& other) : inside_(std::make_unique<inside>(*other.inside_)) {}
prepared& prepared::operator=(const prepared& other) {
    *this = prepared(other);
    return *this;
}
prepared::~prepared() {
    if (inside_) inside_->drop();
}

const result& prepared::get(const terms& on) {
    inside& my = *inside_;
    const state& of = *my.asks->state_;
    memo_graph& graph = of.shared.graph;
    // The revision first: what is good after that is good in it.
    const std::uint64_t now = graph.revision();
    if (memo* const at = my.at.get(); at && !graph.verifies()) {
        const std::uintptr_t word = at->word.load(std::memory_order_acquire);
        const bool unchanged = now == my.seen || at->marked.load(std::memory_order_acquire) == my.marked;
        if (unchanged && graph.may_serve(*at, word)) {
            my.seen = now;
            graph.count_hit(*at, this_reader());
            return my.last;
        }
    }
    const raw_request raw(my.what.type, std::span<const std::string>(my.what.subjects), my.what.options, {});
    my.drop();
    outcome got = of.ask(*my.asks, raw.request, on, nullptr, true);
    of.let_go(got);
    my.last = std::move(got.got).whole();
    my.at = std::move(got.kept);
    my.marked = got.marked;
    my.seen = now;
    return my.last;
}

prepared engine::prepare(query what) const {
    return prepared(std::make_unique<prepared::inside>(prepared::inside{this, std::move(what)}));
}

const void* engine::extension(std::string_view id) const {
    return state_->with.extension ? state_->with.extension(id) : nullptr;
}

}  // namespace quoin::engine
