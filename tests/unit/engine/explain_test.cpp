// The trace that explain returns.
#include "engine_fixture.hpp"

#include <quoin/json.hpp>

namespace quoin::engine {
namespace {

struct explanation : engine_fixture {};

TEST_F(explanation, tells_who_was_asked_in_which_order_and_why) {
    passes("high", {.priority = 9});
    answers("middle", "found", {.priority = 5});
    answers("low", "not asked", {.priority = 1});
    const value trace = under_test.explain({.type = "t", .subjects = {"s"}});
    EXPECT_EQ(trace["outcome"].as_string(), "answered");
    EXPECT_EQ(trace["value"].as_string(), "found");
    ASSERT_EQ(trace["asked"].size(), 2u);
    EXPECT_EQ(trace["asked"][0]["provider"].as_string(), "high");
    EXPECT_EQ(trace["asked"][0]["outcome"].as_string(), "passed");
    EXPECT_EQ(trace["asked"][0]["priority"].as_int(), 9);
    EXPECT_EQ(trace["asked"][0]["priorityOrigin"].as_string(), "test");
    EXPECT_EQ(trace["asked"][1]["outcome"].as_string(), "answered");
    EXPECT_EQ(to_json(trace["notAsked"]), R"(["low"])");
}

TEST_F(explanation, has_nested_queries_notes_and_next) {
    provide("source",
            [](call& c, const request&) -> answer {
                c.note("transfer syntax was missing");
                return value::of("facts");
            },
            {.types = {"facts"}});
    answers("lower", "lower");
    provide("upper",
            [](call& c, const request& r) -> answer {
                c.get("facts", r.subject());
                return c.next();
            },
            {.priority = 3});
    const value trace = under_test.explain({.type = "t", .subjects = {"s"}});
    const view upper = trace["asked"][0];
    EXPECT_EQ(upper["queries"][0]["type"].as_string(), "facts");
    EXPECT_EQ(upper["queries"][0]["asked"][0]["notes"][0].as_string(), "transfer syntax was missing");
    EXPECT_EQ(upper["next"][0]["asked"][0]["provider"].as_string(), "lower");
    EXPECT_EQ(trace["asked"].size(), 1u);
}

TEST_F(explanation, is_utf_8_whatever_was_asked_and_said) {
    provide("odd", [](call& c, const request&) -> answer {
        c.note("M\xFCller");
        throw error(QUOIN_E_IO, "no M\xFCller");
    });
    const value trace = under_test.explain({.type = "t", .subjects = {"M\xFCller.dcm"}});
    EXPECT_EQ(trace["subjects"][0].as_string(), "M\\xfcller.dcm");
    EXPECT_EQ(trace["asked"][0]["notes"][0].as_string(), "M\\xfcller");
    EXPECT_EQ(trace["error"]["message"].as_string(), "no M\\xfcller");
}

TEST_F(explanation, has_the_error_where_it_arose_and_the_skipped_provider) {
    provide("broken", [](call&, const request&) -> answer { throw error(QUOIN_E_IO, "disk"); },
            {.priority = 2, .on_error = error_policy::skip});
    provide("strict", [](call&, const request&) -> answer { throw error(QUOIN_E_FORMAT, "bytes"); },
            {.priority = 1});
    const value trace = under_test.explain({.type = "t", .subjects = {"s"}});
    EXPECT_EQ(trace["outcome"].as_string(), "error");
    EXPECT_EQ(trace["asked"][0]["outcome"].as_string(), "skipped");
    EXPECT_EQ(trace["asked"][0]["error"]["message"].as_string(), "disk");
    EXPECT_EQ(trace["asked"][1]["outcome"].as_string(), "error");
    EXPECT_EQ(trace["error"]["code"].as_string(), "format");
    EXPECT_FALSE(trace["value"]);
}

TEST_F(explanation, of_a_query_that_is_refused_says_why) {
    const value trace = under_test.explain({.type = "t", .subjects = {}});
    EXPECT_EQ(trace["error"]["message"].as_string(), "a query needs a subject, and this one has none");
    EXPECT_EQ(trace["asked"].size(), 0u);
}

TEST_F(explanation, deeper_than_a_value_can_be_is_cut_visibly) {
    for (int i = 0; i < 400; ++i)
        provide("wrapper-" + std::to_string(i), [](call& c, const request&) -> answer { return c.next(); },
                {.priority = i});
    const value trace = under_test.explain({.type = "t", .subjects = {"s"}});
    EXPECT_EQ(trace["outcome"].as_string(), "none");
    EXPECT_NE(to_json(trace).find("\"cut\":true"), std::string::npos);
}

}  // namespace
}  // namespace quoin::engine
