// Parts that several threads want at once, or that change while one makes them.
#include "keeping_fixture.hpp"

#include <engine/found.hpp>

#include <algorithm>
#include <atomic>
#include <thread>

namespace quoin::engine {
namespace {

struct parts_and_threads : keeping {
    std::atomic<int> made{0};
    std::function<void()> meanwhile = [] {};

    /// "t" is known to be made of "whole"; what is made of it from now on does `meanwhile`.
    void SetUp() override {
        holds("holder", "whole");
        provide("maker",
                [this](call& c, const request& r) -> answer {
                    auto of = c.get("whole", r.subject());
                    if (r.subject() != "first") {
                        ++made;
                        meanwhile();
                    }
                    return of;
                },
                {.tracked = true});
        for (const char* subject : {"first", "s"}) {
            add("whole", subject, "one");
            text("whole", {subject});
        }
        text("t", {"first"});
    }
    template <class Body>
    static void on_threads(int count, Body body) {
        std::vector<std::jthread> threads;
        for (int i = 0; i < count; ++i) threads.emplace_back([&body, i] { body(i); });
    }
};

TEST_F(parts_and_threads, sixty_four_threads_make_a_part_once) {
    std::atomic<int> about_to_ask{0};
    meanwhile = [&] {
        while (about_to_ask < 64) std::this_thread::yield();
    };
    on_threads(64, [&](int) {
        ++about_to_ask;
        EXPECT_EQ(text(), "one");
    });
    EXPECT_EQ(made, 1);
}

TEST_F(parts_and_threads, a_provider_that_asks_for_a_part_waits_for_who_makes_it) {
    std::atomic<bool> inside{false}, about_to_ask{false};
    meanwhile = [&] {
        inside = true;
        while (!about_to_ask) std::this_thread::yield();
    };
    provide("outer",
            [&](call& c, const request& r) -> answer {
                about_to_ask = true;
                return c.get("t", r.subject());
            },
            {.types = {"o"}, .tracked = true});
    std::jthread first([&] { EXPECT_EQ(text(), "one"); });
    while (!inside) std::this_thread::yield();
    EXPECT_EQ(text("o"), "one");
    first.join();
    EXPECT_EQ(made, 1);
    add("whole", "s", "two");
    EXPECT_EQ(text("o"), "two");
}

TEST_F(parts_and_threads, the_deadline_of_one_that_waits_is_its_own) {
    std::atomic<bool> inside{false}, let_go{false};
    meanwhile = [&] {
        inside = true;
        while (!let_go) std::this_thread::yield();
    };
    std::jthread first([&] { EXPECT_EQ(text(), "one"); });
    while (!inside) std::this_thread::yield();
    const result late =
        get("t", {"s"}, {.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(1)});
    EXPECT_EQ(late.error.code, QUOIN_E_TIMEOUT);
    EXPECT_EQ(late.error.provider, "maker");
    std::stop_source gave_up;
    gave_up.request_stop();
    EXPECT_EQ(get("t", {"s"}, {.cancel = gave_up.get_token()}).error.code, QUOIN_E_CANCELLED);
    let_go = true;
    first.join();
    EXPECT_EQ(made, 1);
}

TEST_F(parts_and_threads, a_failure_is_that_of_all_who_wait) {
    std::atomic<int> about_to_ask{0};
    meanwhile = [&] {
        while (about_to_ask < 8) std::this_thread::yield();
        throw error(QUOIN_E_FORMAT, "bytes");
    };
    on_threads(8, [&](int) {
        ++about_to_ask;
        EXPECT_EQ(text(), "(error format)");
    });
    EXPECT_GE(made, 1);
    EXPECT_EQ(text(), "(error format)");
}

TEST_F(parts_and_threads, what_is_made_of_a_whole_that_changes_meanwhile_is_made_again) {
    meanwhile = [&] {
        if (made == 1) add("whole", "s", "two");
    };
    EXPECT_EQ(text(), "two");
    EXPECT_EQ(made, 2);
    EXPECT_EQ(text(), "two");
    EXPECT_EQ(made, 2);
}

TEST_F(parts_and_threads, what_is_spoiled_meanwhile_is_made_again) {
    for (const auto& change : std::vector<std::function<void()>>{
             [&] { under_test.invalidate("maker", "t", "s"); },
             [&] { under_test.invalidate("maker", "", ""); },
             [&] {
                 under_test.invalidate_where("maker", "t", [](std::string_view one) { return one == "s"; });
             },
             [&] { under_test.clear("t", "s"); },
             [&] { passes("bystander" + std::to_string(made), {.priority = 5, .tracked = true}); }}) {
        under_test.invalidate("maker", "t", "s");
        made = 0;
        meanwhile = [&] {
            if (made == 1) change();
        };
        EXPECT_EQ(text(), "one");
        EXPECT_EQ(made, 2);
        EXPECT_EQ(text(), "one");
        EXPECT_EQ(made, 2);
    }
}

TEST_F(parts_and_threads, what_is_made_while_facts_change_is_made_again) {
    std::atomic<bool> changes{false}, over{false};
    registration stands;
    stands.id = "above";
    stands.types = {"t"};
    stands.priority = {5, "test"};
    stands.thread_safe = stands.tracked = true;
    under_test.add_provider(std::move(stands),
                            std::make_shared<fact_provider>(
                                under_test, "above", [](call&, const request&) -> answer { return pass; },
                                [&](std::string_view, view) {
                                    changes = true;
                                    while (made < 2 && !over) std::this_thread::yield();
                                    return true;
                                },
                                [](std::string_view) {}));
    std::jthread adder([&] { add("t", "s", "whatever"); });
    while (!changes) std::this_thread::yield();
    EXPECT_EQ(text(), "one");
    EXPECT_GE(made, 2);
    over = true;
}

TEST_F(parts_and_threads, what_is_made_while_the_budget_takes_the_whole_is_good_all_the_same) {
    meanwhile = [&] {
        if (made == 1) under_test.set_cache({.max_bytes = 0});
    };
    EXPECT_EQ(text(), "one");
    under_test.set_cache({});
    EXPECT_EQ(text(), "one");
}

/// Where somebody rests on the whole it stays without its answer, and so must without parts: whoever begins to make one
/// as the answer goes would leave it to the next answer.
TEST_F(parts_and_threads, what_is_made_as_the_budget_takes_only_the_answer_of_the_whole_goes_with_it) {
    under_test.remove_all_providers();
    std::atomic<int> now{0};
    provide("holder",
            [&](call&, const request&) -> answer { return value::of(static_cast<std::int64_t>(now)); },
            {.types = {"whole"}, .tracked = true});
    provide("outer",
            [](call& c, const request& r) -> answer {
                static_cast<void>(c.get("whole", r.subject()));
                static_cast<void>(c.get("whole", "first"));  // so it is no part itself
                return value::of(std::string(1000, 'x'));
            },
            {.types = {"o"}, .tracked = true});
    const std::vector<std::string> types{"t", "u", "v", "w"};
    for (const std::string& type : types) {
        provide("maker of " + type,
                [](call& c, const request& r) -> answer {  // not the whole itself, which then were in use
                    return value::of(c.get("whole", r.subject())->as_int().value_or(0));
                },
                {.types = {type}, .tracked = true});
        static_cast<void>(get(type, {"first"}));
    }
    // All wait for the lock that the first of them needs to make room for parts, and so does the budget.
    std::atomic<int> begun{0}, ended{0};
    constexpr int turns = 5000;
    std::vector<std::jthread> makers;
    for (const std::string& type : types)
        makers.emplace_back([&] {
            for (int i = 1; i <= turns; ++i) {
                while (begun < i) std::this_thread::yield();
                // By itself or as a row, which makes the room in another way.
                found got;
                if (i % 2 == 0)
                    static_cast<void>(get(type));
                else
                    under_test.get_row({&type, 1}, "s", {&got, 1});
                ++ended;
            }
        });
    int stale = 0;
    for (int i = 1; i <= turns; ++i) {
        now = i;
        under_test.invalidate("holder", "whole", "s");
        const value in_use = get("o").answer;  // so the budget spares what rests on the whole
        begun = i;
        // They wake when they may: another moment each turn.
        for (int spin = 0; spin < i % 100 * 60; ++spin) std::atomic_signal_fence(std::memory_order_seq_cst);
        under_test.set_cache({.max_bytes = 0});
        under_test.set_cache({});
        while (ended < i * static_cast<int>(types.size())) std::this_thread::yield();
        now = -i;
        under_test.invalidate("holder", "whole", "s");
        static_cast<void>(get("whole"));
        for (const std::string& type : types)
            if (get(type).answer.as_int() != -i) ++stale;
        under_test.set_cache({.max_bytes = 0});  // what became a memo of its own is a part again
        under_test.set_cache({});
    }
    EXPECT_EQ(stale, 0);
}

/// A part of a whole that changed since gets a memo of its own where a provider asks for it, and is looked at again
/// there: until then nobody may find it.
TEST_F(parts_and_threads,
       what_gets_a_memo_of_its_own_while_its_whole_is_in_doubt_is_not_found_before_that_was_looked_at) {
    under_test.remove_all_providers();
    std::atomic<int> now{0};
    provide("holder",
            [&](call&, const request&) -> answer { return value::of(static_cast<std::int64_t>(now)); },
            {.types = {"whole"}, .tracked = true});
    provide("maker",
            [](call& c, const request& r) -> answer {
                return value::of(c.get("whole", r.subject())->as_int().value_or(0));
            },
            {.types = {"t"}, .tracked = true});
    provide("outer", [](call& c, const request& r) -> answer { return c.get("t", r.subject()); },
            {.types = {"o"}, .tracked = true});
    static_cast<void>(get("t", {"first"}));
    std::atomic<int> turn{0};  // "t" of that subject is not that number any more
    std::atomic<bool> over{false};
    std::atomic<int> found_outdated{0};
    std::jthread watcher([&] {
        while (!over) {
            const int no_more = turn;
            const borrowed found = under_test.kept("t", std::to_string(no_more));
            if (found && found.answer().as_int() == no_more) ++found_outdated;
        }
    });
    for (int i = 1; i <= 5000; ++i) {
        const std::string subject = std::to_string(i);
        now = i;
        static_cast<void>(get("whole", {subject}));
        static_cast<void>(get("t", {subject}));
        now = -i;
        under_test.invalidate("holder", "whole", subject);
        turn = i;
        EXPECT_EQ(get("o", {subject}).answer.as_int(), -i);
    }
    over = true;
    watcher.join();
    EXPECT_EQ(found_outdated, 0);
}

TEST_F(parts_and_threads, a_provider_that_asks_the_host_for_the_part_it_makes_waits_for_nobody) {
    std::atomic<int> depth{0};
    meanwhile = [&] {
        if (++depth > 1) return;
        EXPECT_EQ(text(), "one");
    };
    EXPECT_EQ(text(), "one");
}

TEST_F(parts_and_threads, rows_of_the_same_make_each_part_once) {
    const std::vector<std::string> types{"a", "b", "c", "t"};
    for (const char* type : {"a", "b", "c"}) {
        provide(type,
                [this](call& c, const request& r) -> answer {
                    auto of = c.get("whole", r.subject());
                    if (r.subject() != "first") ++made;
                    return of;
                },
                {.types = {type}, .tracked = true});
        text(type, {"first"});
    }
    for (int i = 0; i < 50; ++i) {
        const std::string subject = "image:" + std::to_string(i);
        add("whole", subject, subject);
        text("whole", {subject});
        made = 0;
        std::atomic<int> about_to_ask{0};
        on_threads(4, [&](int me) {
            std::vector<std::string> mine = types;
            std::ranges::rotate(mine, mine.begin() + me);
            std::vector<found> got(mine.size());
            ++about_to_ask;
            while (about_to_ask < 4) std::this_thread::yield();
            under_test.get_row(mine, subject, got);
            for (const found& one : got) EXPECT_EQ(one.answer.as_string(), subject);
        });
        EXPECT_EQ(made, 4);
    }
}

TEST_F(parts_and_threads, two_that_wait_for_each_other_s_part_both_get_it) {
    provide("other maker",
            [this](call& c, const request& r) -> answer {
                auto of = c.get("whole", r.subject());
                if (r.subject() != "first") {
                    ++made;
                    meanwhile();
                }
                return of;
            },
            {.types = {"u"}, .tracked = true});
    text("u", {"first"});
    std::atomic<int> inside{0};
    meanwhile = [&] {
        static thread_local bool asks = false;
        if (std::exchange(asks, true)) return;
        ++inside;
        while (inside < 2) std::this_thread::yield();
        EXPECT_EQ(text("t"), "one");
        EXPECT_EQ(text("u"), "one");
    };
    on_threads(2, [&](int me) { EXPECT_EQ(text(me ? "t" : "u"), "one"); });
}

}  // namespace
}  // namespace quoin::engine
