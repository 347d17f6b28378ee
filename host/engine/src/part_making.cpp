#include "part_making.hpp"

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

bool part_making::claim(memo_graph& graph, const whole_in_use& whole) {
    if (!of_.is_one.load(std::memory_order_relaxed)) return false;
    part* at = memo_graph::part_of(*whole.kept.get(), of_);
    if (!at) {
        memo_graph::lock held(graph);
        if (whole.kept->unlinked || whole.kept->marked.load(std::memory_order_relaxed) != whole.marked)
            return false;
        graph.make_room_for_part(held, *whole.kept.get(), of_);
        at = memo_graph::part_of(*whole.kept.get(), of_);
    }
    std::uintptr_t nothing = 0;
    claimed_ = at->word.compare_exchange_strong(nothing, mine(), std::memory_order_seq_cst);
    return claimed_;
}

bool part_making::begin(run& in, const whole_in_use& whole) {
    asked_ = &in.table.chain_of(key_.hashed_type());
    if (!asked_->is_plain() || asked_->empty()) return false;
    read_.answer = whole.answer;
    read_.type = of_.whole->text;
    read_.subject = key_.subjects[0];
    by_.seen = in.shared.graph.revision();
    by_.whole = &read_;
    return true;
}

void part_making::answered_in_row(found&& got, bool read_the_whole, std::uint32_t took) {
    read_.was_read = read_the_whole;
    took_ = took;
    by_.asked = 1;
    next_ = 1;
    is_answered_ = got.outcome == QUOIN_VALUE || asked_->size() == 1;
    by_.asked_to = got.outcome == QUOIN_VALUE ? 0 : whole_chain;
    got_ = std::move(got);
}

void part_making::compute(run& in, std::chrono::steady_clock::time_point deadline) {
    if (is_answered_) return;
    const quoin_request request = request_of(key_);
    const open_query query{request, nullptr, {}, false, 1, 1};
    const std::uint64_t begin = ticks();
    got_ = walk(in, query, *asked_, next_, deadline, nullptr, by_);
    took_ += shortened(ticks() - begin);
}

bool part_making::settle(memo_graph::lock& held, run& in, const whole_in_use& whole) {
    const bool is_good = keep(held, in, whole);
    const bool is_of_all =
        is_good && got_.error && is_of_the_query(got_.error->code) && !by_.failed && !by_.is_volatile;
    if (is_of_all) in.shared.running.tell_landed(flight_, &got_, in.shared.graph.revision());
    end(held, in.shared, whole);
    if (!by_.read.empty()) in.shared.graph.done_with(held, by_);
    return is_good;
}

void part_making::end(memo_graph::lock& held, shared_state& shared, const whole_in_use& whole) {
    if (!std::exchange(claimed_, false)) return;
    memo_graph::give_up_part(held, *whole.kept.get(), of_, mine());
    shared.running.tell_landed(flight_, nullptr, shared.graph.revision());
}

bool part_making::keep(memo_graph::lock& held, run& in, const whole_in_use& whole) {
    memo_graph& graph = in.shared.graph;
    type_entry& type = *of_.part;
    const bool failed_before = !read_.was_read && got_.outcome == QUOIN_ERROR;  // cancelled, say
    if (!is_part() && !(by_.whole && failed_before)) graph.is_surprised(held, of_);
    // As for what is computed with a memo: what it read, and its own facts, have to be of one moment.
    part* const at = memo_graph::claimed_part(held, *whole.kept.get(), of_, mine());
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
        graph.keep_part(held, *whole.kept.get(), of_, *at, by_, got_.answer, took_);
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
