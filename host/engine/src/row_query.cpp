#include "row_query.hpp"

#include <memory>

namespace quoin::engine {

row_query::~row_query() {
    if (whole_.kept) {
        memo_graph::lock held(shared_.graph);
        for (std::size_t i = 0; i < count_; ++i) at(i).end(held, shared_, whole_);
        shared_.graph.done_with(held, whole_.kept);
    }
    for (std::size_t i = 0; i < count_; ++i) std::destroy_at(&at(i));
}

row_query::places row_query::find(std::span<const std::string> types, std::span<found> out) {
    memo_graph& graph = shared_.graph;
    places left = 0;
    const pin here;
    part_sight seen;
    const type_entry* last_of = nullptr;
    for (std::size_t i = 0; i < types.size(); ++i) {
        const std::uint64_t hash = tree::wide_text_hash(types[i]);
        keys_[i] = {types[i], {&subject_, 1}, {}, 0, hash, subject_hash_, combined(hash, subject_hash_, 0)};
        graph.fetch(keys_[i]);  // on their way from memory beside each other
    }
    for (std::size_t i = 0; i < types.size(); ++i) {
        const query_key& key = keys_[i];
        if (memo* const own = graph.find(key)) {
            const std::uintptr_t word = own->word.load(std::memory_order_seq_cst);
            if (graph.may_serve(*own, word)) {
                graph.count_hit(*own, here.of());
                out[i] = memo_graph::given(word);
                continue;
            }
        } else if (const part_type* const of = graph.part_type_of(key.hashed_type())) {
            // Most are parts of the same whole as the one before.
            if (of->whole != last_of) {
                last_of = of->whole;
                seen = part_sight::of(graph, key, *of);
            } else if (seen.whole) {
                seen.part = memo_graph::part_word(*seen.whole, *of);
            }
            if (seen.is_kept()) {
                graph.count_hit(*seen.whole, *of->part, here.of());
                out[i] = memo_graph::given(seen.part);
                continue;
            }
            if (seen.is_to_be_made() && claim(key, *of, seen)) {
                place_of_[count_ - 1] = static_cast<std::uint8_t>(i);
                continue;
            }
        }
        left |= places{1} << i;
    }
    return left;
}

bool row_query::claim(const query_key& key, const part_type& of, const part_sight& seen) {
    if (!whole_.kept && !whole_.take(shared_.graph, seen)) return false;
    // Of another whole, or it changed since the first: they go by themselves.
    if (whole_.kept.get() != seen.whole || whole_.marked != seen.marked) return false;
    part_making* const made = ::new (static_cast<void*>(&claimed_[count_].bytes)) part_making(key, of);
    if (!made->claim(shared_.graph, whole_)) {
        std::destroy_at(made);
        return false;
    }
    ++count_;
    return true;
}

row_query::places row_query::make(run& in, std::chrono::steady_clock::time_point deadline,
                                  std::span<found> out) {
    places computed = 0, left = 0;
    bool is_alone = true;
    for (std::size_t i = 0; i < count_; ++i) {
        // One that turned out to be no part asked others, these may have asked for what is claimed here, and it was
        // computed for them: then it is taken from there.
        if (is_alone && at(i).compute(in, whole_, deadline)) {
            computed |= places{1} << i;
            is_alone = at(i).is_part();
        }
    }
    memo_graph::lock held(shared_.graph);
    for (std::size_t i = 0; i < count_; ++i) {
        const bool is_good = (computed >> i & 1U) != 0 && at(i).settle(held, in, whole_);
        at(i).end(held, shared_, whole_);
        if (is_good)
            out[place_of_[i]] = std::move(at(i).got());
        else
            left |= places{1} << place_of_[i];
    }
    return left;
}

}  // namespace quoin::engine
