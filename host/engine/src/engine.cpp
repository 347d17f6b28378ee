#include <engine/engine.hpp>

#include "call.hpp"
#include "provider_table.hpp"
#include "serial_lane.hpp"
#include "trace.hpp"
#include "watches.hpp"

#include <algorithm>
#include <mutex>

namespace quoin::engine {

struct state {
    explicit state(options given) : with(std::move(given)), table(std::make_shared<const provider_table>()) {}

    const options with;
    serial_lane lane;

    // The table in force. Readers copy the pointer and go on with what it points at; a change makes a new
    // table from the old one under `changing` and then swaps the pointer, so that no query sees a table half
    // changed.
    mutable std::mutex swapping;
    std::shared_ptr<const provider_table> table;

    std::mutex changing;
    engine::token last_token = 0;

    asked_counts counts;
    std::unique_ptr<watches> watched;

    std::shared_ptr<const provider_table> snapshot() const {
        const std::lock_guard lock(swapping);
        return table;
    }
    // Returns the old table, for the caller to let go of once it holds no lock: with it goes a provider that
    // was taken out, whose destroy may call back into the host.
    [[nodiscard]] std::shared_ptr<const provider_table> swap_in(
        std::vector<std::shared_ptr<const seat>> seats) {
        auto made = std::make_shared<const provider_table>(std::move(seats));
        const std::lock_guard lock(swapping);
        table.swap(made);
        return made;
    }
    run run_on(const provider_table& on, const engine& owner, const terms& by) {
        return {owner, on, lane, with.max_depth, by.cancel, counts};
    }
};

namespace {

// A query as the ABI has it; good as long as the query it was made from.
struct raw_request {
    std::vector<quoin_str> subjects;
    quoin_request request{};

    raw_request(std::string_view type, std::span<const std::string> about, view options, view payload) {
        subjects.reserve(about.size());
        for (const std::string& one : about) subjects.push_back(to_str(one));
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
        [this](std::string_view line) { log(QUOIN_LOG_ERROR, {}, line); }, std::chrono::milliseconds(0));
}

engine::~engine() {
    state_->watched.reset();
    remove_all_providers();
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

std::vector<engine::token> engine::replace_providers(
    std::span<const token> out, std::vector<std::pair<registration, std::shared_ptr<provider>>> in) {
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
        seats.push_back(std::make_shared<const seat>(seat{tokens.back(), std::move(how), std::move(what)}));
    }
    old = state_->swap_in(std::move(seats));
    state_->watched->announce();
    return tokens;
}

result engine::get(const query& what, const terms& on) const {
    const auto table = state_->snapshot();
    auto in = state_->run_on(*table, *this, on);
    const raw_request raw(what.type, what.subjects, what.options, {});
    return start(in, raw.request, nullptr, {}, false, on.deadline, nullptr);
}

result engine::first_of(const query& what, const terms& on) const {
    const auto table = state_->snapshot();
    auto in = state_->run_on(*table, *this, on);
    if (what.subjects.empty()) {
        const raw_request raw(what.type, {}, what.options, {});
        return start(in, raw.request, nullptr, {}, false, on.deadline, nullptr);
    }
    result found;
    for (const std::string& subject : what.subjects) {
        const raw_request raw(what.type, {&subject, 1}, what.options, {});
        found = start(in, raw.request, nullptr, {}, false, on.deadline, nullptr);
        if (found.outcome != QUOIN_PASS) break;
    }
    return found;
}

result engine::add(const query& about, view payload, const terms& on) {
    const auto table = state_->snapshot();
    auto in = state_->run_on(*table, *this, on);
    const raw_request raw(about.type, about.subjects, about.options, payload);
    result taken = start(in, raw.request, nullptr, {}, true, on.deadline, nullptr);
    state_->watched->announce();
    return taken;
}

void engine::clear(std::string_view type, std::string_view subject) {
    const auto table = state_->snapshot();
    for (const auto& one : table->chain_of(type)) {
        const bool laned = !one->how.thread_safe;
        if (laned) state_->lane.enter(std::chrono::steady_clock::time_point::max(), {});
        one->what->clear(type, subject);
        if (laned) state_->lane.leave();
    }
    state_->watched->announce();
}

value engine::explain(const query& what, const terms& on) const {
    const auto table = state_->snapshot();
    auto in = state_->run_on(*table, *this, on);
    const raw_request raw(what.type, what.subjects, what.options, {});
    trace_walk trace;
    const result found = start(in, raw.request, nullptr, {}, false, on.deadline, &trace);
    return to_value(trace, found.answer);
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
    for (const auto& one : table->chain_of(type)) out.push_back(one->how.id);
    return out;
}

void engine::each_in_chain(std::string_view type,
                           const std::function<void(const registration&, provider&)>& visit) const {
    const auto table = state_->snapshot();
    for (const auto& one : table->chain_of(type)) visit(one->how, *one->what);
}

void engine::log(int level, std::string_view provider, std::string_view line) const {
    if (state_->with.log) state_->with.log(level, provider, line);
}

void engine::tell_late(std::string_view provider) const {
    if (state_->with.late) state_->with.late(provider);
}

// Answers are computed each time they are asked for, so nothing that was kept can be stale.
void engine::invalidate(std::string_view provider, std::string_view type, std::string_view) {
    log(QUOIN_LOG_DEBUG, provider,
        "invalidates " + (type.empty() ? std::string("all types") : std::string(type)));
    if (state_->watched) state_->watched->announce();
}

engine::watch_id engine::watch(query what, std::function<void(const result&)> changed) {
    return state_->watched->add(std::move(what), std::move(changed));
}

bool engine::unwatch(watch_id which) {
    return state_->watched->remove(which);
}

statistics engine::stats() const {
    statistics out;
    for (const auto& [type, count] : state_->counts.all()) {
        type_statistics& of = out.types.emplace_back();
        of.type = type;
        of.misses = of.recomputations = count;
        out.all.misses += count;
        out.all.recomputations += count;
    }
    return out;
}

struct prepared::inside {
    const engine* asks;
    query what;
    result last;
};

prepared::prepared(std::unique_ptr<inside> made) : inside_(std::move(made)) {}
prepared::prepared(prepared&&) noexcept = default;
prepared& prepared::operator=(prepared&&) noexcept = default;
prepared::prepared(const prepared& other) : inside_(std::make_unique<inside>(*other.inside_)) {}
prepared& prepared::operator=(const prepared& other) {
    *this = prepared(other);
    return *this;
}
prepared::~prepared() = default;

const result& prepared::get(const terms& on) {
    inside_->last = inside_->asks->get(inside_->what, on);
    return inside_->last;
}

prepared engine::prepare(query what) const {
    return prepared(std::make_unique<prepared::inside>(prepared::inside{this, std::move(what), {}}));
}

const void* engine::extension(std::string_view id) const {
    return state_->with.extension ? state_->with.extension(id) : nullptr;
}

}  // namespace quoin::engine
