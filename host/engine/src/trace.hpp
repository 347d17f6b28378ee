// What explain tells: a record of how a query came to its outcome, made only where it was asked for.
#pragma once

#include <engine/engine.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quoin::engine {

struct trace_step;

/// Something that an answer rests on: a fact outside of the providers (a file), or an answer that a provider
/// gave out of what it holds itself, without asking.
struct trace_fact {
    std::string outside;  ///< its name; else empty
    std::string type, provider;
    std::int64_t since_ms;  ///< Unix time from which on it was as it is
    std::string subject = {};
    std::uint64_t changed = 0;  ///< the revision of that time: exact, where the clock is coarse
};

/// One walk down a chain: a query, or what `next` asked.
struct trace_walk {
    std::string type;
    std::vector<std::string> subjects;
    quoin_result outcome = QUOIN_PASS;
    std::chrono::nanoseconds time{0};
    std::vector<std::unique_ptr<trace_step>> asked;
    std::vector<std::string> not_asked;  ///< providers below the one that ended the walk
    failure error;
    bool kept = false;          ///< from memory: what is told is how it came about when it was computed
    bool let_go = false;        ///< kept, but without its answer
    bool cut = false;           ///< more was asked than is told
    std::int64_t since_ms = 0;  ///< of a kept one: Unix time from which on the answer was as it is
    std::vector<trace_fact> facts;
};

void describe_query(trace_walk& of, const quoin_request& query);

/// One provider that was asked.
struct trace_step {
    std::string provider;
    priority stands_at;
    enum class outcome { answered, passed, failed, skipped } result = outcome::passed;
    std::chrono::nanoseconds time{0};
    std::vector<std::string> notes;
    failure error;                    ///< also of a skipped one
    std::vector<trace_walk> queries;  ///< what it asked, in order
    std::vector<trace_walk> nexts;    ///< what it asked of the rest of its chain
};

/// Leaves what was asked, what came of it, and the facts with their revisions: equal for two traces of an
/// outcome that rests on the same.
void forget_times(trace_walk& of);

/// The trace as an object (docs/architecture.md); `answer` becomes the member "value".
value to_value(const trace_walk& walk, const value& answer);

}  // namespace quoin::engine
