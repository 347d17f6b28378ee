// Rows on other terms, and while what they are made of changes.
#include "rows_fixture.hpp"

namespace quoin::engine {
namespace {

struct rows_that_change : rows_in_calls {
    const std::vector<std::string> abd{"a", "b", "d"};
    const texts of_one{"many of a(one)", "many of b(one)", "many of d(one)"};
    const texts of_two{"many of a(two)", "many of b(two)", "many of d(two)"};
    std::function<void()> meanwhile = [] {};

    /// Answers rows, and does `meanwhile` once when it has read the whole.
    engine::token serves_meanwhile(const std::function<void()>& once) {
        meanwhile = once;
        const engine::token out = serves(
            "many", abd,
            [this](call& c, quoin_row& asked) {
                static_cast<void>(c.get("whole", to_view(asked.subject)));
                if (to_view(asked.subject) != "first") std::exchange(meanwhile, [] {})();
                answer_all(c, asked, names("many"));
                return true;
            },
            names("many"));
        learn(abd);
        return out;
    }
};

TEST_F(rows_that_change, with_a_deadline_or_a_way_to_cancel_are_asked_by_get) {
    serves("many", abd, names("many"));
    learn(abd);
    EXPECT_EQ(row(abd, "s", {.deadline = std::chrono::steady_clock::now() + std::chrono::hours(1)}), of_one);
    EXPECT_EQ(called("many row"), 0);
    EXPECT_EQ(called("many"), 3);
    knows_whole("r", "two");
    const std::stop_source may_give_up;
    EXPECT_EQ(row(abd, "r", {.cancel = may_give_up.get_token()}), of_two);
    EXPECT_EQ(called("many row"), 0);
    EXPECT_EQ(called("many"), 3);
    EXPECT_EQ(row(abd, "r"), of_two);
    EXPECT_TRUE(calls.empty() || (called("many") == 0 && called("many row") == 0)) << "they are kept";
}

TEST_F(rows_that_change, are_verified_type_by_type) {
    serves("many", abd, names("many"));
    learn(abd);
    row(abd);
    under_test.set_cache({.verify = true});
    forget_calls();
    EXPECT_EQ(row(abd), of_one);
    EXPECT_EQ(called("many row"), 0);
    EXPECT_EQ(called("many"), 3);
}

TEST_F(rows_that_change, in_which_get_says_something_else_are_found_by_verify) {
    serves(
        "many", abd,
        [](call& c, quoin_row& asked) {
            answer_all(c, asked, [](call& c, std::string_view, std::string_view subject) -> answer {
                return c.get("whole", subject);
            });
            return true;
        },
        names("many"));
    learn(abd);
    EXPECT_EQ(row(abd), (texts{"one", "one", "one"}));
    under_test.set_cache({.verify = true});
    EXPECT_NE(row(abd), (texts{"one", "one", "one"}));
}

TEST_F(rows_that_change, of_types_not_known_to_be_parts_teach_that) {
    serves("many", abd, names("many"));
    EXPECT_EQ(row(abd), of_one);
    EXPECT_EQ(called("many row"), 0);
    EXPECT_EQ(called("many"), 3);
    knows_whole("r", "two");
    EXPECT_EQ(row(abd, "r"), of_two);
    EXPECT_EQ(called("many row"), 1);
    EXPECT_EQ(called("many"), 0);
}

TEST_F(rows_that_change, of_a_subject_whose_whole_nobody_asked_for_are_asked_by_get) {
    serves("many", abd, names("many"));
    learn(abd);
    add("whole", "new", "two");
    EXPECT_EQ(row(abd, "new"), of_two);
    EXPECT_EQ(called("holder"), 1);
    EXPECT_EQ(called("many"), 3);
    EXPECT_EQ(row(abd, "new"), of_two);
    EXPECT_EQ(called("many"), 0);
}

TEST_F(rows_that_change, of_a_whole_that_changed_have_it_asked_anew) {
    serves("many", abd, names("many"));
    learn(abd);
    row(abd);
    add("whole", "s", "two");
    EXPECT_EQ(row(abd), of_two);
    under_test.clear("whole", "s");
    EXPECT_EQ(row(abd), (texts{"(none)", "(none)", "(none)"}));
}

TEST_F(rows_that_change, of_a_whole_that_is_not_tracked_are_asked_by_get) {
    serves("many", abd, names("many"));
    learn(abd);
    answers("nobody knows since when", "two", {.priority = 5, .types = {"whole"}, .tracked = false});
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(row(abd), of_two);
        EXPECT_EQ(called("many row"), 0);
        EXPECT_EQ(called("many"), 3);
    }
}

TEST_F(rows_that_change, of_providers_that_are_not_tracked_or_not_thread_safe_are_asked_by_get) {
    const auto stands_as = [&](bool is_tracked, bool is_thread_safe, int timeout_ms) {
        registration stands;
        stands.id = "many";
        stands.types = abd;
        stands.tracked = is_tracked;
        stands.thread_safe = is_thread_safe;
        stands.timeout = std::chrono::milliseconds(timeout_ms);
        return under_test.add_provider(stands, std::make_shared<row_provider>(
                                                   under_test, "many", abd,
                                                   [says = names("many")](call& c, const request& r) {
                                                       return says(c, r.type(), r.subject());
                                                   },
                                                   [this](call& c, quoin_row& asked) {
                                                       ++calls["many row"];
                                                       answer_all(c, asked, names("many"));
                                                       return true;
                                                   }));
    };
    engine::token now = stands_as(true, true, 0);
    learn(abd);
    row(abd);
    EXPECT_EQ(called("many row"), 1);
    for (const auto& [is_tracked, is_thread_safe, timeout_ms] :
         {std::tuple(false, true, 0), std::tuple(true, false, 0), std::tuple(true, true, 3'600'000)}) {
        under_test.remove_provider(now);
        now = stands_as(is_tracked, is_thread_safe, timeout_ms);
        EXPECT_EQ(row(abd), of_one);
        EXPECT_EQ(called("many row"), 0);
    }
}

TEST_F(rows_that_change, are_made_of_the_whole_of_one_moment) {
    serves_meanwhile([&] { add("whole", "s", "two"); });
    EXPECT_EQ(row(abd), of_two);
    EXPECT_EQ(row(abd), of_two);
    for (const std::string& type : abd) EXPECT_EQ(text(type), "many of " + type + "(two)");
}

TEST_F(rows_that_change, are_made_of_a_whole_that_changes_and_changes_back) {
    serves_meanwhile([&] {
        for (const char* what : {"two", "one"}) {
            add("whole", "s", what);
            text("whole");
        }
    });
    EXPECT_EQ(row(abd), of_one);
    EXPECT_EQ(row(abd), of_one);
    add("whole", "s", "two");
    EXPECT_EQ(row(abd), of_two);
}

TEST_F(rows_that_change, are_made_of_own_facts_of_one_moment) {
    std::string mine = "before";
    const rule says = [&](call& c, std::string_view, std::string_view subject) -> answer {
        return value::of(mine + std::string(*c.get("whole", subject)->as_string()));
    };
    for (const auto& change : std::vector<std::function<void()>>{
             [&] { under_test.invalidate("many", "b", "s"); }, [&] { under_test.invalidate("many", "", ""); },
             [&] {
                 under_test.invalidate_where("many", "b", [](std::string_view one) { return one == "s"; });
             },
             [&] { under_test.clear("b", "s"); }}) {
        mine = "before ";
        bool is_first = true;
        const engine::token many = serves(
            "many", abd,
            [&](call& c, quoin_row& asked) {
                answer_all(c, asked, says);
                if (to_view(asked.subject) == "s" && std::exchange(is_first, false)) {
                    mine = "after ";
                    change();
                }
                return true;
            },
            says);
        learn(abd);
        EXPECT_EQ(row({"a", "b", "d"})[1], "after one");
        EXPECT_EQ(text("b"), "after one");
        EXPECT_EQ(row({"a", "b", "d"})[1], "after one");
        under_test.remove_provider(many);
    }
}

TEST_F(rows_that_change, are_kept_but_for_the_type_whose_facts_changed) {
    serves_meanwhile([&] { under_test.invalidate("many", "b", "s"); });
    EXPECT_EQ(row(abd), of_one);
    forget_calls();
    EXPECT_EQ(row(abd), of_one);
    EXPECT_TRUE(calls.empty()) << "all is kept";
    add("whole", "s", "two");
    EXPECT_EQ(row(abd), of_two);
}

TEST_F(rows_that_change, are_asked_of_the_chain_of_one_moment) {
    engine::token above = 0;
    serves_meanwhile(
        [&] { above = answers("above", "from above", {.priority = 5, .types = {"b"}, .tracked = true}); });
    // Each held at a moment between.
    const texts during = row(abd);
    EXPECT_TRUE(during[1] == "from above" || during[1] == "many of b(one)") << during[1];
    EXPECT_EQ(row(abd), (texts{"many of a(one)", "from above", "many of d(one)"}));
    meanwhile = [&] { under_test.remove_provider(above); };
    under_test.invalidate("many", "a", "s");
    row(abd);
    EXPECT_EQ(row(abd), of_one);
}

TEST_F(rows_that_change, whose_provider_is_taken_out_meanwhile) {
    engine::token many = 0;
    many = serves_meanwhile([&] { under_test.remove_provider(many); });
    row(abd);
    EXPECT_EQ(row(abd), (texts{"(none)", "(none)", "(none)"}));
}

TEST_F(rows_that_change, where_a_bystander_comes_meanwhile) {
    serves_meanwhile([&] { passes("bystander", {.priority = 5, .types = {"other"}, .tracked = true}); });
    EXPECT_EQ(row(abd), of_one);
    forget_calls();
    EXPECT_EQ(row(abd), of_one);
    EXPECT_TRUE(calls.empty()) << "all is kept";
}

TEST_F(rows_that_change, whose_whole_the_budget_takes_meanwhile) {
    serves_meanwhile([&] { under_test.set_cache({.max_bytes = 0}); });
    EXPECT_EQ(row(abd), of_one);
    under_test.set_cache({});
    EXPECT_EQ(row(abd), of_one);
    add("whole", "s", "two");
    EXPECT_EQ(row(abd), of_two);
}

TEST_F(rows_that_change, while_more_types_turn_out_to_be_parts) {
    asks("late", "e", "whole");
    serves_meanwhile([&] {
        text("e", {"first"});
        EXPECT_EQ(text("e"), "late(one)") << "a larger row takes the place of that in which these are made";
    });
    EXPECT_EQ(row(abd), of_one);
    forget_calls();
    EXPECT_EQ(row({"a", "b", "d", "e"}), (texts{of_one[0], of_one[1], of_one[2], "late(one)"}));
    EXPECT_TRUE(calls.empty()) << "all is kept";
}

TEST_F(rows_that_change, whose_provider_asks_the_host_for_what_it_makes_waits_for_nobody) {
    serves_meanwhile([&] {
        EXPECT_EQ(text("b"), "many of b(one)");
        EXPECT_EQ(row(abd), of_one);
    });
    EXPECT_EQ(row(abd), of_one);
    forget_calls();
    EXPECT_EQ(row(abd), of_one);
    EXPECT_TRUE(calls.empty()) << "all is kept";
}

TEST_F(rows_that_change, whose_providers_ask_the_host_for_rows_again_and_again_are_refused) {
    const texts ab{"a", "b"};
    int deep = 0;
    serves(
        "many", ab,
        [&](call& c, quoin_row& asked) {
            ++deep;
            if (deep < 100) row(ab, "image:" + std::to_string(deep));
            answer_all(c, asked, names("many"));
            return true;
        },
        names("many"));
    for (int i = 0; i < 100; ++i) knows_whole("image:" + std::to_string(i), "one");
    learn(ab);
    EXPECT_EQ(row(ab), (texts{"many of a(one)", "many of b(one)"}));
    EXPECT_EQ(deep, 16) << "as deep as the engine goes";
}

TEST_F(rows_that_change, of_types_that_somebody_came_to_rest_on) {
    serves("many", abd, names("many"));
    asks("outer", "o", "b");
    learn(abd);
    EXPECT_EQ(text("o"), "outer(many of b(one))");
    EXPECT_EQ(row(abd), of_one);
    EXPECT_EQ(in_rows, texts{"many: a d"}) << "b has a memo of its own";
    const std::uint64_t hits = of("b").hits;
    EXPECT_EQ(row(abd), of_one);
    EXPECT_EQ(of("b").hits - hits, 1u);
    add("whole", "s", "two");
    text("whole");
    EXPECT_EQ(row(abd), of_two);
    EXPECT_EQ(text("o"), "outer(many of b(two))");
}

TEST_F(rows_that_change, answer_what_was_added_above_who_answers_them) {
    serves("many", abd, names("many"));
    holds("above", "b", 5);
    learn(abd);
    EXPECT_EQ(row(abd), of_one);
    EXPECT_EQ(in_rows, texts{"many: a d"});
    add("b", "s", "corrected");
    EXPECT_EQ(row(abd), (texts{"many of a(one)", "corrected", "many of d(one)"}));
    under_test.clear("b", "s");
    EXPECT_EQ(row(abd), of_one);
}

}  // namespace
}  // namespace quoin::engine
