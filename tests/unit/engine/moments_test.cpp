// Threads that ask while facts and chains change: every answer is that of some moment between the call and
// its return.
//
// One thread at a time changes something, and says before and after which state it goes to. The answers of
// all states are known from an evaluation that keeps nothing.
//
// QUOIN_MODEL_PROGRAMS says how many programs; QUOIN_MODEL_SEED runs that one only.
#include "world_engine.hpp"

#include <engine/found.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <thread>

namespace quoin::engine {
namespace {

using namespace world;

#ifdef QUOIN_SLOW_MODEL
constexpr int usual_programs = 40;
#else
constexpr int usual_programs = 1500;
#endif

int number_from(const char* name, int otherwise) {
    const char* const given = std::getenv(name);
    return given ? std::atoi(given) : otherwise;
}

struct change {
    enum { add, clear, enter, leave } what;
    int type, index, subject, number;
};

struct state {
    layout how;
    facts with;
};

/// A row of states, each from the one before by one change.
struct history {
    std::vector<state> states;
    std::vector<change> changes;
    std::vector<std::vector<std::string>> answers;  // of state, query

    history(draw& by, int length) {
        state now;
        now.how = random_layout(by, by.below(4) == 0, false);
        std::uint64_t came = 0;
        for (int type = 0; type < types; ++type)
            for (int i = 0; i < most_providers; ++i)
                if (now.how.of(type, i).present && now.how.first_type(type, i) == type)
                    now.how.put(type, i, true, ++came);
        keep(now);
        while (static_cast<int>(changes.size()) < length) {
            const int type = by.below(types), index = by.below(most_providers), subject = by.below(subjects);
            change next{change::add, type, index, subject, by.below(6)};
            const bool is_present = now.how.of(type, index).present;
            const int which = by.below(8);
            if (which == 0) {
                next.what = is_present ? change::leave : change::enter;
                now.how.put(type, index, !is_present, ++came);
            } else if (which == 1) {
                next.what = change::clear;
                for (int i = 0; i < most_providers; ++i)
                    if (now.how.of(type, i).present) set(now, type, i, subject, nothing);
            } else {
                if (!is_present) continue;
                set(now, type, index, subject, next.number);
            }
            changes.push_back(next);
            keep(now);
        }
    }

 private:
    static void set(state& of, int type, int index, int subject, int to) {
        of.with.held[static_cast<std::size_t>(type)][static_cast<std::size_t>(index)]
                    [static_cast<std::size_t>(subject)] = to;
    }
    void keep(const state& now) {
        std::vector<std::string>& all = answers.emplace_back();
        for (int type = 0; type < types; ++type)
            for (int subject = 0; subject < subjects; ++subject)
                all.push_back(text_of(now.how, now.with, type, subject));
        states.push_back(now);
    }
};

void run(std::uint64_t seed, std::atomic<std::uint64_t>& asked) {
    draw by{std::mt19937_64(seed)};
    const int length = 40, threads = 2 + by.below(15);
    const history past(by, length);
    const bool tiny = by.below(4) == 0;
    shared_facts held;
    engine under_test(options{.cache = {.max_bytes = tiny ? 3000u : 1u << 20}});
    std::map<std::pair<int, int>, engine::token> tokens;
    for (std::uint64_t came = 1;; ++came) {
        bool any = false;
        for (int type = 0; type < types; ++type)
            for (int i = 0; i < most_providers; ++i) {
                const layout& how = past.states[0].how;
                const member& one = how.of(type, i);
                if (!one.present || one.came != came || how.first_type(type, i) != type) continue;
                tokens[{type, i}] = put_in(under_test, held, type, i, how);
                any = true;
            }
        if (!any) break;
    }

    constexpr int answers_each = 80;
    std::atomic<int> begun{0}, done{0}, answered{0};
    std::atomic<int> wrong{0};
    std::mutex telling;
    std::string story;
    const auto reader = [&](std::uint64_t mine) {
        draw own{std::mt19937_64(mine)};
        for (int i = 0; i < answers_each; ++i) {
            const int type = own.below(types), subject = own.below(subjects);
            const int from = done.load();
            std::string got;
            if (own.below(3) == 0) {
                std::vector<std::string> row;
                for (int each = 0; each < types; ++each) row.push_back(type_name(each));
                if (i % 2 == 0)  // a row is made where the whole is known
                    under_test.get({.type = type_name(types - 1), .subjects = {subject_name(subject)}});
                std::vector<quoin::engine::found> of_row(row.size());
                under_test.get_row(row, subject_name(subject), of_row);
                got = text_of(std::move(of_row[static_cast<std::size_t>(type)]).whole());
            } else {
                got = text_of(under_test.get({.type = type_name(type), .subjects = {subject_name(subject)}}));
            }
            const int to = begun.load();
            ++answered;
            bool held_once = false;
            for (int i = from; i <= to && !held_once; ++i)
                held_once = past.answers[static_cast<std::size_t>(i)]
                                        [static_cast<std::size_t>(type * subjects + subject)] == got;
            if (held_once || ++wrong > 1) continue;
            const std::lock_guard lock(telling);
            story = (tiny ? "tiny budget: " : "") + type_name(type) + " of " + subject_name(subject) +
                    " was " + got + ", states " + std::to_string(from) + " to " + std::to_string(to) + ":";
            for (int i = from; i <= to; ++i)
                story += " " + past.answers[static_cast<std::size_t>(i)]
                                           [static_cast<std::size_t>(type * subjects + subject)];
        }
    };
    std::vector<std::jthread> all;
    for (int i = 1; i < threads; ++i) all.emplace_back(reader, seed * 100 + static_cast<std::uint64_t>(i));
    for (int i = 0; i < length; ++i) {
        const change& next = past.changes[static_cast<std::size_t>(i)];
        const layout& next_layout = past.states[static_cast<std::size_t>(i + 1)].how;
        while (answered < answers_each * (threads - 1) * i / length) std::this_thread::yield();
        begun = i + 1;
        switch (next.what) {
            case change::add:
                under_test.add({.type = type_name(next.type), .subjects = {subject_name(next.subject)}},
                               fact_for(next.index, next.number));
                break;
            case change::clear:
                under_test.clear(type_name(next.type), subject_name(next.subject));
                break;
            case change::enter:
                tokens[{next_layout.first_type(next.type, next.index), next.index}] =
                    put_in(under_test, held, next.type, next.index, next_layout);
                break;
            case change::leave:
                under_test.remove_provider(
                    tokens[{next_layout.first_type(next.type, next.index), next.index}]);
                break;
        }
        done = i + 1;
    }
    all.clear();
    asked += static_cast<std::uint64_t>(answered);
    EXPECT_EQ(wrong, 0) << story;
}

TEST(engine_moments, every_answer_is_that_of_a_moment_between_call_and_return) {
    const int only = number_from("QUOIN_MODEL_SEED", -1);
    const int programs = number_from("QUOIN_MODEL_PROGRAMS", usual_programs);
    const int first = only >= 0 ? only : 1, last = only >= 0 ? only : programs;
    std::atomic<std::uint64_t> asked{0};
    for (int seed = first; seed <= last; ++seed) {
        run(static_cast<std::uint64_t>(seed), asked);
        if (HasFailure()) FAIL() << "seed " << seed << ": QUOIN_MODEL_SEED=" << seed << " runs it alone";
    }
    std::cout << "seeds " << first << " to " << last << ", 2 to 16 threads, " << asked << " answers, "
              << world_provider::answered_together << " in rows of several\n";
}

}  // namespace
}  // namespace quoin::engine
