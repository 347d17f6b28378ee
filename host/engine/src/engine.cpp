// The engine's providers and facts; its queries are in engine_queries.cpp.
#include "engine_state.hpp"
#include "serial_lane.hpp"
#include "under_change.hpp"

namespace quoin::engine {

namespace {

tree::hashed_text hashed(std::string_view type) noexcept {
    return {type, tree::wide_text_hash(type)};
}

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
    if (call.row) {  // then get is asked, which says so too
        call.row->is_spoiled = true;
        return;
    }
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
    if (call.row) call.row->is_spoiled = true;
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

const void* engine::extension(std::string_view id) const {
    return state_->with.extension ? state_->with.extension(id) : nullptr;
}

}  // namespace quoin::engine
