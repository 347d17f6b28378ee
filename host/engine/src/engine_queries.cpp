// The engine's queries: what is kept is given out, the rest is asked.
#include "engine_state.hpp"

namespace quoin::engine {

result engine::get(const query& what, const terms& on) const {
    if (what.subjects.size() == 1 && !what.options) return find(what.type, what.subjects.front(), on).whole();
    const raw_request raw(what.type, std::span(what.subjects), what.options, {});
    return state_->ask(*this, raw.request, on, nullptr).got.whole();
}

result engine::get(std::string_view type, std::string_view subject, view options, const terms& on) const {
    if (!options) return find(type, subject, on).whole();
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

value engine::explain(const query& what, const terms& on) const {
    const raw_request raw(what.type, std::span(what.subjects), what.options, {});
    trace_walk trace;
    outcome got = state_->ask(*this, raw.request, on, &trace);
    state_->let_go(got);
    return to_value(trace, got.got.answer);
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

}  // namespace quoin::engine
