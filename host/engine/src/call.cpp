#include "call.hpp"

#include <algorithm>
#include <iterator>

namespace quoin::engine {

namespace {

using clock = std::chrono::steady_clock;

std::string described(const quoin_request& request) {
    std::string out(to_view(request.type));
    out += " of ";
    out += first_subject(request);
    if (request.subject_count > 1) out += " and " + std::to_string(request.subject_count - 1) + " more";
    return out;
}

std::string late_by(const seat& who, clock::time_point deadline, clock::time_point query_deadline) {
    if (deadline < query_deadline)
        return "no answer within its timeout of " + std::to_string(who.how.timeout.count()) +
               " ms (timeout_ms in the manifest)";
    return "no answer before the deadline of the query";
}

// The reason as the provider gave it, or that it gave none; a nested failure that is handed on keeps who is
// to blame.
failure blame(quoin_call& call, const seat& who, quoin_result returned) {
    failure out = std::move(call.last);
    if (out.code == QUOIN_OK) {
        out.code = QUOIN_E_FAILED;
        out.message = returned == QUOIN_ERROR ? "failed without giving a reason (set_error was not called)"
                                              : "returned the unknown result " + std::to_string(returned) +
                                                    " (expected 0, 1 or -1)";
    }
    if (out.provider.empty() && out.code != QUOIN_E_CYCLE) out.provider = who.how.id;
    if (out.type.empty()) {
        out.type = to_view(call.query.request.type);
        out.subject = first_subject(call.query.request);
    }
    return out;
}

// One provider's turn: its result with the answer or the reason. `ends_the_walk` is set where it passed after
// it had the rest of the chain asked.
result ask(run& in, const open_query& query, const chain& asked, std::size_t position,
           clock::time_point query_deadline, trace_step* trace, recorder& by, bool& ends_the_walk) {
    const seat& who = *asked[position];
    auto deadline = query_deadline;
    if (who.how.timeout.count() > 0) deadline = std::min(deadline, clock::now() + who.how.timeout);

    const bool laned = !who.how.thread_safe;
    if (laned && !in.shared.lane.enter(deadline, in.cancel))
        return failed(query.request, in.cancel.stop_requested() ? QUOIN_E_CANCELLED : QUOIN_E_TIMEOUT,
                      in.cancel.stop_requested()
                          ? "cancelled while it waited for its turn"
                          : "the deadline passed while it waited for its turn (the provider is "
                            "not thread-safe and another call was running)",
                      who.how.id);

    quoin_call call{in, query, asked, position, deadline, trace, by};
    const quoin_value* out = nullptr;
    if (laned) ++in.in_lane;
    asking_thread& me = this_asking_thread();
    const seat* const outer = me.asks.load(std::memory_order_relaxed);
    me.asks.store(&who, std::memory_order_relaxed);
    const auto begin = clock::now();
    const quoin_result returned =
        query.adding ? who.what->add(call, query.request, out) : who.what->get(call, query.request, out);
    me.asks.store(outer, std::memory_order_relaxed);
    if (laned) {
        --in.in_lane;
        in.shared.lane.leave();
    }
    value answer = value::adopt(out);
    const bool late = call.expired();
    who.what->counter.add(clock::now() - begin, late || (returned != QUOIN_VALUE && returned != QUOIN_PASS));
    if (late && deadline < query_deadline) in.owner.tell_late(who.how.id);

    if (in.cancel.stop_requested())
        return failed(query.request, QUOIN_E_CANCELLED, "cancelled by the caller", who.how.id);
    if (late && !(returned == QUOIN_ERROR && call.last.code == QUOIN_E_TIMEOUT))
        return failed(query.request, QUOIN_E_TIMEOUT, late_by(who, deadline, query_deadline), who.how.id);
    if (returned == QUOIN_PASS) {
        if (!call.below) return {};
        ends_the_walk = true;
        return std::move(*call.below);
    }
    if (returned == QUOIN_VALUE) {
        if (!answer && !query.adding)
            return failed(query.request, QUOIN_E_FAILED,
                          "answered, but gave no value (QUOIN_NULL is a value, a null pointer is none)",
                          who.how.id);
        result found;
        found.outcome = QUOIN_VALUE;
        found.answer = std::move(answer);
        return found;
    }
    result out_of_order;
    out_of_order.outcome = QUOIN_ERROR;
    out_of_order.error = blame(call, who, returned);
    return out_of_order;
}

}  // namespace

result failed(const quoin_request& request, quoin_code code, std::string message, std::string provider) {
    result out;
    out.outcome = QUOIN_ERROR;
    out.error = {code, std::move(message), std::move(provider), std::string(to_view(request.type)),
                 std::string(first_subject(request))};
    return out;
}

bool same_query(const quoin_request& a, const quoin_request& b) {
    if (to_view(a.type) != to_view(b.type) || a.subject_count != b.subject_count) return false;
    for (std::size_t i = 0; i < a.subject_count; ++i)
        if (to_view(a.subjects[i]) != to_view(b.subjects[i])) return false;
    return view(a.options) == view(b.options);
}

// "a of X, asked by com.acme.one -> b of X": from the outermost query to the innermost.
std::string path_of(const open_query& innermost, const quoin_request& last, std::string_view last_asked_by) {
    std::vector<const open_query*> path;
    for (const open_query* q = &innermost; q; q = q->asked_by) path.push_back(q);
    std::string out;
    for (auto q = path.rbegin(); q != path.rend(); ++q) {
        const auto inner = std::next(q);
        out += described((*q)->request);
        out += " [";
        out += inner == path.rend() ? last_asked_by : (*inner)->asking_provider;
        out += "] -> ";
    }
    return out + described(last);
}

std::string_view first_subject(const quoin_request& request) noexcept {
    return request.subject_count ? to_view(request.subjects[0]) : std::string_view{};
}

result walk(run& in, const open_query& query, const chain& asked, std::size_t from,
            clock::time_point deadline, trace_walk* trace, recorder& by) {
    const auto begin = trace ? clock::now() : clock::time_point{};
    result out;
    std::size_t position = from;
    for (; position < asked.size(); ++position) {
        const seat& who = *asked[position];
        if (in.cancel.stop_requested() || (deadline != deadline.max() && clock::now() >= deadline)) {
            const bool gave_up = in.cancel.stop_requested();
            out = failed(query.request, gave_up ? QUOIN_E_CANCELLED : QUOIN_E_TIMEOUT,
                         gave_up ? "cancelled by the caller"
                                 : "the deadline passed before " + who.how.id + " was asked");
            break;
        }
        trace_step* step = nullptr;
        if (trace) {
            trace->asked.push_back(std::make_unique<trace_step>());
            step = trace->asked.back().get();
            step->provider = who.how.id;
            step->stands_at = who.how.priority_for(to_view(query.request.type));
        }
        const auto step_begin = step ? clock::now() : clock::time_point{};
        bool ends_the_walk = false;
        ++by.asked;
        if (!who.how.tracked) by.untracked = true;
        out = ask(in, query, asked, position, deadline, step, by, ends_the_walk);
        const bool skipped = !ends_the_walk && out.outcome == QUOIN_ERROR &&
                             who.how.on_error == error_policy::skip && out.error.code != QUOIN_E_CANCELLED;
        if (step) {
            step->time = clock::now() - step_begin;
            if (!ends_the_walk) step->error = out.error;
            step->result = ends_the_walk                ? trace_step::outcome::passed
                           : skipped                    ? trace_step::outcome::skipped
                           : out.outcome == QUOIN_VALUE ? trace_step::outcome::answered
                           : out.outcome == QUOIN_PASS  ? trace_step::outcome::passed
                                                        : trace_step::outcome::failed;
        }
        if (skipped) {
            by.untracked = true;  // an error is not kept, nor what followed from it
            in.owner.log(QUOIN_LOG_WARNING, who.how.id,
                         "skipped after an error (on_error: skip): " + out.error.message);
            out = {};
            continue;
        }
        if (ends_the_walk || out.outcome != QUOIN_PASS) break;
    }
    by.asked_to = position < asked.size() ? static_cast<std::uint16_t>(position) : whole_chain;
    if (trace) {
        describe_query(*trace, query.request);
        trace->outcome = out.outcome;
        trace->error = out.error;
        trace->time = clock::now() - begin;
        for (std::size_t i = position + 1; i < asked.size(); ++i)
            trace->not_asked.push_back(asked[i]->how.id);
    }
    return out;
}

}  // namespace quoin::engine
