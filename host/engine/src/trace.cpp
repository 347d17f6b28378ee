#include "trace.hpp"

#include <value/utf8_text.hpp>

#include <cstdio>
#include <ctime>

namespace quoin::engine {

namespace {

const char* name_of(quoin_result outcome) {
    return outcome == QUOIN_VALUE ? "answered" : outcome == QUOIN_PASS ? "none" : "error";
}

const char* name_of(trace_step::outcome outcome) {
    switch (outcome) {
        case trace_step::outcome::answered:
            return "answered";
        case trace_step::outcome::passed:
            return "passed";
        case trace_step::outcome::failed:
            return "error";
        case trace_step::outcome::skipped:
            break;
    }
    return "skipped";
}

void write(builder& out, const failure& error) {
    out.object()
        .member("code", code_name(error.code))
        .member("message", tree::as_utf8(error.message))
        .member("provider", error.provider)
        .member("type", tree::as_utf8(error.type))
        .member("subject", tree::as_utf8(error.subject))
        .end();
}

// "2026-11-25T18:04:05.123Z"
std::string utc(std::int64_t unix_ms) {
    const std::time_t seconds = static_cast<std::time_t>(unix_ms / 1000);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char out[80];
    std::snprintf(out, sizeof out, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", parts.tm_year + 1900,
                  parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                  static_cast<int>(unix_ms % 1000));
    return out;
}

void write(builder& out, const trace_fact& fact) {
    out.object();
    if (!fact.outside.empty())
        out.member("fact", "outside").member("name", tree::as_utf8(fact.outside));
    else
        out.member("fact", "answer")
            .member("type", tree::as_utf8(fact.type))
            .member("subject", tree::as_utf8(fact.subject));
    if (!fact.provider.empty()) out.member("provider", fact.provider);
    out.member("since", utc(fact.since_ms)).end();
}

// A value holds 1,000 levels and a walk takes four of them; what lies deeper is cut, visibly.
constexpr int deepest_walk = 200;

void write(builder& out, const trace_walk& walk, const value& answer, int depth);

void write(builder& out, const trace_step& step, int depth) {
    out.object()
        .member("provider", step.provider)
        .member("priority", step.stands_at.value)
        .member("priorityOrigin", tree::as_utf8(step.stands_at.origin))
        .member("outcome", name_of(step.result));
    if (step.time.count() != 0) out.member("ns", step.time.count());
    if (!step.notes.empty()) {
        out.key("notes").array();
        for (const std::string& note : step.notes) out.add(note);
        out.end();
    }
    if (step.error.code != QUOIN_OK) {
        out.key("error");
        write(out, step.error);
    }
    const auto walks = [&out, depth](const char* name, const std::vector<trace_walk>& asked) {
        if (asked.empty()) return;
        out.key(name).array();
        for (const trace_walk& one : asked) write(out, one, {}, depth + 1);
        out.end();
    };
    if (depth >= deepest_walk && !(step.queries.empty() && step.nexts.empty()))
        out.member("cut", true);
    else {
        walks("queries", step.queries);
        walks("next", step.nexts);
    }
    out.end();
}

void write(builder& out, const trace_walk& walk, const value& answer, int depth) {
    out.object().member("type", tree::as_utf8(walk.type));
    out.key("subjects").array();
    for (const std::string& subject : walk.subjects) out.add(tree::as_utf8(subject));
    out.end();
    if (!walk.let_go) out.member("outcome", name_of(walk.outcome));
    out.member("ns", walk.time.count()).member("kept", walk.kept);
    if (walk.kept) out.member("since", utc(walk.since_ms));
    if (walk.let_go) out.member("letGo", true);
    if (walk.cut) out.member("cut", true);
    out.key("asked").array();
    for (const auto& step : walk.asked) write(out, *step, depth);
    out.end();
    if (!walk.not_asked.empty()) {
        out.key("notAsked").array();
        for (const std::string& provider : walk.not_asked) out.add(provider);
        out.end();
    }
    if (walk.error.code != QUOIN_OK) {
        out.key("error");
        write(out, walk.error);
    }
    if (!walk.facts.empty()) {
        out.key("facts").array();
        for (const trace_fact& fact : walk.facts) write(out, fact);
        out.end();
    }
    if (answer) out.member("value", static_cast<view>(answer));
    out.end();
}

}  // namespace

void describe_query(trace_walk& of, const quoin_request& query) {
    of.type = to_view(query.type);
    of.subjects.clear();
    for (std::size_t i = 0; i < query.subject_count; ++i)
        of.subjects.emplace_back(to_view(query.subjects[i]));
}

// Not by recursion: what asks what may be any depth.
void forget_times(trace_walk& of) {
    for (trace_fact& one : of.facts) one.since_ms = static_cast<std::int64_t>(one.changed);
    std::vector<trace_walk*> open{&of};
    while (!open.empty()) {
        trace_walk& at = *open.back();
        open.pop_back();
        at.time = {};
        at.since_ms = 0;
        at.kept = at.let_go = false;
        for (const auto& step : at.asked) {
            step->time = {};
            for (trace_walk& one : step->queries) open.push_back(&one);
            for (trace_walk& one : step->nexts) open.push_back(&one);
        }
    }
}

value to_value(const trace_walk& walk, const value& answer) {
    builder out;
    write(out, walk, answer, 0);
    return out.finish();
}

}  // namespace quoin::engine
