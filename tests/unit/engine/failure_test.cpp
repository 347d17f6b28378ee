// What a failed query says.
#include "engine_fixture.hpp"

#include <stdexcept>

namespace quoin::engine {
namespace {

struct failures : engine_fixture {};

TEST_F(failures, whatever_a_provider_throws_is_an_error_of_the_query) {
    provide("std", [](call&, const request&) -> answer { throw std::runtime_error("what it says"); },
            {.types = {"a"}});
    provide("int", [](call&, const request&) -> answer { throw 7; }, {.types = {"b"}});
    EXPECT_EQ(get("a").error.message, "what it says");
    EXPECT_EQ(get("b").error.message, "an exception that is no std::exception");
}

TEST_F(failures, a_nested_failure_that_is_handed_on_names_who_failed) {
    provide("inner", [](call&, const request&) -> answer { throw error(QUOIN_E_DENIED, "not below roots"); },
            {.types = {"inner"}});
    provide("outer", [](call& c, const request& r) -> answer { return c.get("inner", r.subject()); });
    const result found = get("t", {"x"});
    EXPECT_EQ(found.error.provider, "inner");
    EXPECT_EQ(found.error.type, "inner");
    EXPECT_EQ(found.error.subject, "x");
    EXPECT_EQ(found.error.code, QUOIN_E_DENIED);
}

TEST_F(failures, a_reason_of_ones_own_names_the_one_who_gave_it) {
    provide("inner", [](call&, const request&) -> answer { throw error("inner reason"); },
            {.types = {"inner"}});
    provide("outer", [](call& c, const request& r) -> answer {
        try {
            return c.get("inner", r.subject());
        } catch (const error&) {
            throw error(QUOIN_E_UNSUPPORTED, "outer reason");
        }
    });
    const result found = get("t");
    EXPECT_EQ(found.error.provider, "outer");
    EXPECT_EQ(found.error.message, "outer reason");
}

// What a plugin written in C can do wrong.
struct rude_provider : provider {
    quoin_result returns = QUOIN_ERROR;
    quoin_result get(quoin_call&, const quoin_request&, const quoin_value*&) noexcept override {
        return returns;
    }
    quoin_result add(quoin_call&, const quoin_request&, const quoin_value*&) noexcept override {
        return returns;
    }
    void clear(std::string_view, std::string_view) noexcept override {}
};

TEST_F(failures, an_outcome_that_breaks_the_contract_is_an_error_that_says_so) {
    const auto rude = std::make_shared<rude_provider>();
    registration how;
    how.id = "rude";
    how.types = {"t"};
    under_test.add_provider(how, rude);
    EXPECT_EQ(get("t").error.message, "failed without giving a reason (set_error was not called)");
    rude->returns = 42;
    EXPECT_EQ(get("t").error.message, "returned the unknown result 42 (expected 0, 1 or -1)");
    rude->returns = QUOIN_VALUE;
    EXPECT_EQ(get("t").error.message,
              "answered, but gave no value (QUOIN_NULL is a value, a null pointer is none)");
}

TEST_F(failures, options_that_are_no_object_are_refused) {
    answers("p", "x");
    const result found = under_test.get({.type = "t", .subjects = {"s"}, .options = value::of(5)});
    EXPECT_EQ(found.error.message, "the options of a query must be an object");
}

TEST_F(failures, every_code_has_a_name) {
    EXPECT_EQ(code_name(QUOIN_E_CYCLE), "cycle");
    EXPECT_EQ(code_name(QUOIN_E_CONFIG), "config");
    EXPECT_EQ(code_name(-3), "failed");
    EXPECT_EQ(code_name(999), "failed");
}

}  // namespace
}  // namespace quoin::engine
