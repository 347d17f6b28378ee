#include <quoin/host.hpp>

#include "builtin_plugins.hpp"
#include "cache_of.hpp"
#include "caller_rights.hpp"
#include "files_of_answers.hpp"
#include "host_state.hpp"
#include "plugin_care.hpp"
#include "provider_listing.hpp"
#include "query_terms.hpp"
#include "statistics_listing.hpp"
#include "type_listing.hpp"

#include <engine/callable_provider.hpp>
#include <engine/found.hpp>

#include <cstdio>
#include <stdexcept>
#include <utility>

namespace quoin {

namespace detail {

namespace {

// Warnings and errors of a host that was given no log.
void log_to_stderr(int level, std::string_view provider, std::string_view line) {
    if (level < QUOIN_LOG_WARNING) return;
    std::fprintf(stderr, "quoin: %s: %.*s: %.*s\n", level >= QUOIN_LOG_ERROR ? "error" : "warning",
                 static_cast<int>(provider.size()), provider.data(), static_cast<int>(line.size()),
                 line.data());
}

engine::options engine_options(const host_options& with, std::function<void(std::string_view)> late) {
    engine::options out;
    out.max_depth = with.max_depth;
    if (with.log)
        out.log = with.log;
    else
        out.log = log_to_stderr;
    if (late) out.late = std::move(late);
    out.cache.verify = with.verify;
    out.probe = [](std::string_view name) { return stamp_of_file(std::string(name)); };
    out.extension = [granted = with.caller_rights](std::string_view id) -> const void* {
        if (id == QUOIN_EXT_CALLER) return caller_rights(granted);
        return id == QUOIN_EXT_FILES ? files_of_answers() : nullptr;
    };
    return out;
}

}  // namespace

host_state::host_state(const host_options& options)
    : asks(engine_options(options,
                          [this](std::string_view provider) {
                              if (plugins) plugins->hear_late(provider);
                          })),
      plugins(std::make_unique<loader::session>(asks, load_options_of(options))),
      async(options.workers) {
    const auto found = plugins->start();
    if (!found->started()) throw config_error(found->errors);
    const auto take_cache = [this, verify = options.verify](const loader::loaded& now) {
        engine::cache_settings cache = cache_of(now.settings);
        cache.verify = cache.verify || verify;
        asks.set_cache(cache);
    };
    if (!options.manifest.empty()) take_cache(*found);
    auto tell = [this, take_cache, changed = options.changed](const loader::change& what) {
        if (what.taken) take_cache(*plugins->now());
        tell_change(what, asks, changed);
    };
    if (options.live_plugins && !options.manifest.empty())
        plugins->watch(std::move(tell));
    else
        plugins->tell(std::move(tell));
}

void host_state::end_callbacks() {
    async.end();  // first, so that a callback that waits for a query does not wait for long
    plugins->end_watch();
    asks.end_watches();
    async.end();  // what the last callbacks asked
}

}  // namespace detail

using detail::error_of;
using detail::query_of;
using detail::terms_of;

namespace {

engine::result or_throw(engine::result found) {
    if (found.outcome == QUOIN_ERROR) throw error_of(found.error);
    return found;
}

std::optional<value> answer_of(engine::result found) {
    found = or_throw(std::move(found));
    if (found.outcome == QUOIN_PASS) return std::nullopt;
    return std::move(found.answer);
}

}  // namespace

struct prepared_query::inside {
    engine::prepared asks;
};

prepared_query::prepared_query(std::unique_ptr<inside> made) : inside_(std::move(made)) {}
prepared_query::prepared_query(prepared_query&&) noexcept = default;
prepared_query& prepared_query::operator=(prepared_query&&) noexcept = default;
prepared_query::prepared_query(const prepared_query& other)
    : inside_(std::make_unique<inside>(*other.inside_)) {}
prepared_query& prepared_query::operator=(const prepared_query& other) {
    *this = prepared_query(other);
    return *this;
}
prepared_query::~prepared_query() = default;

view prepared_query::get(const query_terms& on) {
    const engine::result& found = inside_->asks.get(terms_of(on));
    if (found.outcome == QUOIN_ERROR) throw error_of(found.error);
    return found.answer;
}

std::optional<value> host::get(std::string_view type, std::span<const std::string> subjects, view options,
                               const query_terms& on) const {
    return answer_of(state_->asks.get(query_of(type, subjects, options), terms_of(on)));
}

std::optional<value> host::get(std::string_view type, std::string_view subject, view options,
                               const query_terms& on) const {
    if (options) return answer_of(state_->asks.get(type, subject, options, terms_of(on)));
    engine::found got = state_->asks.find(type, subject, terms_of(on));
    if (got.outcome == QUOIN_ERROR) throw error_of(*got.error);
    if (got.outcome == QUOIN_PASS) return std::nullopt;
    return std::move(got.answer);
}

void host::get_row(std::span<const std::string> types, std::string_view subject,
                   std::span<query_result> results, const query_terms& on) const {
    if (results.size() != types.size())
        throw std::invalid_argument("get_row needs a place for the result of each type");
    detail::row_of(state_->asks, types, subject, results, on);
}

borrowed_answer::borrowed_answer(borrowed_answer&& other) noexcept
    : reader_(std::exchange(other.reader_, nullptr)),
      own_(std::move(other.own_)),
      seen_(std::exchange(other.seen_, view())) {}

borrowed_answer::~borrowed_answer() {
    if (reader_) engine::borrowed::give_back(reader_);
}

borrowed_answer host::borrow(std::string_view type, std::string_view subject, const query_terms& on) const {
    borrowed_answer out;
    if (engine::borrowed kept = state_->asks.kept(type, subject)) {
        out.seen_ = kept.answer();
        out.reader_ = kept.release();
    } else if (auto found = get(type, subject, {}, on)) {
        out.own_ = std::move(*found);
        out.seen_ = out.own_;
    }
    return out;
}

std::optional<value> host::first_of(std::string_view type, std::span<const std::string> subjects,
                                    view options, const query_terms& on) const {
    return answer_of(state_->asks.first_of(query_of(type, subjects, options), terms_of(on)));
}

bool host::add(std::string_view type, std::span<const std::string> subjects, view payload, view options,
               const query_terms& on) {
    return or_throw(state_->asks.add(query_of(type, subjects, options), payload, terms_of(on))).outcome ==
           QUOIN_VALUE;
}

bool host::add(std::string_view type, std::string_view subject, view payload, view options,
               const query_terms& on) {
    const std::string one(subject);
    return add(type, std::span(&one, 1), payload, options, on);
}

void host::clear(std::string_view type, std::string_view subject) {
    state_->asks.clear(type, subject);
}

value host::explain(std::string_view type, std::span<const std::string> subjects, view options,
                    const query_terms& on) const {
    return state_->asks.explain(query_of(type, subjects, options), terms_of(on));
}

prepared_query host::prepare(std::string_view type, std::span<const std::string> subjects,
                             view options) const {
    return prepared_query(std::make_unique<prepared_query::inside>(
        prepared_query::inside{state_->asks.prepare(query_of(type, subjects, options))}));
}

prepared_query host::prepare(std::string_view type, std::string_view subject, view options) const {
    const std::string one(subject);
    return prepare(type, std::span(&one, 1), options);
}

watch_handle host::watch(std::string_view type, std::span<const std::string> subjects,
                         result_callback changed, view options, watch_for what) {
    watch_handle out;
    out.which_ = state_->asks.watch(
        query_of(type, subjects, options),
        [tell = std::move(changed)](const engine::result& now) {
            query_result came;
            if (now.outcome == QUOIN_VALUE) came.answer = now.answer;
            if (now.outcome == QUOIN_ERROR) came.failure = error_of(now.error);
            tell(std::move(came));
        },
        what == watch_for::reasons ? engine::watched::reasons : engine::watched::outcome);
    out.state_ = state_;
    return out;
}

watch_handle host::watch(std::string_view type, std::string_view subject, result_callback changed,
                         view options, watch_for what) {
    const std::string one(subject);
    return watch(type, std::span(&one, 1), std::move(changed), options, what);
}

value host::stats() const {
    return detail::statistics_listing(state_->asks.stats());
}

provider_handle host::add_provider(provider_function function, provider_options how) {
    engine::registration stands;
    stands.id = how.id.empty() ? "callable-" + std::to_string(++state_->callables) : std::move(how.id);
    stands.any_type = how.types.empty();
    stands.types = std::move(how.types);
    stands.priority = {how.priority, "add_provider"};
    stands.thread_safe = how.thread_safe;
    stands.tracked = how.tracked;
    stands.blocking = how.blocking;

    provider_handle handle;
    handle.id_ = stands.id;
    handle.token_ = state_->asks.add_provider(
        stands, engine::make_callable_provider(state_->asks, handle.id_, std::move(function)));
    handle.state_ = state_;
    return handle;
}

bool host::remove_provider(std::string_view id) {
    for (const auto& [token, how] : state_->asks.providers())
        if (how.id == id) return state_->asks.remove_provider(token);
    return false;
}

void host::remove_all_providers() {
    state_->asks.remove_all_providers();
}

std::vector<std::string> host::types() const {
    return state_->asks.types();
}

value host::describe_types() const {
    return detail::type_listing(*state_);
}

value host::providers() const {
    return detail::provider_listing(*state_);
}

value host::config() const {
    builder out;
    out.array();
    const auto held = state_->plugins->now();
    for (const loader::effective_setting& one : held->settings)
        out.object()
            .member("key", one.key)
            .member("value", static_cast<view>(one.value))
            .member("origin", one.origin)
            .end();
    return out.end().finish();
}

std::vector<problem> host::problems() const {
    const auto held = state_->plugins->now();
    std::vector<problem> out = held->errors;
    out.insert(out.end(), held->notes.begin(), held->notes.end());
    return out;
}

host::host(const host_options& options) : state_(std::make_shared<detail::host_state>(options)) {}

host::~host() {
    if (state_) state_->end_callbacks();
}

host::host(host&&) noexcept = default;

host& host::operator=(host&& other) noexcept {
    if (this != &other) {
        if (state_) state_->end_callbacks();
        state_ = std::move(other.state_);
    }
    return *this;
}

provider_handle::provider_handle(provider_handle&& other) noexcept
    : state_(std::move(other.state_)), token_(std::exchange(other.token_, 0)), id_(std::move(other.id_)) {}

provider_handle& provider_handle::operator=(provider_handle&& other) noexcept {
    if (this != &other) {
        remove();
        state_ = std::move(other.state_);
        token_ = std::exchange(other.token_, 0);
        id_ = std::move(other.id_);
    }
    return *this;
}

provider_handle::~provider_handle() {
    remove();
}

void provider_handle::remove() {
    if (const auto state = state_.lock(); state && token_) state->asks.remove_provider(token_);
    release();
}

void provider_handle::release() noexcept {
    token_ = 0;
    state_.reset();
}

watch_handle::watch_handle(watch_handle&& other) noexcept
    : state_(std::move(other.state_)), which_(std::exchange(other.which_, 0)) {}

watch_handle& watch_handle::operator=(watch_handle&& other) noexcept {
    if (this != &other) {
        stop();
        state_ = std::move(other.state_);
        which_ = std::exchange(other.which_, 0);
    }
    return *this;
}

watch_handle::~watch_handle() {
    stop();
}

void watch_handle::stop() {
    const std::uint64_t which = std::exchange(which_, 0);
    if (const auto state = state_.lock(); state && which) state->asks.unwatch(which);
    state_.reset();
}

}  // namespace quoin
