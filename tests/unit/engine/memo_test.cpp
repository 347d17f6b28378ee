// What is kept, for how long, and what a change takes with it.
#include "keeping_fixture.hpp"

#include <quoin/json.hpp>

#include <gmock/gmock.h>

#include <array>

namespace quoin::engine {
namespace {

TEST_F(keeping, an_answer_is_computed_once) {
    holds("holder", "fact");
    asks("asker", "t", "fact");
    add("fact", "s", "one");
    EXPECT_EQ(text(), "asker(one)");
    EXPECT_EQ(text(), "asker(one)");
    EXPECT_EQ(called("asker"), 1);
    EXPECT_EQ(called("holder"), 1);
}

TEST_F(keeping, an_answer_of_hundreds_of_others_rests_on_each_of_them) {
    constexpr int others = 300;
    const auto name = [](int i) { return "image:" + std::to_string(i); };
    holds("holder", "fact");
    for (int i = 0; i < others; ++i) add("fact", name(i), "0");
    provide(
        "asker",
        [&](call& c, const request&) -> answer {
            ++calls["asker"];
            std::string all;
            for (int twice = 0; twice < 2; ++twice)
                for (int i = 0; i < others; ++i) all += *c.get("fact", name(i))->as_string();
            return value::of(all);
        },
        tracked);
    EXPECT_EQ(text(), std::string(2 * others, '0'));
    EXPECT_EQ(called("holder"), others);
    EXPECT_EQ(called("asker"), 1);
    for (const int changed : {0, 7, 150, others - 1}) {
        add("fact", name(changed), "1");
        EXPECT_EQ(text()[static_cast<std::size_t>(changed)], '1');
        EXPECT_EQ(called("holder"), 1) << changed;
        EXPECT_EQ(called("asker"), 1) << changed;
    }
    add("fact", "image:of another", "1");
    text();
    EXPECT_EQ(called("asker"), 0);
}

TEST_F(keeping, a_question_that_is_asked_again_is_written_down_once) {
    for (const int others : {3, 300}) {
        std::map<int, std::uint64_t> bytes;
        for (const int times : {1, 4}) {
            const std::string type = std::to_string(others) + " asked " + std::to_string(times);
            provide(type,
                    [=](call& c, const request&) -> answer {
                        for (int i = 0; i < times * others; ++i)
                            (void)c.get("nobody answers", "image:" + std::to_string(i % others));
                        return value::of(1);
                    },
                    {.types = {type}, .tracked = true});
            EXPECT_EQ(get(type).outcome, QUOIN_VALUE);
            for (const type_statistics& one : under_test.stats().types)
                if (one.type == type) bytes[times] = one.bytes;
        }
        EXPECT_GT(bytes[1], 0U);
        EXPECT_EQ(bytes[4], bytes[1]) << others;
    }
}

TEST_F(keeping, no_answer_is_kept_until_a_fact_is_added) {
    holds("holder", "fact");
    asks("asker", "t", "fact");
    EXPECT_EQ(text(), "(none)");
    EXPECT_EQ(text(), "(none)");
    EXPECT_EQ(called("asker"), 1);
    add("fact", "s", "one");
    EXPECT_EQ(text(), "asker(one)");
}

TEST_F(keeping, a_change_drops_what_depends_on_it_and_nothing_else) {
    holds("holder", "fact");
    asks("middle", "m", "fact");
    asks("outer", "t", "m");
    for (const char* subject : {"a", "b"}) {
        add("fact", subject, "one");
        EXPECT_EQ(text("t", {subject}), "outer(middle(one))");
    }
    calls.clear();
    add("fact", "a", "two");
    EXPECT_EQ(text("t", {"a"}), "outer(middle(two))");
    EXPECT_EQ(text("t", {"b"}), "outer(middle(one))");
    EXPECT_EQ(called("holder"), 1);
    EXPECT_EQ(called("middle"), 1);
    EXPECT_EQ(called("outer"), 1);
    under_test.clear("fact", "b");
    EXPECT_EQ(text("t", {"a"}), "outer(middle(two))");
    EXPECT_EQ(called("outer"), 0);
    EXPECT_EQ(text("t", {"b"}), "(none)");
}

TEST_F(keeping, an_answer_that_comes_out_equal_stops_the_change) {
    holds("holder", "fact");
    provide("first_letter",
            [this](call& c, const request& r) -> answer {
                ++calls["first_letter"];
                return value::of(c.get("fact", r.subject())->as_string()->substr(0, 1));
            },
            {.types = {"m"}, .tracked = true});
    asks("outer", "t", "m");
    add("fact", "s", "one");
    EXPECT_EQ(text(), "outer(o)");
    calls.clear();
    add("fact", "s", "other");
    EXPECT_EQ(text(), "outer(o)");
    EXPECT_EQ(called("first_letter"), 1);
    EXPECT_EQ(called("outer"), 0);
}

TEST_F(keeping, a_provider_may_say_by_the_names_of_subjects_whom_a_change_is_about) {
    std::string held = "one";
    provide("source", [&](call&, const request&) -> answer { return value::of(held); },
            {.types = {"fact", "other"}, .tracked = true});
    asks("asker", "t", "fact");
    for (const char* subject : {"a1", "a2", "b1"}) text("t", {subject});
    text("fact", {"several", "a3"});
    text("other", {"a1"});
    held = "two";
    std::vector<std::string> offered;
    under_test.invalidate_where("source", "fact", [&](std::string_view subject) {
        offered.emplace_back(subject);
        return subject.starts_with('a');
    });
    EXPECT_THAT(offered, ::testing::UnorderedElementsAre("a1", "a2", "b1", "several", "a3"));
    EXPECT_EQ(text("t", {"a1"}), "asker(two)");
    EXPECT_EQ(text("t", {"a2"}), "asker(two)");
    EXPECT_EQ(text("t", {"b1"}), "asker(one)");
    EXPECT_EQ(text("fact", {"several", "a3"}), "two");
    EXPECT_EQ(text("other", {"a1"}), "one") << "of another type";
    under_test.invalidate_where("asker", "", [](std::string_view) { return true; });
    EXPECT_EQ(text("t", {"b1"}), "asker(one)") << "computed again, of a fact that did not change";
}

TEST_F(keeping, what_is_computed_while_a_provider_says_so_is_not_kept) {
    bool changes = true;
    int calls_made = 0;
    provide("source",
            [&](call&, const request&) -> answer {
                ++calls_made;
                const value before = value::of("before"), after = value::of("after");
                if (!std::exchange(changes, false)) return after;
                under_test.invalidate_where("source", "fact",
                                            [](std::string_view one) { return one == "s"; });
                return before;
            },
            {.types = {"fact"}, .tracked = true});
    text("fact", {"s"});
    EXPECT_EQ(text("fact", {"s"}), "after");
    EXPECT_EQ(calls_made, 2);
}

// So that whoever got it before, and compares, is done.
TEST_F(keeping, an_answer_that_comes_out_equal_is_the_one_from_before) {
    provide("source", [](call&, const request&) -> answer { return builder().object().end().finish(); },
            {.types = {"m"}, .tracked = true});
    std::vector<value> got;
    provide("outer",
            [&](call& c, const request& r) -> answer {
                got.push_back(*c.get("m", r.subject()));
                return value::null();
            },
            {.types = {"t"}, .tracked = true});
    get("t", {"s"});
    under_test.invalidate("outer", "t", "s");
    under_test.invalidate("source", "m", "s");
    get("t", {"s"});
    ASSERT_EQ(got.size(), 2u);
    EXPECT_EQ(got[0].get(), got[1].get());
}

TEST_F(keeping, a_provider_that_invalidates_reaches_what_asked_it) {
    std::string held = "one";
    provide("source", [&](call&, const request&) -> answer { return value::of(held); },
            {.types = {"fact"}, .tracked = true});
    asks("asker", "t", "fact");
    EXPECT_EQ(text(), "asker(one)");
    held = "two";
    EXPECT_EQ(text(), "asker(one)");
    under_test.invalidate("source", "fact", "other subject");
    under_test.invalidate("source", "t", "s");
    EXPECT_EQ(text(), "asker(one)");
    under_test.invalidate("source", "fact", "s");
    EXPECT_EQ(text(), "asker(two)");
    held = "three";
    under_test.invalidate("source", "", "");
    EXPECT_EQ(text(), "asker(three)");
}

TEST_F(keeping, a_changed_chain_drops_the_walks_that_came_as_far) {
    holds("holder", "fact");
    asks("asker", "t", "fact");
    add("fact", "s", "one");
    EXPECT_EQ(text(), "asker(one)");
    calls.clear();
    answers("below", "never", {.priority = -5, .types = {"fact", "t"}, .tracked = true});
    EXPECT_EQ(text(), "asker(one)");
    EXPECT_EQ(called("asker") + called("holder"), 0);
    const auto above = answers("above", "two", {.priority = 5, .types = {"fact"}, .tracked = true});
    EXPECT_EQ(text(), "asker(two)");
    under_test.remove_provider(above);
    EXPECT_EQ(text(), "asker(one)");
}

TEST_F(keeping, a_volatile_provider_is_asked_each_time_and_so_is_what_asked_it) {
    int count = 0;
    provide("clock", [&](call&, const request&) -> answer { return value::of(std::to_string(++count)); },
            {.types = {"fact"}});
    asks("asker", "t", "fact");
    EXPECT_EQ(text(), "asker(1)");
    EXPECT_EQ(text(), "asker(2)");
}

TEST_F(keeping, a_volatile_provider_that_passes_is_asked_each_time_too) {
    holds("holder", "t");
    int passed = 0;
    provide("bystander", [&](call&, const request&) -> answer { return ++passed, pass; }, {.priority = 5});
    add("t", "s", "one");
    EXPECT_EQ(text(), "one");
    EXPECT_EQ(text(), "one");
    EXPECT_EQ(passed, 2);
    EXPECT_EQ(called("holder"), 2);
}

TEST_F(keeping, failures_are_not_kept) {
    int tries = 0;
    provide(
        "flaky",
        [&](call&, const request&) -> answer {
            if (++tries == 1) throw error(QUOIN_E_IO, "busy");
            return value::of("found");
        },
        tracked);
    EXPECT_EQ(text(), "(error io)");
    EXPECT_EQ(text(), "found");
    EXPECT_EQ(text(), "found");
    EXPECT_EQ(tries, 2);
}

TEST_F(keeping, a_late_answer_is_not_kept) {
    std::atomic<bool> late{true};
    provide("slow",
            [&](call& c, const request&) -> answer {
                while (late && !c.cancelled()) {
                }
                return value::of("found");
            },
            {.timeout = std::chrono::milliseconds(1), .tracked = true});
    const result found = get("t");
    EXPECT_EQ(found.error.code, QUOIN_E_TIMEOUT);
    EXPECT_EQ(found.error.provider, "slow");
    late = false;
    registration patient;
    EXPECT_EQ(under_test.stats().all.entries, 0u);
}

TEST_F(keeping, options_are_part_of_the_question_whatever_their_order) {
    int count = 0;
    provide(
        "source", [&](call&, const request&) -> answer { return value::of(++count); }, tracked);
    const auto with = [&](const char* json) {
        return under_test.get({.type = "t", .subjects = {"s"}, .options = from_json(json)}).answer.as_int();
    };
    EXPECT_EQ(with(R"({"a": 1, "b": {"c": 2, "d": [1, 2]}})"), 1);
    EXPECT_EQ(with(R"({"b": {"d": [1, 2], "c": 2}, "a": 1})"), 1);
    EXPECT_EQ(with(R"({"a": 1.0, "b": {"c": 2, "d": [1, 2]}})"), 2);
    EXPECT_EQ(with(R"({"a": 1, "b": {"c": 2, "d": [2, 1]}})"), 3);
    EXPECT_EQ(with(R"({})"), 4);
    EXPECT_EQ(under_test.get({.type = "t", .subjects = {"s"}}).answer.as_int(), 4);
}

TEST_F(keeping, several_subjects_are_one_question_that_a_change_of_any_reaches) {
    holds("holder", "fact");
    provide(
        "joined",
        [this](call& c, const request& r) -> answer {
            ++calls["joined"];
            std::string out;
            for (std::size_t i = 0; i < r.subject_count(); ++i)
                out += *c.get("fact", r.subject(i))->as_string();
            return value::of(out);
        },
        tracked);
    add("fact", "a", "x");
    add("fact", "b", "y");
    EXPECT_EQ(text("t", {"a", "b"}), "xy");
    EXPECT_EQ(text("t", {"b", "a"}), "yx");
    add("fact", "b", "z");
    EXPECT_EQ(text("t", {"a", "b"}), "xz");
    called("joined");
    under_test.invalidate("joined", "t", "b");
    EXPECT_EQ(text("t", {"a", "b"}), "xz");
    EXPECT_EQ(called("joined"), 1);
}

TEST_F(keeping, what_next_answered_is_kept_by_itself) {
    holds("lower", "t", -1);
    provide("upper",
            [this](call& c, const request&) -> answer {
                ++calls["upper"];
                const auto below = c.next();
                if (!below) return pass;
                return value::of("upper(" + std::string(*below->as_string()) + ")");
            },
            {.priority = 3, .tracked = true});
    add("t", "s", "one");
    EXPECT_EQ(text(), "upper(one)");
    calls.clear();
    under_test.invalidate("upper", "t", "s");
    EXPECT_EQ(text(), "upper(one)");
    EXPECT_EQ(called("upper"), 1);
    EXPECT_EQ(called("lower"), 0);
    add("t", "s", "two");
    EXPECT_EQ(text(), "upper(two)");
}

TEST_F(keeping, a_fact_outside_is_looked_at_again) {
    fact_stamp now{1, 2, 3};
    int looks = 0;
    engine outside(
        options{.cache = {.recheck = std::chrono::milliseconds(0)}, .probe = [&](std::string_view name) {
                    EXPECT_EQ(name, "/a/file");
                    ++looks;
                    return now;
                }});
    int reads = 0;
    registration stands;
    stands.id = "reader";
    stands.types = {"t"};
    stands.thread_safe = stands.tracked = true;
    outside.add_provider(stands,
                         make_callable_provider(outside, "reader", [&](call& c, const request&) -> answer {
                             engine::rests_on(*c.raw(), "/a/file", now);
                             return value::of(++reads);
                         }));
    const query asked{.type = "t", .subjects = {"s"}};
    EXPECT_EQ(outside.get(asked).answer.as_int(), 1);
    EXPECT_EQ(outside.get(asked).answer.as_int(), 1);
    EXPECT_EQ(looks, 1);
    now = {1, 2, 4};
    EXPECT_EQ(outside.get(asked).answer.as_int(), 2);
    EXPECT_EQ(outside.get(asked).answer.as_int(), 2);

    outside.set_cache({.recheck = std::chrono::hours(1)});
    looks = 0;
    EXPECT_EQ(outside.get(asked).answer.as_int(), 2);
    EXPECT_EQ(outside.get(asked).answer.as_int(), 2);
    EXPECT_EQ(looks, 0);
}

TEST_F(keeping, verifying_finds_a_tracked_provider_that_is_none_and_names_it) {
    int count = 0;
    provide("liar", [&](call&, const request&) -> answer { return value::of(std::to_string(++count)); },
            {.types = {"fact"}, .tracked = true});
    asks("asker", "t", "fact");
    under_test.set_cache({.verify = true});
    EXPECT_EQ(text(), "asker(1)");
    const result found = get("t");
    EXPECT_EQ(found.outcome, QUOIN_ERROR);
    EXPECT_EQ(found.error.provider, "liar");
    EXPECT_NE(found.error.message.find("tracked"), std::string::npos);
}

TEST_F(keeping, verifying_is_content_with_honest_providers) {
    holds("holder", "fact");
    asks("asker", "t", "fact");
    add("fact", "s", "one");
    under_test.set_cache({.verify = true});
    EXPECT_EQ(text(), "asker(one)");
    EXPECT_EQ(text(), "asker(one)");
    add("fact", "s", "two");
    EXPECT_EQ(text(), "asker(two)");
    EXPECT_EQ(text(), "asker(two)");
}

TEST_F(keeping, explain_tells_how_a_kept_answer_came_about) {
    holds("holder", "fact");
    provide(
        "noting",
        [](call& c, const request& r) -> answer {
            c.note("assumed something");
            return c.get("fact", r.subject());
        },
        tracked);
    add("fact", "s", "one");
    const value computed = under_test.explain({.type = "t", .subjects = {"s"}});
    EXPECT_EQ(computed["kept"].as_bool(), false);
    const value kept = under_test.explain({.type = "t", .subjects = {"s"}});
    EXPECT_EQ(kept["kept"].as_bool(), true);
    EXPECT_EQ(kept["value"].as_string(), "one");
    EXPECT_TRUE(kept["since"].as_string());
    EXPECT_EQ(kept["asked"][0]["provider"].as_string(), "noting");
    EXPECT_EQ(kept["asked"][0]["outcome"].as_string(), "answered");
    EXPECT_EQ(kept["asked"][0]["notes"][0].as_string(), "assumed something");
    EXPECT_EQ(kept["asked"][0]["queries"][0]["type"].as_string(), "fact");
    EXPECT_EQ(kept["asked"][0]["queries"][0]["asked"][0]["provider"].as_string(), "holder");
    ASSERT_EQ(kept["facts"].size(), 1u);
    EXPECT_EQ(kept["facts"][0]["type"].as_string(), "fact");
    EXPECT_EQ(kept["facts"][0]["provider"].as_string(), "holder");
    EXPECT_EQ(kept["facts"][0]["subject"].as_string(), "s");
}

TEST_F(keeping, a_prepared_query_answers_as_get_does) {
    holds("holder", "fact");
    asks("asker", "t", "fact");
    prepared asked = under_test.prepare({.type = "t", .subjects = {"s"}});
    EXPECT_EQ(asked.get().outcome, QUOIN_PASS);
    add("fact", "s", "one");
    EXPECT_EQ(asked.get().answer.as_string(), "asker(one)");
    prepared copy = asked;
    add("fact", "other", "x");
    EXPECT_EQ(copy.get().answer.as_string(), "asker(one)");
    add("fact", "s", "two");
    EXPECT_EQ(copy.get().answer.as_string(), "asker(two)");
    EXPECT_EQ(asked.get().answer.as_string(), "asker(two)");
    under_test.remove_all_providers();
    EXPECT_EQ(asked.get().outcome, QUOIN_PASS);
}

TEST_F(keeping, what_is_kept_can_be_borrowed) {
    holds("holder", "t");
    EXPECT_FALSE(under_test.kept("t", "s"));
    add("t", "s", "one");
    EXPECT_EQ(text(), "one");
    {
        const borrowed found = under_test.kept("t", "s");
        ASSERT_TRUE(found);
        add("t", "s", "two");
        EXPECT_EQ(text(), "two");
        EXPECT_EQ(found.answer().as_string(), "one");  // not freed while it is looked at
    }
    EXPECT_EQ(under_test.kept("t", "s").answer().as_string(), "two");
    EXPECT_EQ(text("t", {"nobody"}), "(none)");
    const borrowed none = under_test.kept("t", "nobody");
    EXPECT_TRUE(none);
    EXPECT_FALSE(none.answer());
}

TEST_F(keeping, statistics_tell_what_was_kept_asked_and_dropped) {
    holds("holder", "fact");
    asks("asker", "t", "fact");
    add("fact", "s", "one");
    text();
    text();
    text();
    add("fact", "s", "two");
    text();
    const statistics now = under_test.stats();
    EXPECT_EQ(now.all.entries, 2u);
    EXPECT_GT(now.all.bytes, 0u);
    ASSERT_EQ(now.types.size(), 2u);
    EXPECT_EQ(now.types[1].type, "t");
    EXPECT_EQ(now.types[1].hits, 2u);
    EXPECT_EQ(now.types[1].misses, 2u);
    EXPECT_EQ(now.types[1].recomputations, 2u);
    EXPECT_EQ(now.types[1].drops, 1u);
}

}  // namespace
}  // namespace quoin::engine
