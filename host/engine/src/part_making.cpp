#include "part_making.hpp"

#include "own_frame.hpp"
#include "ticks.hpp"

namespace quoin::engine {

quoin_request request_of(const query_key& key) noexcept {
    quoin_request out{};
    out.struct_size = sizeof out;
    out.type = to_str(key.type);
    out.subjects = key.subjects.data();
    out.subject_count = key.subjects.size();
    return out;
}

QUOIN_OWN_FRAME part* part_claim::made_place(memo_graph& graph, const whole_in_use& whole) const {
    memo_graph::lock held(graph);
    if (!may_have_places(held, whole)) return nullptr;
    graph.make_room_for_part(held, *whole.kept.get(), of_);
    return memo_graph::part_of(*whole.kept.get(), of_);
}

void part_claim::end(memo_graph::lock& held, shared_state& shared, const whole_in_use& whole,
                     const found* failed) {
    if (!std::exchange(is_taken_, false)) return;
    memo_graph::give_up_part(held, *whole.kept.get(), of_, mine());
    shared.running.tell_landed(flight_, failed, shared.graph.revision());
}

bool part_making::compute(run& in, const whole_in_use& whole,
                          std::chrono::steady_clock::time_point deadline) {
    asked_ = &in.table.chain_of(key_.hashed_type(), of_.number);
    if (!asked_->is_plain() || asked_->empty()) return false;
    read_.answer = whole.answer;
    read_.type = of_.whole->text;
    read_.subject = key_.subjects[0];
    by_.seen = in.shared.graph.revision();
    by_.whole = &read_;
    const quoin_request request = request_of(key_);
    const open_query query{request, nullptr, {}, false, 1, 1};
    const std::uint64_t begin = ticks();
    got_ = walk(in, query, *asked_, 0, deadline, nullptr, by_);
    took_ = shortened(ticks() - begin);
    return true;
}

static_assert(part_types::most <= provider_table::most_numbered);

bool part_making::settle(memo_graph::lock& held, run& in, const whole_in_use& whole) {
    const bool is_good = keep(held, in, whole);
    const bool is_of_all =
        is_good && got_.error && is_of_the_query(got_.error->code) && !by_.failed && !by_.is_volatile;
    claim_.end(held, in.shared, whole, is_of_all ? &got_ : nullptr);
    if (!by_.read.empty()) in.shared.graph.done_with(held, by_);
    return is_good;
}

bool part_making::keep(memo_graph::lock& held, run& in, const whole_in_use& whole) {
    memo_graph& graph = in.shared.graph;
    type_entry& type = *of_.part;
    const bool failed_before = !read_.was_read && got_.outcome == QUOIN_ERROR;  // cancelled, say
    if (!is_part() && !(by_.whole && failed_before)) graph.is_surprised(held, of_);
    // As for what is computed with a memo: what it read, and its own facts, have to be of one moment.
    part* const at = claim_.place(held, whole);
    const bool own_facts_hold = at && !in.shared.running.is_changing(type.text, to_view(key_.subjects[0])) &&
                                chain_is_current(held, in, type.hashed(), *asked_, by_);
    const bool whole_holds =
        !read_.was_read || whole.kept->marked.load(std::memory_order_relaxed) == whole.marked;
    if (!own_facts_hold || !whole_holds || by_.torn || by_.outdated || !memo_graph::still_holds(by_))
        return false;
    ++type.misses;
    ++type.recomputations;
    if (got_.outcome == QUOIN_ERROR || by_.untracked) return true;
    if ((reinterpret_cast<std::uintptr_t>(got_.answer.get()) & memo::bits) != 0) return true;
    if (is_part()) {
        graph.keep_part(held, *whole.kept.get(), of_, *at, got_.answer,
                        {by_.notes, took_, memo_graph::unix_ms(), by_.asked_to, read_.asked_at});
        graph.has_new_parts(held, *whole.kept.get());
        return true;
    }
    memo* const own = graph.find_or_make(held, key_);
    if (!own || own->computing != 0 || memo::is_kept(own->word.load(std::memory_order_relaxed))) return false;
    graph.keep(held, *own, by_, got_.answer, false, took_);
    return true;
}

void is_no_part(quoin_call& call) {
    const whole_reading& whole = *std::exchange(call.by.whole, nullptr);
    if (!whole.was_read) return;
    quoin_request request{};
    request.struct_size = sizeof request;
    request.type = to_str(whole.type);
    request.subjects = &whole.subject;
    request.subject_count = 1;
    outcome again = start(call.in, request, &call.query, call.asked[whole.asked_at]->how.id, false,
                          call.deadline, nullptr);
    if (again.got.answer.get() != whole.answer.get()) call.by.torn = true;
    record(call.in, call.by, again, whole.asked_at, false);
}

}  // namespace quoin::engine
