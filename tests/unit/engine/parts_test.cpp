// Answers that rest on one other answer about the same subject: kept with that one, and otherwise as any other.
#include "file_reader.hpp"
#include "parts_fixture.hpp"

#include <quoin/json.hpp>

namespace quoin::engine {
namespace {

TEST_F(parts, are_computed_once_and_counted_as_all_others) {
    const type_statistics before = of("t");
    EXPECT_EQ(text(), "maker of t(one)");
    EXPECT_EQ(text(), "maker of t(one)");
    EXPECT_EQ(called("maker of t"), 1);
    EXPECT_EQ(called("holder"), 0);
    const type_statistics after = of("t");
    EXPECT_EQ(after.entries - before.entries, 1u);
    EXPECT_EQ(after.misses - before.misses, 1u);
    EXPECT_EQ(after.hits - before.hits, 1u);
    EXPECT_EQ(after.recomputations - before.recomputations, 1u);
    EXPECT_GT(after.bytes, before.bytes);
    EXPECT_TRUE(under_test.kept("t", "s"));
    EXPECT_EQ(under_test.kept("t", "s").answer().as_string(), "maker of t(one)");
}

TEST_F(parts, need_less_memory_than_memos) {
    text("t");
    const std::uint64_t one = bytes();
    text("u");
    const std::uint64_t part = bytes() - one;
    asks("another", "w", "whole");
    const std::uint64_t before = bytes();
    text("w");  // not known to be a part
    EXPECT_LT(part, (bytes() - before) * 2 / 3);
}

TEST_F(parts, of_a_whole_that_nobody_answers_are_no_answer) {
    text("whole", {"other"});
    EXPECT_EQ(text("t", {"other"}), "(none)");
    EXPECT_EQ(text("t", {"other"}), "(none)");
    EXPECT_EQ(called("maker of t"), 1);
    add("whole", "other", "two");
    EXPECT_EQ(text("t", {"other"}), "maker of t(two)");
}

TEST_F(parts, go_with_what_they_are_made_of_and_with_nothing_else) {
    for (const char* subject : {"s", "r"}) {
        add("whole", subject, "one");
        text("whole", {subject});
        for (const char* type : {"t", "u"}) text(type, {subject});
    }
    calls.clear();
    add("whole", "s", "two");
    EXPECT_EQ(text("t"), "maker of t(two)");
    EXPECT_EQ(text("u"), "maker of u(two)");
    EXPECT_EQ(text("t", {"r"}), "maker of t(one)");
    EXPECT_EQ(text("u", {"r"}), "maker of u(one)");
    EXPECT_EQ(called("maker of t"), 1);
    EXPECT_EQ(called("maker of u"), 1);
}

TEST_F(parts, stand_where_what_they_are_made_of_comes_out_equal) {
    text("t");
    calls.clear();
    add("whole", "s", "one");
    EXPECT_EQ(text("t"), "maker of t(one)");
    EXPECT_EQ(called("maker of t"), 0);
}

TEST_F(parts, are_dropped_one_by_one_where_their_own_facts_change) {
    for (const char* type : {"t", "u"}) text(type);
    calls.clear();
    under_test.invalidate("maker of t", "t", "s");
    EXPECT_FALSE(under_test.kept("t", "s"));
    EXPECT_TRUE(under_test.kept("u", "s"));
    text("t");
    text("u");
    EXPECT_EQ(called("maker of t"), 1);
    EXPECT_EQ(called("maker of u"), 0);
    under_test.invalidate("maker of t", "", "");
    std::vector<std::string> offered;
    under_test.invalidate_where("maker of u", "u", [&](std::string_view subject) {
        offered.emplace_back(subject);
        return subject == "s";
    });
    EXPECT_TRUE(std::ranges::find(offered, "s") != offered.end());
    EXPECT_FALSE(under_test.kept("t", "s"));
    EXPECT_FALSE(under_test.kept("u", "s"));
    EXPECT_TRUE(under_test.kept("u", "first"));
}

TEST_F(parts, hear_of_facts_that_are_added_above_who_makes_them) {
    holds("above", "t", 5);
    text("t", {"first"});
    EXPECT_EQ(text("t"), "maker of t(one)");
    add("t", "s", "corrected");
    EXPECT_EQ(text("t"), "corrected");
    EXPECT_TRUE(under_test.kept("t", "s"));
    under_test.clear("t", "s");
    EXPECT_EQ(text("t"), "maker of t(one)");
}

TEST_F(parts, are_dropped_where_their_chain_changes_as_far_as_they_came) {
    text("t");
    text("u");
    answers("below", "never", {.priority = -5, .types = {"t"}, .tracked = true});
    EXPECT_TRUE(under_test.kept("t", "s"));
    const auto above = answers("above", "new", {.priority = 5, .types = {"t"}, .tracked = true});
    EXPECT_FALSE(under_test.kept("t", "s"));
    EXPECT_TRUE(under_test.kept("u", "s"));
    EXPECT_EQ(text("t"), "new");
    under_test.remove_provider(above);
    EXPECT_EQ(text("t"), "maker of t(one)");
}

TEST_F(parts, that_read_something_else_after_all_rest_on_that_too) {
    holds("side holder", "side");
    provide("sometimes",
            [this](call& c, const request& r) -> answer {
                ++calls["sometimes"];
                std::string all(*c.get("whole", r.subject())->as_string());
                if (r.subject() != "plain") all += *c.get("side", r.subject())->as_string();
                return value::of(all);
            },
            {.types = {"w"}, .tracked = true});
    add("whole", "plain", "p");
    EXPECT_EQ(text("w", {"plain"}), "p");
    for (const char* subject : {"a", "b", "c", "d", "e", "f"}) {
        add("whole", subject, "1");
        add("side", subject, "2");
        text("whole", {subject});
        calls.clear();
        EXPECT_EQ(text("w", {subject}), "12");
        EXPECT_EQ(text("w", {subject}), "12");
        EXPECT_EQ(called("sometimes"), 1) << subject;
        add("side", subject, "3");
        EXPECT_EQ(text("w", {subject}), "13");
        add("whole", subject, "4");
        EXPECT_EQ(text("w", {subject}), "43");
        EXPECT_EQ(called("sometimes"), 2) << subject;
    }
}

TEST_F(parts, whose_whole_is_read_by_several_are_known_for_that) {
    asks("maker", "w", "whole");
    provide("looks first",
            [](call& c, const request& r) -> answer {
                static_cast<void>(c.get("whole", r.subject()));
                static_cast<void>(c.get("whole", r.subject()));
                return pass;
            },
            {.priority = 5, .types = {"w"}, .tracked = true});
    text("w", {"first"});
    const std::uint64_t before = bytes();
    EXPECT_EQ(text("w"), "maker(one)");
    text("t");  // makes room for all that are known
    const std::uint64_t part = bytes() - before;
    text("whole", {"other"});
    const std::uint64_t memo = bytes() - before - part;
    EXPECT_LT(part, 2 * memo) << "two parts and their row";
    add("whole", "s", "two");
    EXPECT_EQ(text("w"), "maker(two)");
}

TEST_F(parts, that_read_no_whole_do_not_rest_on_it) {
    provide("sometimes",
            [this](call& c, const request& r) -> answer {
                ++calls["sometimes"];
                if (r.subject() == "alone") return value::of("alone");
                return c.get("whole", r.subject());
            },
            {.types = {"w"}, .tracked = true});
    EXPECT_EQ(text("w"), "one");
    add("whole", "alone", "1");
    text("whole", {"alone"});
    EXPECT_EQ(text("w", {"alone"}), "alone");
    add("whole", "alone", "2");
    text("whole", {"alone"});
    EXPECT_EQ(text("w", {"alone"}), "alone");
    EXPECT_EQ(called("sometimes"), 2);
}

TEST_F(parts, that_rest_on_the_rest_of_their_chain_are_none) {
    provide("wrapper", [](call& c, const request&) -> answer { return c.next(); },
            {.priority = 9, .types = {"t"}, .tracked = true});
    EXPECT_EQ(text("t"), "maker of t(one)");
    calls.clear();
    EXPECT_EQ(text("t"), "maker of t(one)");
    EXPECT_EQ(called("maker of t"), 0);
    under_test.invalidate("maker of t", "t", "s");
    EXPECT_EQ(text("t"), "maker of t(one)");
    EXPECT_EQ(called("maker of t"), 1);
}

TEST_F(parts, that_read_the_whole_and_the_rest_of_their_chain_rest_on_both) {
    text("t");
    provide("wrapper",
            [](call& c, const request& r) -> answer {
                const auto of = c.get("whole", r.subject());
                const auto below = c.next();
                return value::of(std::string(*of->as_string()) + "+" + std::string(*below->as_string()));
            },
            {.priority = 9, .types = {"t"}, .tracked = true});
    EXPECT_EQ(text("t"), "one+maker of t(one)");
    EXPECT_EQ(text("t", {"first"}), "1+maker of t(1)");
    calls.clear();
    under_test.invalidate("maker of t", "t", "s");
    EXPECT_EQ(text("t"), "one+maker of t(one)");
    EXPECT_EQ(called("maker of t"), 1);
    add("whole", "s", "two");
    EXPECT_EQ(text("t"), "two+maker of t(two)");
}

TEST_F(parts, that_fail_are_not_kept_and_say_who_failed) {
    provide("choosy",
            [](call& c, const request& r) -> answer {
                auto of = c.get("whole", r.subject());
                if (of->as_string() == "bad") throw error(QUOIN_E_FORMAT, "not this one");
                return of;
            },
            {.types = {"w"}, .tracked = true});
    EXPECT_EQ(text("w"), "one");
    add("whole", "x", "bad");
    text("whole", {"x"});
    const result failure = get("w", {"x"});
    EXPECT_EQ(failure.outcome, QUOIN_ERROR);
    EXPECT_EQ(failure.error.provider, "choosy");
    EXPECT_EQ(failure.error.type, "w");
    EXPECT_EQ(failure.error.subject, "x");
    EXPECT_FALSE(under_test.kept("w", "x"));
    add("whole", "x", "good");
    EXPECT_EQ(text("w", {"x"}), "good");
}

TEST_F(parts, are_explained_as_they_came_about) {
    provide("talker",
            [](call& c, const request& r) -> answer {
                c.note("assumed the usual");
                return c.get("whole", r.subject());
            },
            {.types = {"w"}, .tracked = true});
    text("w", {"first"});
    text("w");
    const value trace = under_test.explain({.type = "w", .subjects = {"s"}});
    EXPECT_EQ(trace["kept"].as_bool(), true);
    EXPECT_TRUE(trace["since"].is_string());
    EXPECT_EQ(trace["value"].as_string(), "one");
    const view step = trace["asked"][0];
    EXPECT_EQ(step["provider"].as_string(), "talker");
    EXPECT_EQ(step["notes"][0].as_string(), "assumed the usual");
    EXPECT_EQ(step["queries"][0]["type"].as_string(), "whole");
    EXPECT_EQ(trace["facts"][0]["type"].as_string(), "whole");
}

TEST_F(parts, that_others_come_to_rest_on_pass_changes_on) {
    text("t");
    asks("outer", "o", "t");
    EXPECT_EQ(text("o"), "outer(maker of t(one))");
    EXPECT_EQ(called("maker of t"), 1) << "what was kept as a part is taken";
    add("whole", "s", "two");
    EXPECT_EQ(text("o"), "outer(maker of t(two))");
    EXPECT_EQ(text("t"), "maker of t(two)");
    EXPECT_EQ(called("maker of t"), 1);
}

TEST_F(parts, are_found_by_who_prepared_the_query) {
    text("t");
    prepared again = under_test.prepare({.type = "t", .subjects = {"s"}});
    EXPECT_EQ(again.get().answer.as_string(), "maker of t(one)");
    EXPECT_EQ(called("maker of t"), 1);
    add("whole", "s", "two");
    EXPECT_EQ(again.get().answer.as_string(), "maker of t(two)");
}

TEST_F(parts, give_their_memory_back) {
    under_test.set_cache({.max_bytes = 0});
    under_test.set_cache({});
    const std::uint64_t nothing = bytes();
    for (int i = 0; i < 100; ++i) {
        const std::string subject = "image:" + std::to_string(i);
        add("whole", subject, "one");
        text("whole", {subject});
        for (const char* type : {"t", "u", "v"}) text(type, {subject});
    }
    EXPECT_EQ(of("t").entries, 100u);
    under_test.set_cache({.max_bytes = 0});
    EXPECT_EQ(bytes(), nothing);
    for (const char* type : {"t", "u", "v", "whole"}) {
        EXPECT_EQ(of(type).bytes, 0u) << type;
        EXPECT_EQ(of(type).entries, 0u) << type;
    }
    EXPECT_EQ(of("t").drops - of("u").drops, 0u);
}

TEST_F(parts, go_for_the_budget_also_where_somebody_uses_the_whole) {
    std::vector<value> used;
    for (int i = 0; i < 200; ++i) {
        const std::string subject = "image:" + std::to_string(i);
        add("whole", subject, "one");
        used.push_back(get("whole", {subject}).answer);
        for (const char* type : {"t", "u", "v"}) text(type, {subject});
    }
    under_test.set_cache({.max_bytes = 1000});
    EXPECT_LT(of("t").entries, 20u);
}

TEST_F(parts, are_verified_as_all_others) {
    int count = 0;
    provide("liar",
            [&](call& c, const request& r) -> answer {
                static_cast<void>(c.get("whole", r.subject()));
                return value::of(std::to_string(++count));
            },
            {.types = {"w"}, .tracked = true});
    text("w", {"first"});
    text("w");
    under_test.set_cache({.verify = true});
    const result found = get("w");
    EXPECT_EQ(found.outcome, QUOIN_ERROR);
    EXPECT_EQ(found.error.provider, "liar");
}

/// Answers with the whole, and says what else that rests on.
class honest_provider final : public provider {
 public:
    explicit honest_provider(engine& host)
        : asks_(make_callable_provider(host, "honest", [](call& c, const request& r) -> answer {
              return c.get("whole", r.subject());
          })) {}
    quoin_result get(quoin_call& call, const quoin_request& request,
                     const quoin_value*& out) noexcept override {
        ++calls;
        const std::string_view subject = to_view(request.subjects[0]);
        const quoin_result outcome = asks_->get(call, request, out);
        if (subject == "of a file") engine::rests_on(call, "/images/one.dcm", {1, 2, 3});
        if (subject == "of nobody knows") engine::rests_on_nothing_known(call);
        return outcome;
    }
    quoin_result add(quoin_call&, const quoin_request&, const quoin_value*&) noexcept override {
        return QUOIN_PASS;
    }
    void clear(std::string_view, std::string_view) noexcept override {}
    int calls = 0;

 private:
    std::shared_ptr<provider> asks_;
};

TEST_F(parts, that_rest_on_something_outside_are_none) {
    registration stands;
    stands.id = "honest";
    stands.types = {"w"};
    stands.thread_safe = stands.tracked = true;
    const auto honest = std::make_shared<honest_provider>(under_test);
    under_test.add_provider(std::move(stands), honest);
    EXPECT_EQ(text("w"), "one");
    for (const char* subject : {"of a file", "of nobody knows"}) {
        add("whole", subject, "two");
        text("whole", {subject});
        EXPECT_EQ(text("w", {subject}), "two");
        EXPECT_EQ(text("w", {subject}), "two");
    }
    EXPECT_EQ(honest->calls, 1 + 1 + 2);
    const value trace = under_test.explain({.type = "w", .subjects = {"of a file"}});
    EXPECT_EQ(trace["facts"][1]["name"].as_string(), "/images/one.dcm");
}

TEST(parts_of_files, are_made_again_where_the_file_of_the_whole_changed) {
    fact_stamp now{1, 2, 3};
    int probed = 0, made = 0;
    engine of_files{options{.cache = {.recheck = std::chrono::milliseconds(0)},
                            .probe = [&](std::string_view) { return ++probed, now; }}};
    registration reads;
    reads.id = "reader";
    reads.types = {"whole"};
    reads.thread_safe = reads.tracked = true;
    of_files.add_provider(reads, std::make_shared<file_reader>(now));
    registration makes = reads;
    makes.id = "maker";
    makes.types = {"t"};
    of_files.add_provider(makes,
                          make_callable_provider(of_files, "maker", [&](call& c, const request& r) -> answer {
                              ++made;
                              return c.get("whole", r.subject());
                          }));
    const auto number = [&](const char* subject) { return of_files.find("t", subject).answer.as_int(); };
    number("first");
    static_cast<void>(of_files.find("whole", "s"));
    EXPECT_EQ(number("s"), 1);
    EXPECT_EQ(number("s"), 1);
    EXPECT_EQ(made, 2);
    now[0] = 7;
    EXPECT_EQ(number("s"), 7);
    EXPECT_EQ(made, 3);
    EXPECT_FALSE(of_files.kept("t", "s")) << "without another look outside";
    EXPECT_GT(probed, 2);
}

}  // namespace
}  // namespace quoin::engine
