// Depth, deadlines, cancellation.
#include "engine_fixture.hpp"

namespace quoin::engine {
namespace {

using namespace std::chrono_literals;

struct limits : engine_fixture {};

TEST_F(limits, queries_that_wait_for_each_other_too_deep_are_an_error) {
    provide("down",
            [](call& c, const request& r) -> answer { return c.get("t", std::string(r.subject()) + "x"); });
    const result found = get("t");
    EXPECT_EQ(found.error.code, QUOIN_E_LIMIT);
    EXPECT_EQ(found.error.message.substr(0, 102),
              "queries wait for each other more than 16 deep (the limit is host_options::max_depth): t of s "
              "[down] ->");
}

TEST_F(limits, five_hundred_wrappers_that_ask_next_do_not_overflow) {
    for (int i = 0; i < 500; ++i)
        provide("wrapper-" + std::to_string(i), [](call& c, const request&) -> answer { return c.next(); },
                {.priority = i + 1});
    answers("end", "end");
    EXPECT_EQ(text(), "end");
}

TEST_F(limits, wrappers_of_queries_that_wait_for_each_other_are_counted_too) {
    const std::string expected =
        "queries, and calls of next, wait for each other more than 600 deep: t is asked for t";
    // What is kept, what is not, what has a lane and what has an end go different ways, and all stand on the stack.
    for (const asked& how : {asked{}, asked{.tracked = true}, asked{.thread_safe = false},
                             asked{.timeout = 1h, .tracked = true}}) {
        std::vector<engine::token> tokens{provide(
            "deeper",
            [](call& c, const request& r) -> answer { return c.get("t", std::string(r.subject()) + "x"); },
            how)};
        for (int i = 0; i < 100; ++i) {
            asked above = how;
            above.priority = i + 1;
            tokens.push_back(provide(
                "wrapper-" + std::to_string(i), [](call& c, const request&) -> answer { return c.next(); },
                above));
        }
        const result found = get("t");
        EXPECT_EQ(found.error.code, QUOIN_E_LIMIT);
        EXPECT_TRUE(found.error.message.starts_with(expected)) << found.error.message;
        const value trace = under_test.explain({.type = "t", .subjects = {"s"}});
        EXPECT_TRUE(trace["error"]["message"].as_string().value_or("").starts_with(expected));
        for (const engine::token one : tokens) under_test.remove_provider(one);
    }
}

TEST_F(limits, a_provider_that_asks_the_host_instead_of_its_call_does_not_overflow) {
    provide("roundabout", [this](call&, const request& r) -> answer {
        const result again = under_test.get("t", r.subject());
        if (again.outcome == QUOIN_ERROR) throw error(again.error.code, again.error.message);
        return pass;
    });
    const result found = get("t");
    EXPECT_EQ(found.error.code, QUOIN_E_LIMIT);
    EXPECT_NE(found.error.message.find("through the call that it is given"), std::string::npos)
        << found.error.message;
    EXPECT_EQ(text("other"), "(none)") << "and asks go on";
}

TEST_F(limits, what_one_provider_may_take_is_not_the_deadline_of_the_next) {
    passes("quick", {.priority = 1, .timeout = 200ms});
    provide("patient", [](call& c, const request&) -> answer {
        const auto begin = std::chrono::steady_clock::now();
        while (std::chrono::steady_clock::now() - begin < 210ms) {
        }
        EXPECT_FALSE(c.cancelled());
        return value::of("in time");
    });
    EXPECT_EQ(text(), "in time");
}

TEST_F(limits, a_deadline_that_passes_is_no_failure_of_a_provider_that_may_be_skipped) {
    provide("slow",
            [](call& c, const request&) -> answer {
                while (!c.cancelled()) {
                }
                return pass;
            },
            {.on_error = error_policy::skip});
    EXPECT_EQ(get("t", {"s"}, {.deadline = time_to_be_asked()}).error.code, QUOIN_E_TIMEOUT);
}

TEST_F(limits, a_provider_hears_that_its_time_is_over) {
    provide("slow",
            [](call& c, const request&) -> answer {
                while (!c.cancelled()) {
                }
                return value::of("too late");
            },
            {.timeout = 1ms});
    const result found = get("t");
    EXPECT_EQ(found.error.code, QUOIN_E_TIMEOUT);
    EXPECT_EQ(found.error.provider, "slow");
    EXPECT_EQ(found.error.message, "no answer within its timeout of 1 ms (timeout_ms in the manifest)");
}

TEST_F(limits, the_deadline_of_a_query_reaches_nested_queries) {
    provide("inner",
            [](call& c, const request&) -> answer {
                while (!c.cancelled()) {
                }
                return value::of("too late");
            },
            {.types = {"inner"}});
    provide("outer", [](call& c, const request& r) -> answer { return c.get("inner", r.subject()); });
    const result found = get("t", {"s"}, {.deadline = time_to_be_asked()});
    EXPECT_EQ(found.error.code, QUOIN_E_TIMEOUT);
    EXPECT_EQ(found.error.provider, "inner");
    EXPECT_EQ(found.error.message, "no answer before the deadline of the query");
}

TEST_F(limits, a_deadline_in_the_past_asks_nobody) {
    provide("p", [](call&, const request&) -> answer {
        ADD_FAILURE() << "asked";
        return pass;
    });
    const result found = get("t", {"s"}, {.deadline = std::chrono::steady_clock::now() - 1ms});
    EXPECT_EQ(found.error.code, QUOIN_E_TIMEOUT);
    EXPECT_EQ(found.error.message, "the deadline passed before p was asked");
}

TEST_F(limits, a_caller_can_give_up) {
    std::stop_source caller;
    provide("p", [&](call& c, const request&) -> answer {
        EXPECT_FALSE(c.cancelled());
        caller.request_stop();
        EXPECT_TRUE(c.cancelled());
        throw error("stopped");
    });
    const result found = get("t", {"s"}, {.cancel = caller.get_token()});
    EXPECT_EQ(found.error.code, QUOIN_E_CANCELLED);
}

TEST_F(limits, skip_does_not_swallow_a_cancellation) {
    std::stop_source caller;
    answers("lower", "lower");
    provide("p",
            [&](call&, const request&) -> answer {
                caller.request_stop();
                throw error("stopped");
            },
            {.priority = 1, .on_error = error_policy::skip});
    EXPECT_EQ(get("t", {"s"}, {.cancel = caller.get_token()}).error.code, QUOIN_E_CANCELLED);
}

}  // namespace
}  // namespace quoin::engine
