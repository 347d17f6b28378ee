// Rows where several providers stand in the chains of their types.
#include "rows_fixture.hpp"

namespace quoin::engine {
namespace {

struct rows_in_chains : rows_in_calls {
    const std::vector<std::string> abd{"a", "b", "d"};
    const texts of_many{"many of a(one)", "many of b(one)", "many of d(one)"};

    /// Reads the whole, notes something, and passes but for one type.
    static rule passes_but_for(const std::string& only) {
        return [only](call& c, std::string_view type, std::string_view subject) -> answer {
            c.note("looked at " + std::string(type));
            auto whole = c.get("whole", subject);
            if (type != only) return pass;
            return whole;
        };
    }
    static rule noting_names(const std::string& id) {
        return [says = names(id)](call& c, std::string_view type, std::string_view subject) -> answer {
            c.note("made " + std::string(type));
            return says(c, type, subject);
        };
    }
    /// The same subject asked by get, in an engine that knows no rows of it.
    std::vector<std::string> stories_by_get(const std::string& subject) {
        knows_whole(subject, "one");
        for (const std::string& type : abd) text(type, {subject});
        EXPECT_TRUE(in_rows.empty() || called("many row") == 0);
        return stories(subject);
    }
    std::vector<std::string> stories(const std::string& subject = "s") const {
        std::vector<std::string> out;
        for (const std::string& type : abd) out.push_back(story(type, subject));
        return out;
    }
};

TEST_F(rows_in_chains, each_answer_is_explained_with_its_own_notes) {
    serves("many", abd, noting_names("many"));
    learn(abd);
    EXPECT_EQ(row(abd), of_many);
    EXPECT_EQ(stories(),
              (texts{"many answered! [made a]", "many answered! [made b]", "many answered! [made d]"}));
    EXPECT_EQ(stories("s"), stories_by_get("r"));
}

TEST_F(rows_in_chains, each_answer_took_its_share_of_the_time) {
    const rule slow = [](call& c, std::string_view, std::string_view subject) -> answer {
        std::string text;
        for (int i = 0; i < 10'000; ++i) text += 'x';
        static_cast<void>(c.get("whole", subject));
        return value::of(text);
    };
    serves("many", abd, slow);
    learn(abd);
    row(abd);
    for (const std::string& type : abd)
        EXPECT_GT(under_test.explain({.type = type, .subjects = {"s"}})["ns"].as_int().value_or(0), 0)
            << type;
}

TEST_F(rows_in_chains, what_is_noted_before_the_first_is_begun_is_noted_with_it) {
    serves(
        "many", abd,
        [](call& c, quoin_row& asked) {
            c.note("began");
            answer_all(c, asked, names("many"));
            return true;
        },
        names("many"));
    learn(abd);
    row(abd);
    EXPECT_EQ(stories(), (texts{"many answered! [began]", "many answered!", "many answered!"}));
}

TEST_F(rows_in_chains, no_more_is_noted_with_an_answer_than_by_get) {
    const rule talks = [](call& c, std::string_view, std::string_view subject) -> answer {
        for (int i = 0; i < 50; ++i) c.note(std::to_string(i));
        return c.get("whole", subject);
    };
    serves("many", abd, talks);
    learn(abd);
    row(abd);
    for (const std::string& type : abd) {
        const value trace = under_test.explain({.type = type, .subjects = {"s"}});
        EXPECT_EQ(trace["asked"][0]["notes"].size(), 32u);
    }
    EXPECT_EQ(stories("s"), stories_by_get("r"));
}

TEST_F(rows_in_chains, nothing_is_noted_twice_where_get_is_asked_after_all) {
    const rule says = noting_names("many");
    serves(
        "many", abd,
        [says](call& c, quoin_row& asked) {
            answer_all(c, asked, says);
            c.note("\xFF");
            asked.answers[1].result = QUOIN_ERROR;
            return true;
        },
        says);
    learn(abd);
    EXPECT_EQ(row(abd), of_many);
    EXPECT_EQ(called("many"), 1);
    EXPECT_EQ(stories(), (texts{"many answered! [made a]", "many answered! [made b]",
                                "many answered! [made d] [\\xff]"}));
}

TEST_F(rows_in_chains, who_answers_no_rows_stands_above_and_is_asked_as_ever) {
    serves("many", abd, noting_names("many"));
    provide("above",
            [this](call& c, const request&) -> answer {
                ++calls["above"];
                c.note("not mine");
                return pass;
            },
            {.priority = 5, .types = {"a", "b"}, .tracked = true});
    learn(abd);
    EXPECT_EQ(row(abd), of_many);
    EXPECT_EQ(in_rows, texts{"many: d"});
    EXPECT_EQ(called("above"), 2);
    EXPECT_EQ(called("many"), 2);
    EXPECT_EQ(stories()[0], "above passed [not mine] | many answered! [made a]");
    EXPECT_EQ(stories("s"), stories_by_get("r"));
}

TEST_F(rows_in_chains, who_answers_no_rows_stands_below_and_is_asked_as_ever) {
    serves("many", abd, passes_but_for("b"));
    asks("below", "a", "whole", {.priority = -5, .tracked = true});
    learn(abd);
    EXPECT_EQ(row(abd), (texts{"below(one)", "one", "(none)"}));
    EXPECT_EQ(in_rows, texts{"many: a b d"});
    EXPECT_EQ(called("below"), 1);
    EXPECT_EQ(stories(), (texts{"many passed! [looked at a] | below answered", "many answered! [looked at b]",
                                "many passed! [looked at d]"}));
    EXPECT_EQ(stories("s"), stories_by_get("r"));
}

TEST_F(rows_in_chains, what_is_passed_above_joins_the_row_of_who_stands_below) {
    serves("many", abd, noting_names("many"));
    serves("corrector", {"a", "b"}, passes_but_for("a"), 5);
    learn(abd);
    EXPECT_EQ(row(abd), (texts{"one", "many of b(one)", "many of d(one)"}));
    EXPECT_EQ(in_rows, (texts{"corrector: a b", "many: b d"}));
    EXPECT_EQ(called("many"), 0);
    EXPECT_EQ(called("corrector"), 0);
    EXPECT_EQ(stories(),
              (texts{"corrector answered! [looked at a]",
                     "corrector passed! [looked at b] | many answered [made b]", "many answered! [made d]"}));
    EXPECT_EQ(stories("s"), stories_by_get("r"));
    // What was kept goes with a change of who was asked, and with no other.
    knows_whole("s", "two");
    row(abd);
    under_test.invalidate("many", "", "s");
    EXPECT_TRUE(under_test.kept("a", "s"));
    EXPECT_FALSE(under_test.kept("b", "s"));
    EXPECT_FALSE(under_test.kept("d", "s"));
}

TEST_F(rows_in_chains, who_may_be_passed_more_is_asked_when_it_was) {
    serves("many", abd, names("many"));
    serves("middle", {"a", "b"}, passes_but_for(""), 5);
    serves("top", {"b"}, passes_but_for(""), 9);
    learn(abd);
    EXPECT_EQ(row({"d", "a", "b"}), (texts{of_many[2], of_many[0], of_many[1]}));
    EXPECT_EQ(in_rows, (texts{"top: b", "middle: a b", "many: d a b"}));
}

TEST_F(rows_in_chains, who_stands_below_one_that_answers_no_rows_is_not_waited_for) {
    serves("many", abd, names("many"));
    passes("between", {.priority = 5, .types = {"b"}, .tracked = true});
    serves("top", {"b", "e"}, passes_but_for("e"), 9);
    learn({"a", "b", "d", "e"});
    EXPECT_EQ(row({"a", "b", "d", "e"}), (texts{of_many[0], of_many[1], of_many[2], "one"}));
    EXPECT_EQ(in_rows, (texts{"many: a d", "top: b e"}));
    EXPECT_EQ(called("many"), 1);
}

TEST_F(rows_in_chains, the_whole_is_read_by_who_read_it_first) {
    const rule reads_nothing = [](call&, std::string_view, std::string_view) -> answer { return pass; };
    serves("many", abd, names("many"));
    serves("middle", abd, passes_but_for(""), 5);
    serves("top", {"a", "b"}, reads_nothing, 9);
    learn(abd);
    EXPECT_EQ(row(abd), of_many);
    EXPECT_EQ(in_rows, (texts{"top: a b", "middle: a b d", "many: a b d"}));
    EXPECT_EQ(stories()[0], "top passed | middle passed! [looked at a] | many answered");
    EXPECT_EQ(stories("s"), stories_by_get("r"));
}

TEST_F(rows_in_chains, an_answer_that_only_somebody_above_read_the_whole_for_rests_on_it) {
    const rule always = [](call& c, std::string_view type, std::string_view subject) -> answer {
        if (subject == "first") return c.get("whole", subject);
        return value::of("always " + std::string(type));
    };
    serves("many", abd, always);
    serves("top", {"a", "b"}, passes_but_for("a"), 9);
    learn(abd);
    EXPECT_EQ(row(abd), (texts{"one", "always b", "always d"}));
    EXPECT_EQ(in_rows, (texts{"top: a b", "many: b d"}));
    EXPECT_EQ(called("many"), 1) << "for d, of which nobody read the whole";
    add("whole", "s", "two");
    text("whole");
    EXPECT_EQ(row(abd), (texts{"two", "always b", "always d"}));
    EXPECT_EQ(called("many"), 0);
}

TEST_F(rows_in_chains, of_providers_that_stand_above_each_other_are_asked_all_the_same) {
    const auto stands_by = [&](const std::string& id, const std::string& first, const std::string& only) {
        registration stands;
        stands.id = id;
        stands.types = abd;
        stands.priorities = {{first, {5, "test"}}};
        stands.thread_safe = stands.tracked = true;
        const rule says = passes_but_for(only);
        under_test.add_provider(
            stands, std::make_shared<row_provider>(
                        under_test, id, abd,
                        [says](call& c, const request& r) { return says(c, r.type(), r.subject()); },
                        [this, id, says](call& c, quoin_row& in) {
                            std::string& told = in_rows.emplace_back(id + ":");
                            for (std::size_t i = 0; i < in.count; ++i)
                                told += " " + std::string(to_view(in.answers[i].type));
                            answer_all(c, in, says);
                            return true;
                        }));
    };
    stands_by("one", "a", "b");
    stands_by("other", "b", "a");
    learn(abd);
    EXPECT_EQ(row(abd), (texts{"one", "one", "(none)"}));
    // Of d the one that came later is asked first, as of b.
    EXPECT_EQ(in_rows, (texts{"one: a", "other: a b d", "one: b d"}));
}

TEST_F(rows_in_chains, nobody_answers_the_last_of_a_chain) {
    serves("many", abd, passes_but_for(""));
    serves("top", abd, passes_but_for(""), 9);
    learn(abd);
    EXPECT_EQ(row(abd), (texts{"(none)", "(none)", "(none)"}));
    EXPECT_EQ(in_rows, (texts{"top: a b d", "many: a b d"}));
    passes("at the end", {.priority = -9, .types = {"a"}, .tracked = true});
    EXPECT_FALSE(under_test.kept("a", "s")) << "it came as far as that";
    EXPECT_TRUE(under_test.kept("b", "s"));
}

TEST_F(rows_in_chains, several_providers_are_asked_for_their_types_once_each) {
    serves("one", {"a", "b"}, names("one"));
    serves("two", {"d", "e"}, names("two"));
    learn({"a", "b", "d", "e"});
    EXPECT_EQ(row({"d", "a", "e", "b"}),
              (texts{"two of d(one)", "one of a(one)", "two of e(one)", "one of b(one)"}));
    EXPECT_EQ(in_rows.size(), 2u);
    EXPECT_TRUE(std::ranges::find(in_rows, "one: a b") != in_rows.end());
    EXPECT_TRUE(std::ranges::find(in_rows, "two: d e") != in_rows.end());
    EXPECT_EQ(story("a"), "one answered!");
    EXPECT_EQ(story("e"), "two answered!");
}

TEST_F(rows_in_chains, one_that_fails_in_a_row_above_is_asked_by_get_with_all_below) {
    const rule choosy = [](call& c, std::string_view type, std::string_view subject) -> answer {
        static_cast<void>(c.get("whole", subject));
        c.note("looked");
        if (type == "b" && subject != "first") throw error(QUOIN_E_FORMAT, "no");
        return pass;
    };
    serves("many", abd, noting_names("many"));
    serves("top", abd, choosy, 9);
    learn(abd);
    EXPECT_EQ(row(abd), (texts{"many of a(one)", "(error format)", "many of d(one)"}));
    EXPECT_EQ(in_rows, (texts{"top: a b d", "many: a d"}));
    EXPECT_EQ(called("top"), 1);
    EXPECT_EQ(called("many"), 0);
}

TEST_F(rows_in_chains, types_have_the_place_that_the_provider_gives_them) {
    std::vector<std::int32_t> places;
    const auto tells = [&](call& c, quoin_row& asked) {
        for (std::size_t i = 0; i < asked.count; ++i) places.push_back(asked.answers[i].place);
        answer_all(c, asked, names("many"));
        return true;
    };
    serves("many", {"a", "b", "d", "e"}, tells, names("many"));
    learn({"a", "b", "d", "e"});
    row({"e", "a", "d"});
    EXPECT_EQ(places, (std::vector<std::int32_t>{3, 0, 2}));

    registration stands;
    stands.id = "any";
    stands.any_type = true;
    stands.priority = {7, "test"};
    stands.thread_safe = stands.tracked = true;
    under_test.add_provider(stands, std::make_shared<row_provider>(
                                        under_test, "any", std::vector<std::string>{},
                                        [](call& c, const request& r) -> answer {
                                            if (r.type() == "whole") return pass;
                                            return c.get("whole", r.subject());
                                        },
                                        tells));
    places.clear();
    for (const char* type : {"a", "nobody's", "others'"}) text(type, {"first"});
    knows_whole("r", "one");
    EXPECT_EQ(row({"a", "nobody's", "others'"}, "r")[0], "many of a(one)");
    EXPECT_EQ(places, (std::vector<std::int32_t>{-1, -1, -1}));
}

TEST_F(rows_in_chains, more_than_go_together_go_in_several_calls) {
    texts types, expected;
    for (int i = 0; i < 70; ++i) {
        types.push_back("w" + std::to_string(i));
        expected.push_back("many of " + types.back() + "(one)");
    }
    serves("many", types, names("many"));
    learn(types);
    EXPECT_EQ(row(types), expected);
    ASSERT_EQ(in_rows.size(), 3u);
    EXPECT_EQ(called("many"), 0);
    forget_calls();
    EXPECT_EQ(row(types), expected);
    EXPECT_TRUE(calls.empty());
    texts some(types.begin(), types.begin() + 32), of_some(expected.begin(), expected.begin() + 32);
    knows_whole("r", "one");
    EXPECT_EQ(row(some, "r"), of_some);
    EXPECT_EQ(in_rows.size(), 1u);
}

}  // namespace
}  // namespace quoin::engine
