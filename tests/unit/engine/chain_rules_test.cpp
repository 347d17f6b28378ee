// The seven rules of the chain (docs/architecture.md), one test each, named after the rule.
#include "engine_fixture.hpp"

namespace quoin::engine {
namespace {

struct chain_rules : engine_fixture {};

TEST_F(chain_rules, rule_1_an_error_never_turns_into_a_silent_answer_from_a_lower_provider) {
    answers("lower", "wrong", {.priority = 1});
    provide("upper", [](call&, const request&) -> answer { throw error(QUOIN_E_IO, "the disk is gone"); },
            {.priority = 2});
    const result found = get("t", {"subject"});
    ASSERT_EQ(found.outcome, QUOIN_ERROR);
    EXPECT_EQ(found.error.provider, "upper");
    EXPECT_EQ(found.error.type, "t");
    EXPECT_EQ(found.error.subject, "subject");
    EXPECT_EQ(found.error.message, "the disk is gone");
    EXPECT_EQ(found.error.code, QUOIN_E_IO);
}

TEST_F(chain_rules, rule_1_on_error_skip_opts_out_for_one_provider) {
    answers("lower", "lower", {.priority = 1});
    provide("upper", [](call&, const request&) -> answer { throw error("broken"); },
            {.priority = 2, .on_error = error_policy::skip});
    EXPECT_EQ(text(), "lower");
}

TEST_F(chain_rules, rule_2_a_query_that_asks_itself_is_a_cycle_with_its_path) {
    provide("one", [](call& c, const request&) -> answer { return c.get("b", "s"); }, {.types = {"a"}});
    provide("two", [](call& c, const request&) -> answer { return c.get("a", "s"); }, {.types = {"b"}});
    const result found = get("a");
    ASSERT_EQ(found.outcome, QUOIN_ERROR);
    EXPECT_EQ(found.error.code, QUOIN_E_CYCLE);
    EXPECT_EQ(found.error.message, "the query asks itself: a of s [one] -> b of s [two] -> a of s");
}

TEST_F(chain_rules, rule_2_the_same_type_of_another_subject_is_no_cycle) {
    provide("one", [](call& c, const request& r) -> answer {
        if (r.subject() == "s") return c.get("t", "other");
        return value::of("end");
    });
    EXPECT_EQ(text(), "end");
}

TEST_F(chain_rules, rule_2_other_options_are_another_query) {
    provide("one", [](call& c, const request& r) -> answer {
        if (!r.options()) {
            const value options = builder().object().member("deep", true).end().finish();
            return c.get("t", r.subject(), options);
        }
        return value::of("end");
    });
    EXPECT_EQ(text(), "end");
}

TEST_F(chain_rules, rule_3_a_subject_is_required) {
    answers("p", "x");
    EXPECT_EQ(get("t", {}).error.code, QUOIN_E_INVALID);
    EXPECT_EQ(get("t", {}).error.message, "a query needs a subject, and this one has none");
    EXPECT_EQ(get("t", {"a", ""}).error.message, "a query needs a subject, and subject 2 is empty");
    EXPECT_EQ(under_test.first_of({.type = "t", .subjects = {}}).error.code, QUOIN_E_INVALID);
    EXPECT_EQ(get("").error.message, "a query needs a type, and this one is empty");
}

TEST_F(chain_rules, rule_3_what_nobody_serves_is_no_answer_and_no_error) {
    passes("p");
    EXPECT_EQ(get("t").outcome, QUOIN_PASS);
    EXPECT_EQ(get("unheard-of").outcome, QUOIN_PASS);
}

TEST_F(chain_rules, rule_4_several_subjects_go_to_the_provider_together) {
    provide("p", [](call&, const request& r) -> answer {
        std::string all;
        for (std::size_t i = 0; i < r.subject_count(); ++i) all += std::string(r.subject(i)) + ";";
        return value::of(all);
    });
    EXPECT_EQ(text("t", {"a", "b", "c"}), "a;b;c;");
}

TEST_F(chain_rules, rule_4_first_of_asks_one_by_one) {
    provide("p", [](call&, const request& r) -> answer {
        EXPECT_EQ(r.subject_count(), 1u);
        if (r.subject() == "a") return pass;
        return value::of(r.subject());
    });
    const result found = under_test.first_of({.type = "t", .subjects = {"a", "b", "c"}});
    EXPECT_EQ(found.answer.as_string(), "b");
}

TEST_F(chain_rules, rule_4_first_of_stops_at_a_failure) {
    provide("p", [](call&, const request& r) -> answer {
        if (r.subject() == "a") throw error(QUOIN_E_FORMAT, "broken");
        return value::of("b");
    });
    EXPECT_EQ(under_test.first_of({.type = "t", .subjects = {"a", "b"}}).error.subject, "a");
}

TEST_F(chain_rules, rule_5_the_order_is_total_and_the_later_one_goes_first_at_equal_priority) {
    passes("first", {.priority = 7});
    passes("second", {.priority = 7});
    passes("low", {.priority = -1000});
    passes("high", {.priority = 9000});
    EXPECT_EQ(under_test.chain("t"), (std::vector<std::string>{"high", "second", "first", "low"}));
}

TEST_F(chain_rules, rule_6_answers_are_shared_and_immutable) {
    const value kept = builder().object().member("rows", 5).end().finish();
    provide("p", [kept](call&, const request&) -> answer { return kept; });
    const result one = get("t");
    const result two = get("t");
    EXPECT_EQ(one.answer.get(), kept.get());
    EXPECT_EQ(two.answer.get(), kept.get());
}

TEST_F(chain_rules, a_null_value_is_an_answer_and_ends_the_search) {
    answers("lower", "lower", {.priority = 1});
    provide("upper", [](call&, const request&) -> answer { return value::null(); }, {.priority = 2});
    const result found = get("t");
    ASSERT_EQ(found.outcome, QUOIN_VALUE);
    EXPECT_TRUE(found.answer.is_null());
}

}  // namespace
}  // namespace quoin::engine
