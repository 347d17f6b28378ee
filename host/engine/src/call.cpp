#include "call.hpp"
#include "own_frame.hpp"

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
found blame(quoin_call& call, const seat& who, quoin_result returned) {
    if (!call.last)
        call.fail(QUOIN_E_FAILED,
                  returned == QUOIN_ERROR
                      ? "failed without giving a reason (set_error was not called)"
                      : "returned the unknown result " + std::to_string(returned) + " (expected 0, 1 or -1)");
    found out;
    out.outcome = QUOIN_ERROR;
    out.error = std::move(call.last);
    if (out.error->provider.empty() && out.error->code != QUOIN_E_CYCLE) out.error->provider = who.how.id;
    if (out.error->type.empty()) {
        out.error->type = to_view(call.query.request.type);
        out.error->subject = first_subject(call.query.request);
    }
    return out;
}

// What a provider's function came to.
struct reply {
    quoin_result returned = QUOIN_ERROR;
    value answer = {};
    bool late = false;
};

// The call itself, counted, in the lane where the provider needs that. False where the lane did not come free in time.
bool call_provider(quoin_call& call, const seat& who, const reader& by, reply& out) {
    const bool laned = !who.thread_safe;
    if (laned && !serial_lane::of_process().enter(call.deadline, call.in.cancel)) return false;
    auto counted = who.what->counter.begin(by.number);
    const auto begin = counted.is_timed() ? clock::now() : clock::time_point{};
    const quoin_value* answer = nullptr;
    const quoin_request& request = call.query.request;
    out.returned =
        call.query.adding ? who.what->add(call, request, answer) : who.what->get(call, request, answer);
    if (laned) serial_lane::of_process().leave();
    out.answer = value::adopt(answer);
    out.late = call.expired();
    if (counted.is_timed()) counted.ended(clock::now() - begin);
    if (out.late || (out.returned != QUOIN_VALUE && out.returned != QUOIN_PASS)) counted.failed();
    return true;
}

// The usual case without its exceptions, for a query that nobody traces and that has no end: providers that
// need neither lane nor clock. Goes on while they pass. True: that is what the first that does not replied, and the
// answer is the caller's; else one stands there that is otherwise, or nobody any more.
bool go_over_plain(quoin_call& call, const reader& by, asking_thread& me, quoin_result& returned,
                   const quoin_value*& answer) {
    const quoin_request& request = call.query.request;
    const std::size_t end = call.asked.size();
    bool tracked = true, replied = false;
    for (; call.position < end; ++call.position) {
        const chain::turn& now = call.asked.turn_at(call.position);
        if (!now.plain) break;
        ++call.by.asked;
        tracked = tracked && now.tracked;
        me.asks.store(now.who, std::memory_order_relaxed);
        auto counted = now.what->counter.begin(by.number);
        if (counted.is_timed()) [[unlikely]] {
            const auto begin = clock::now();
            returned = now.what->get(call, request, answer);
            counted.ended(clock::now() - begin);
        } else {
            returned = now.what->get(call, request, answer);
        }
        if (returned == QUOIN_PASS && !answer && !call.last && !call.below) [[likely]]
            continue;
        if (returned != QUOIN_VALUE && returned != QUOIN_PASS) counted.failed();
        replied = true;
        break;
    }
    if (!tracked) call.by.untracked = call.by.is_volatile = true;
    return replied;
}

// What the reply of a provider comes to. `ends_the_walk` is set where it passed after it had the rest of the
// chain asked.
QUOIN_OWN_FRAME found judged(quoin_call& call, reply&& got, clock::time_point query_deadline,
                             bool& ends_the_walk) {
    run& in = call.in;
    const seat& who = *call.asked[call.position];
    const quoin_request& request = call.query.request;
    if (got.late && call.deadline < query_deadline) in.owner.tell_late(who.how.id);

    if (in.cancel.stop_requested())
        return failed(request, QUOIN_E_CANCELLED, "cancelled by the caller", who.how.id);
    if (got.late && !(got.returned == QUOIN_ERROR && call.last && call.last->code == QUOIN_E_TIMEOUT))
        return failed(request, QUOIN_E_TIMEOUT, late_by(who, call.deadline, query_deadline), who.how.id);
    if (got.returned == QUOIN_PASS) {
        if (!call.below) return {};
        ends_the_walk = true;
        return std::move(*call.below);
    }
    if (got.returned != QUOIN_VALUE) return blame(call, who, got.returned);
    if (!got.answer && !call.query.adding)
        return failed(request, QUOIN_E_FAILED,
                      "answered, but gave no value (QUOIN_NULL is a value, a null pointer is none)",
                      who.how.id);
    return found::of(std::move(got.answer));
}

// The lane did not come free in time.
QUOIN_OWN_FRAME found kept_waiting(const quoin_call& call, const seat& who) {
    const bool cancelled = call.in.cancel.stop_requested();
    return failed(call.query.request, cancelled ? QUOIN_E_CANCELLED : QUOIN_E_TIMEOUT,
                  cancelled ? "cancelled while it waited for its turn"
                            : "the deadline passed while it waited for its turn (the provider is "
                              "not thread-safe and another call was running)",
                  who.how.id);
}

// Nobody waits any longer, or nobody is to be waited for.
bool is_over(const run& in, clock::time_point deadline) {
    return in.cancel.stop_requested() || (deadline != deadline.max() && clock::now() >= deadline);
}

QUOIN_OWN_FRAME found over_before(const quoin_call& call, const seat& who) {
    const bool gave_up = call.in.cancel.stop_requested();
    return failed(
        call.query.request, gave_up ? QUOIN_E_CANCELLED : QUOIN_E_TIMEOUT,
        gave_up ? "cancelled by the caller" : "the deadline passed before " + who.how.id + " was asked");
}

QUOIN_OWN_FRAME trace_step& begin_step(trace_walk& trace, const seat& who, const quoin_request& request) {
    trace.asked.push_back(std::make_unique<trace_step>());
    trace_step& step = *trace.asked.back();
    step.provider = who.how.id;
    step.stands_at = who.how.priority_for(to_view(request.type));
    return step;
}

QUOIN_OWN_FRAME void end_step(trace_step& step, const found& got, bool ends_the_walk, bool skipped) {
    if (!ends_the_walk && got.error) step.error = *got.error;
    step.result = ends_the_walk                ? trace_step::outcome::passed
                  : skipped                    ? trace_step::outcome::skipped
                  : got.outcome == QUOIN_VALUE ? trace_step::outcome::answered
                  : got.outcome == QUOIN_PASS  ? trace_step::outcome::passed
                                               : trace_step::outcome::failed;
}

QUOIN_OWN_FRAME void skip(quoin_call& call, const seat& who, found& failure) {
    call.by.untracked = true;  // an error is not kept, nor what followed from it
    call.in.owner.log(QUOIN_LOG_WARNING, who.how.id,
                      "skipped after an error (on_error: skip): " + failure.error->message);
    failure = {};
}

// A provider's turn with all that may be about it: a trace, an end, the lane, an error. `got` is its reply where it was
// asked already. True: that was the walk, and `out` is what it came to.
QUOIN_OWN_FRAME bool take_turn(quoin_call& call, reply* got, clock::time_point deadline, trace_walk* trace,
                               const reader& by, found& out) {
    run& in = call.in;
    const seat& who = *call.asked[call.position];
    if (is_over(in, deadline)) {
        out = over_before(call, who);
        return true;
    }
    trace_step* const step = trace ? &begin_step(*trace, who, call.query.request) : nullptr;
    const auto begin = step ? clock::now() : clock::time_point{};
    bool ends_the_walk = false;
    this_asking_thread().asks.store(&who, std::memory_order_relaxed);
    call.trace = step;
    reply now;
    bool is_asked = got != nullptr;
    if (!is_asked) {
        if (who.has_timeout) call.deadline = std::min(deadline, clock::now() + who.how.timeout);
        ++call.by.asked;
        if (!who.tracked) call.by.untracked = call.by.is_volatile = true;
        is_asked = call_provider(call, who, by, now);
        got = &now;
    }
    out = is_asked ? judged(call, std::move(*got), deadline, ends_the_walk) : kept_waiting(call, who);
    // Who waits no longer gets no answer of another one, nor none.
    const bool has_ended = is_over(in, deadline);
    const bool skipped = !ends_the_walk && out.outcome == QUOIN_ERROR &&
                         who.how.on_error == error_policy::skip && out.error->code != QUOIN_E_CANCELLED &&
                         !(has_ended && out.error->code == QUOIN_E_TIMEOUT);
    if (step) {
        step->time = clock::now() - begin;
        end_step(*step, out, ends_the_walk, skipped);
    }
    if (skipped) skip(call, who, out);
    if (ends_the_walk || out.outcome != QUOIN_PASS) return true;
    call.last.reset();
    call.below.reset();
    call.deadline = deadline;  // what one may take is not that of the next
    return false;
}

QUOIN_OWN_FRAME void tell_walk(const quoin_call& call, const found& out, clock::time_point begin,
                               trace_walk& trace) {
    describe_query(trace, call.query.request);
    trace.outcome = out.outcome;
    if (out.error) trace.error = *out.error;
    trace.time = clock::now() - begin;
    for (std::size_t i = call.position + 1; i < call.asked.size(); ++i)
        trace.not_asked.push_back(call.asked[i]->how.id);
}

}  // namespace

found failed(const quoin_request& request, quoin_code code, std::string message, std::string provider) {
    return found::of(failure{code, std::move(message), std::move(provider),
                             std::string(to_view(request.type)), std::string(first_subject(request))});
}

bool is_of_the_query(quoin_code code) noexcept {
    return code != QUOIN_E_TIMEOUT && code != QUOIN_E_CANCELLED && code != QUOIN_E_CYCLE &&
           code != QUOIN_E_LIMIT;
}

found gave_up_waiting(const quoin_request& request, bool cancelled, const seat* busy) {
    return failed(request, cancelled ? QUOIN_E_CANCELLED : QUOIN_E_TIMEOUT,
                  cancelled ? "cancelled while another thread computed the same"
                            : "no answer before the deadline of the query (another thread computes the same)",
                  busy ? busy->how.id : std::string());
}

std::string too_many_wait(const open_query& innermost, const quoin_request& next) {
    return "queries, and calls of next, wait for each other more than " + std::to_string(most_waiting) +
           " deep: " + std::string(to_view(next.type)) + " is asked for " +
           std::string(to_view(innermost.request.type));
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

found walk(run& in, const open_query& query, const chain& asked, std::size_t from, clock::time_point deadline,
           trace_walk* trace, recorder& by) {
    const auto begin = trace ? clock::now() : clock::time_point{};
    found out;
    reader& mine = this_reader();
    asking_thread& me = this_asking_thread();
    const seat* const outer = me.asks.load(std::memory_order_relaxed);
    quoin_call call{in, query, asked, from, deadline, nullptr, by};
    std::size_t& position = call.position;
    const bool is_plain = !trace && !query.adding && deadline == deadline.max() && !in.cancel.stop_possible();
    for (; position < asked.size(); ++position) {
        quoin_result returned = QUOIN_PASS;
        const quoin_value* answer = nullptr;
        const bool replied = is_plain && go_over_plain(call, mine, me, returned, answer);
        // An answer as it should be: nothing is left to judge.
        if (replied && returned == QUOIN_VALUE && answer) [[likely]] {
            out.outcome = QUOIN_VALUE;
            out.answer = value::adopt(answer);
            break;
        }
        if (position == asked.size()) break;
        reply got{returned, value::adopt(answer), false};
        if (take_turn(call, replied ? &got : nullptr, deadline, trace, mine, out)) break;
    }
    me.asks.store(outer, std::memory_order_relaxed);
    by.asked_to = position < asked.size() ? static_cast<std::uint16_t>(position) : whole_chain;
    if (trace) tell_walk(call, out, begin, *trace);
    return out;
}

}  // namespace quoin::engine
