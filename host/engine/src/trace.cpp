#include "trace.hpp"

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
        .member("message", error.message)
        .member("provider", error.provider)
        .member("type", error.type)
        .member("subject", error.subject)
        .end();
}

// A value holds 1,000 levels and a walk takes four of them; what lies deeper is cut, visibly.
constexpr int deepest_walk = 200;

void write(builder& out, const trace_walk& walk, const value& answer, int depth);

void write(builder& out, const trace_step& step, int depth) {
    out.object()
        .member("provider", step.provider)
        .member("priority", step.stands_at.value)
        .member("priorityOrigin", step.stands_at.origin)
        .member("outcome", name_of(step.result))
        .member("ns", step.time.count());
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
    out.object().member("type", walk.type);
    out.key("subjects").array();
    for (const std::string& subject : walk.subjects) out.add(subject);
    out.end().member("outcome", name_of(walk.outcome)).member("ns", walk.time.count());
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
    if (answer) out.member("value", static_cast<view>(answer));
    out.end();
}

}  // namespace

value to_value(const trace_walk& walk, const value& answer) {
    builder out;
    write(out, walk, answer, 0);
    return out.finish();
}

}  // namespace quoin::engine
