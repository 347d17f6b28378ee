#include "services.hpp"

#include "call.hpp"
#include "own_frame.hpp"
#include "under_change.hpp"

#include <quoin/ext/chain.h>
#include <value/utf8_text.hpp>

#include <algorithm>
#include <cstddef>

namespace quoin::engine {

namespace {

const services& of(const quoin_host* host) {
    return *static_cast<const services*>(host->context);
}

void QUOIN_CALL log(const quoin_host* host, std::int32_t level, quoin_str message) {
    try {
        of(host).owner.log(level, of(host).provider, to_view(message));
    } catch (...) {  // a log line that cannot be written is lost; the plugin must not see an exception
    }
}

tree::hashed_text hashed(quoin_str type) noexcept {
    return {to_view(type), tree::wide_text_hash(to_view(type))};
}

/// What a row may not do.
QUOIN_OWN_FRAME bool spoils_the_row(quoin_call& call) {
    if (!call.row) return false;
    call.row->is_spoiled = true;
    call.fail(QUOIN_E_UNSUPPORTED,
              "get_row may ask only for the answer that those of its types rest on; what needs more is left "
              "to get");
    return true;
}

std::int32_t QUOIN_CALL same_first(quoin_call* call, quoin_str type_a, quoin_str type_b) {
    try {
        if (spoils_the_row(*call)) return 0;
        if (call->by.whole) is_no_part(*call);
        call->by.read_chains = true;
        memo_graph& graph = call->in.shared.graph;
        {
            memo_graph::lock held(graph);
            const bool a = graph.reads_chain(held, hashed(type_a)),
                       b = graph.reads_chain(held, hashed(type_b));
            if (!a || !b) call->by.untracked = true;
        }
        const chain& of_a = call->in.table.chain_of(hashed(type_a));
        const chain& of_b = call->in.table.chain_of(hashed(type_b));
        return !of_a.empty() && !of_b.empty() && of_a[0] == of_b[0] && !of_a[0]->how.any_type ? 1 : 0;
    } catch (...) {  // out of memory
        call->by.untracked = true;
        return 0;
    }
}
constexpr quoin_host_chain chain_extension{sizeof(quoin_host_chain), 0, &same_first};

const void* QUOIN_CALL get_extension(const quoin_host* host, quoin_str id) {
    try {
        if (to_view(id) == QUOIN_EXT_CHAIN) return &chain_extension;
        return of(host).owner.extension(to_view(id));
    } catch (...) {
        return nullptr;
    }
}

void QUOIN_CALL invalidate(const quoin_host* host, quoin_str type, quoin_str subject) {
    try {
        of(host).owner.invalidate(of(host).provider, to_view(type), to_view(subject));
    } catch (...) {  // out of memory at worst
    }
}

void QUOIN_CALL invalidate_where(const quoin_host* host, quoin_str type, const quoin_subject_test* which) {
    try {
        of(host).owner.invalidate_where(of(host).provider, to_view(type), [&](std::string_view subject) {
            return which->matches(which->context, to_str(subject)) != 0;
        });
    } catch (...) {  // out of memory at worst: then all of it
        invalidate(host, type, {});
    }
}

// The request with members that an older plugin's struct does not have set to nothing.
quoin_request sized(const quoin_request& from) {
    quoin_request out{};
    const auto known = std::min<std::size_t>(from.struct_size, sizeof out);
    std::copy_n(reinterpret_cast<const std::byte*>(&from), known, reinterpret_cast<std::byte*>(&out));
    out.struct_size = sizeof out;
    return out;
}

// Of one answer; what a broken file makes a provider say beyond that is not kept.
constexpr std::size_t most_notes = 32;

quoin_result deliver(quoin_call& call, found&& got, const quoin_value** out) {
    if (got.outcome == QUOIN_ERROR) call.last = std::move(got.error);
    if (got.outcome == QUOIN_VALUE && out) *out = got.answer.release();
    return got.outcome;
}

QUOIN_OWN_FRAME quoin_result refuse(quoin_call& call, const char* why) {
    call.fail(QUOIN_E_INVALID, why);
    return QUOIN_ERROR;
}

QUOIN_OWN_FRAME quoin_result refuse_one_more(quoin_call& call, const quoin_request& asked) {
    call.fail(QUOIN_E_LIMIT, too_many_wait(call.query, asked));
    return QUOIN_ERROR;
}

QUOIN_OWN_FRAME void keep_below(quoin_call& call, const found& got) {
    call.below = got.copy();
}

quoin_result out_of_memory(quoin_call& call) noexcept {
    try {
        call.fail(QUOIN_E_MEMORY, "out of memory");
    } catch (...) {  // then it failed without a reason
        call.last.reset();
    }
    return QUOIN_ERROR;
}

quoin_result QUOIN_CALL get(quoin_call* call, const quoin_request* request, const quoin_value** out) {
    try {
        if (!request || !out)
            return refuse(*call, "get was called without a request or without a place for the answer");
        const quoin_request asked = sized(*request);
        if (whole_reading* const whole = call->by.whole) {
            if (whole->is_of(asked)) {
                if (!std::exchange(whole->was_read, true))
                    whole->asked_at = static_cast<std::uint16_t>(call->position);
                *out = value(whole->answer).release();
                return *out ? QUOIN_VALUE : QUOIN_PASS;
            }
            if (spoils_the_row(*call)) return QUOIN_ERROR;
            is_no_part(*call);
        }
        trace_walk* trace = nullptr;
        if (call->trace) trace = &call->trace->queries.emplace_back();
        outcome got = start(call->in, asked, &call->query, call->asked[call->position]->how.id, false,
                            call->deadline, trace);
        record(call->in, call->by, got, call->position, false);
        return deliver(*call, std::move(got.got), out);
    } catch (...) {
        return out_of_memory(*call);
    }
}

/// The request as a provider wants it to go on. False: it may not.
QUOIN_OWN_FRAME bool change(quoin_request& asked, const quoin_request& into) {
    const quoin_request changed = sized(into);
    if (changed.type.len && to_view(changed.type) != to_view(asked.type)) return false;
    if (changed.subject_count) {
        asked.subjects = changed.subjects;
        asked.subject_count = changed.subject_count;
    }
    asked.options = changed.options;
    if (changed.payload) asked.payload = changed.payload;
    return true;
}

/// A fact that goes on about other subjects: it is theirs that change, and of them the add does not know.
QUOIN_OWN_FRAME outcome offered_on(quoin_call& call, const open_query& query, trace_walk* trace) {
    std::vector<std::string> subjects;
    for (std::size_t i = 0; i < query.request.subject_count; ++i)
        subjects.emplace_back(to_view(query.request.subjects[i]));
    const under_change changing(call.in.shared, to_view(query.request.type), subjects);
    outcome got = ask_chain(call.in, query, call.asked, call.position + 1, call.deadline, trace);
    if (got.got.outcome != QUOIN_PASS)
        for (const std::string& subject : subjects)
            changing.changed(
                subject, got.ended_at == whole_chain ? static_cast<int>(call.position) + 1 : got.ended_at);
    return got;
}

quoin_result QUOIN_CALL next(quoin_call* call, const quoin_request* request, const quoin_value** out) {
    try {
        if (!out) return refuse(*call, "next was called without a place for the answer");
        if (spoils_the_row(*call)) return QUOIN_ERROR;
        if (call->by.whole) is_no_part(*call);
        quoin_request asked = call->query.request;
        if (request && !change(asked, *request))
            return refuse(*call, "next asks the rest of the same chain: its type must not differ (use get)");
        if (call->query.waiting >= most_waiting) return refuse_one_more(*call, asked);
        // The path that a cycle closes has the request as it came once, and what it was changed into too.
        const bool is_another = !same_query(asked, call->query.request);
        const open_query query{
            asked,
            is_another ? &call->query : call->query.asked_by,
            is_another ? std::string_view(call->asked[call->position]->how.id) : call->query.asking_provider,
            call->query.adding,
            call->query.depth,
            call->query.waiting + 1};
        trace_walk* trace = nullptr;
        if (call->trace) trace = &call->trace->nexts.emplace_back();
        outcome got = call->query.adding && is_another ? offered_on(*call, query, trace)
                                                       : ask_chain(call->in, query, call->asked,
                                                                   call->position + 1, call->deadline, trace);
        record(call->in, call->by, got, call->position, true);
        if (!request) keep_below(*call, got.got);
        return deliver(*call, std::move(got.got), out);
    } catch (...) {
        return out_of_memory(*call);
    }
}

void QUOIN_CALL set_error(quoin_call* call, quoin_code code, quoin_str message) {
    try {
        if (code == QUOIN_OK) code = QUOIN_E_FAILED;
        // A wrapper that rethrows what get or next failed with hands the blame on with it.
        if (call->last && call->last->code == code && call->last->message == to_view(message)) return;
        call->fail(code, tree::as_utf8(to_view(message)));
    } catch (...) {
        out_of_memory(*call);
    }
}

quoin_code QUOIN_CALL last_error(quoin_call* call, quoin_str* message) {
    if (message) *message = call->last ? to_str(call->last->message) : quoin_str{};
    return call->last ? call->last->code : QUOIN_OK;
}

std::int32_t QUOIN_CALL cancelled(quoin_call* call) {
    return call->cancelled() ? 1 : 0;
}

void QUOIN_CALL note(quoin_call* call, quoin_str message) {
    try {
        const std::string_view line = to_view(message);
        if (call->trace) call->trace->notes.push_back(tree::as_utf8(line));
        const open_row::turn alone{&call->by.notes, static_cast<std::uint16_t>(call->position)};
        const open_row::turn* const at = call->row ? call->row->now() : &alone;
        if (!at || at->notes->count() >= most_notes) return;
        if (tree::is_utf8(line))
            at->notes->add(at->position, line);
        else
            at->notes->add(at->position, tree::as_utf8(line));
    } catch (...) {  // a note is lost when memory is out
    }
}

}  // namespace

services::services(engine& of_engine, std::string of_provider)
    : owner(of_engine), provider(std::move(of_provider)), table{} {
    table.struct_size = sizeof table;
    table.abi_minor = QUOIN_ABI_MINOR;
    table.context = this;
    table.values = detail::quoin_host_values();
    table.build = detail::quoin_host_build();
    table.log = &log;
    table.get_extension = &get_extension;
    table.invalidate = &invalidate;
    table.invalidate_where = &invalidate_where;
    table.get = &get;
    table.next = &next;
    table.set_error = &set_error;
    table.last_error = &last_error;
    table.cancelled = &cancelled;
    table.note = &note;
}

}  // namespace quoin::engine
