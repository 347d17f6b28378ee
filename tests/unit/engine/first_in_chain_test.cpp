// Answers that rest on who stands first in chains (quoin.chain/1).
#include "engine_fixture.hpp"

#include <utility>

namespace quoin::engine {
namespace {

struct first_in_chain : engine_fixture {
    int computed = 0;

    /// Type `same`: whether one provider is asked first about "a" and "b"; kept.
    void provide_the_asker() {
        provide("asker",
                [this](call& services, const request&) -> answer {
                    ++computed;
                    return value::of(services.same_first("a", "b") ? "same" : "others");
                },
                {.types = {"same"}, .tracked = true});
    }
    static asked tracked(std::vector<std::string> types, std::int32_t priority = 0) {
        return {.priority = priority, .types = std::move(types), .tracked = true};
    }
};

TEST_F(first_in_chain, one_provider_that_names_both_types_is_the_same) {
    provide_the_asker();
    EXPECT_EQ(text("same"), "others") << "nobody serves them";
    const auto both = answers("both", "x", tracked({"a", "b"}));
    EXPECT_EQ(text("same"), "same");
    under_test.remove_provider(both);
    EXPECT_EQ(text("same"), "others");
    answers("of-a", "x", tracked({"a"}));
    answers("of-b", "x", tracked({"b"}));
    EXPECT_EQ(text("same"), "others");
}

TEST_F(first_in_chain, one_that_may_be_asked_for_any_type_says_nothing_about_two_of_them) {
    provide_the_asker();
    answers("both", "x", tracked({"a", "b"}));
    passes("any", tracked({}, 5));
    EXPECT_EQ(text("same"), "others");
}

TEST_F(first_in_chain, it_is_computed_anew_when_another_one_comes_to_stand_first) {
    provide_the_asker();
    answers("both", "x", tracked({"a", "b"}));
    EXPECT_EQ(text("same"), "same");
    const auto above = passes("above", tracked({"b"}, 1));
    EXPECT_EQ(text("same"), "others");
    under_test.remove_provider(above);
    EXPECT_EQ(text("same"), "same");
    EXPECT_EQ(computed, 3);
    answers("between", "x", tracked({"a"}, -3));
    EXPECT_EQ(text("same"), "same") << "below it, who stands there does not matter";
    EXPECT_EQ(computed, 3);
}

TEST_F(first_in_chain, a_priority_for_one_type_that_changes_is_heard_of) {
    provide_the_asker();
    const auto both = answers("both", "x", tracked({"a", "b"}, 1));
    answers("lower", "y", tracked({"a"}));
    EXPECT_EQ(text("same"), "same");
    registration how;
    how.id = "both";
    how.types = {"a", "b"};
    how.tracked = true;
    how.priority = {1, "test"};
    how.priorities["a"] = {-5, "test"};
    std::vector<std::pair<registration, std::shared_ptr<provider>>> in;
    in.emplace_back(how, make_callable_provider(under_test, "both", [](call&, const request&) -> answer {
                        return value::of("x");
                    }));
    under_test.replace_providers(std::span(&both, 1), std::move(in));
    EXPECT_EQ(text("same"), "others");
}

TEST_F(first_in_chain, it_stays_when_chains_change_that_it_did_not_ask_about) {
    provide_the_asker();
    answers("both", "x", tracked({"a", "b"}));
    EXPECT_EQ(text("same"), "same");
    EXPECT_EQ(text("c"), "(none)");
    passes("of-c", tracked({"c"}, 7));
    EXPECT_EQ(text("c"), "(none)");
    EXPECT_EQ(text("same"), "same");
    EXPECT_EQ(computed, 1);
}

TEST_F(first_in_chain, what_was_made_of_it_is_made_anew_too) {
    provide_the_asker();
    provide(
        "outer",
        [](call& services, const request& asked) -> answer {
            return value::of("made of " +
                             std::string(services.get("same", asked.subject())->as_string().value_or("")));
        },
        tracked({"outer"}));
    answers("both", "x", tracked({"a", "b"}));
    EXPECT_EQ(text("outer"), "made of same");
    passes("above", tracked({"a"}, 1));
    EXPECT_EQ(text("outer"), "made of others");
}

TEST_F(first_in_chain, a_provider_that_asked_and_passed_is_asked_again) {
    provide(
        "asker",
        [](call& services, const request&) -> answer {
            if (!services.same_first("a", "b")) return pass;
            return value::of("same");
        },
        tracked({"t"}));
    EXPECT_EQ(text(), "(none)");
    answers("both", "x", tracked({"a", "b"}));
    EXPECT_EQ(text(), "same");
}

TEST_F(first_in_chain, what_was_computed_while_the_chains_changed_is_not_kept) {
    bool changed = false;
    provide(
        "asker",
        [&](call& services, const request&) -> answer {
            const bool same = services.same_first("a", "b");
            if (!std::exchange(changed, true)) passes("above", tracked({"b"}, 1));
            return value::of(same ? "same" : "others");
        },
        tracked({"same"}));
    answers("both", "x", tracked({"a", "b"}));
    EXPECT_EQ(text("same"), "others");
    EXPECT_EQ(text("same"), "others");
}

TEST_F(first_in_chain, what_another_query_computes_while_the_chains_change_is_not_kept_either) {
    bool changed = false;
    provide_the_asker();
    provide(
        "outer",
        [&](call& services, const request& asked) -> answer {
            // The chains change before it asks, on the table on which it runs.
            if (!std::exchange(changed, true)) passes("above", tracked({"b"}, 1));
            return value::of(std::string(services.get("same", asked.subject())->as_string().value_or("")));
        },
        tracked({"outer"}));
    answers("both", "x", tracked({"a", "b"}));
    EXPECT_EQ(text("outer"), "others");
    EXPECT_EQ(text("same"), "others");
    EXPECT_EQ(text("outer"), "others");
}

TEST_F(first_in_chain, all_that_rest_on_it_are_computed_anew) {
    provide_the_asker();
    answers("both", "x", tracked({"a", "b"}));
    const auto subjects = [](int of) { return std::vector<std::string>{"s" + std::to_string(of)}; };
    for (int i = 0; i < 100; ++i) EXPECT_EQ(text("same", subjects(i)), "same");
    passes("above", tracked({"a"}, 1));
    for (int i = 0; i < 100; ++i) EXPECT_EQ(text("same", subjects(i)), "others");
    EXPECT_EQ(computed, 200);
}

}  // namespace
}  // namespace quoin::engine
