// `next`: the rest of the own chain.
#include "engine_fixture.hpp"

namespace quoin::engine {
namespace {

struct next_rule : engine_fixture {};

TEST_F(next_rule, a_provider_can_transform_what_comes_back) {
    answers("lower", "plain", {.priority = 1});
    provide("upper",
            [](call& c, const request&) -> answer {
                const auto below = c.next();
                return value::of("wrapped " + std::string(*below->as_string()));
            },
            {.priority = 2});
    EXPECT_EQ(text(), "wrapped plain");
}

TEST_F(next_rule, nothing_below_is_nothing) {
    provide("only", [](call& c, const request&) -> answer { return c.next(); });
    EXPECT_EQ(text(), "(none)");
}

TEST_F(next_rule, another_subject_may_be_asked_of_the_rest) {
    provide("lower", [](call&, const request& r) -> answer { return value::of(r.subject()); },
            {.priority = 1});
    provide("upper",
            [](call& c, const request& r) -> answer {
                quoin_request changed = *r.raw();
                const quoin_str base = to_str("base");
                changed.subjects = &base;
                changed.subject_count = 1;
                return c.next(changed);
            },
            {.priority = 2});
    EXPECT_EQ(text("t", {"base/frames/1"}), "base");
}

TEST_F(next_rule, another_type_is_refused) {
    provide("upper", [](call& c, const request& r) -> answer {
        quoin_request changed = *r.raw();
        changed.type = to_str("other");
        return c.next(changed);
    });
    const result found = get("t");
    EXPECT_EQ(found.error.code, QUOIN_E_INVALID);
    EXPECT_EQ(found.error.message,
              "next asks the rest of the same chain: its type must not differ (use get)");
}

TEST_F(next_rule, an_error_below_reaches_the_wrapper_and_names_the_one_to_blame) {
    provide("lower", [](call&, const request&) -> answer { throw error(QUOIN_E_FORMAT, "broken bytes"); },
            {.priority = 1});
    provide("upper", [](call& c, const request&) -> answer { return c.next(); }, {.priority = 2});
    const result found = get("t");
    EXPECT_EQ(found.error.code, QUOIN_E_FORMAT);
    EXPECT_EQ(found.error.provider, "lower");
    EXPECT_EQ(found.error.message, "broken bytes");
}

TEST_F(next_rule, a_wrapper_may_answer_in_spite_of_an_error_below) {
    provide("lower", [](call&, const request&) -> answer { throw error("broken"); }, {.priority = 1});
    provide("upper",
            [](call& c, const request&) -> answer {
                try {
                    return c.next();
                } catch (const error&) {
                    return value::of("mended");
                }
            },
            {.priority = 2});
    EXPECT_EQ(text(), "mended");
}

TEST_F(next_rule, wrappers_that_pass_after_next_ask_each_provider_once) {
    int asked_last = 0;
    provide("last", [&](call&, const request&) -> answer {
        ++asked_last;
        return pass;
    });
    for (int i = 0; i < 60; ++i)
        provide("wrapper-" + std::to_string(i),
                [](call& c, const request&) -> answer {
                    c.next();
                    return pass;
                },
                {.priority = i + 1});
    EXPECT_EQ(text(), "(none)");
    EXPECT_EQ(asked_last, 1);
}

TEST_F(next_rule, what_was_found_below_is_the_answer_of_a_wrapper_that_passes) {
    answers("lower", "lower", {.priority = 1});
    provide("upper",
            [](call& c, const request&) -> answer {
                c.next();
                return pass;
            },
            {.priority = 2});
    EXPECT_EQ(text(), "lower");
}

// A provider of both chains that take part in add: the fact goes down the chain until one takes it.
struct fact_keeper : provider {
    std::string kept;
    bool takes = true;
    quoin_result get(quoin_call&, const quoin_request&, const quoin_value*& out) noexcept override {
        if (kept.empty()) return QUOIN_PASS;
        out = value::of(kept).release();
        return QUOIN_VALUE;
    }
    quoin_result add(quoin_call&, const quoin_request& request, const quoin_value*&) noexcept override {
        if (!takes) return QUOIN_PASS;
        kept = view(request.payload).as_string().value_or("");
        return QUOIN_VALUE;
    }
    void clear(std::string_view, std::string_view) noexcept override { kept.clear(); }
};

TEST_F(next_rule, add_is_taken_by_the_first_that_wants_it_and_clear_forgets) {
    registration how;
    how.types = {"t"};
    how.thread_safe = true;
    const auto upper = std::make_shared<fact_keeper>();
    const auto lower = std::make_shared<fact_keeper>();
    upper->takes = false;
    how.id = "lower";
    under_test.add_provider(how, lower);
    how.id = "upper";
    under_test.add_provider(how, upper);

    EXPECT_EQ(under_test.add({.type = "t", .subjects = {"s"}}, value::of("fact")).outcome, QUOIN_VALUE);
    EXPECT_EQ(upper->kept, "");
    EXPECT_EQ(lower->kept, "fact");
    EXPECT_EQ(text(), "fact");
    under_test.clear("t", "s");
    EXPECT_EQ(text(), "(none)");

    lower->takes = false;
    EXPECT_EQ(under_test.add({.type = "t", .subjects = {"s"}}, value::of("fact")).outcome, QUOIN_PASS);
    EXPECT_EQ(under_test.add({.type = "t", .subjects = {"s"}}, {}).error.message,
              "add needs a payload, and there is none");
}

}  // namespace
}  // namespace quoin::engine
