// Rows that several threads want at once, or that change while one makes them.
#include "rows_fixture.hpp"

#include <atomic>
#include <mutex>
#include <thread>

namespace quoin::engine {
namespace {

struct rows_and_threads : rows {
    const std::vector<std::string> abd{"a", "b", "d"};
    std::atomic<int> by_row{0}, by_get{0};
    std::function<void(std::string_view subject)> meanwhile = [](std::string_view) {};

    /// "a", "b" and "d" are known to be made of "whole"; a row of them does `meanwhile`.
    void SetUp() override {
        rows::SetUp();
        serve();
        for (const std::string& type : abd) text(type, {"first"});
        by_get = 0;
    }
    void serve() {
        registration stands;
        stands.id = "many";
        stands.types = abd;
        stands.thread_safe = stands.tracked = true;
        const auto says = [](call& c, std::string_view type, std::string_view subject) -> answer {
            c.note("made " + std::string(type));
            const auto whole = c.get("whole", subject);
            if (!whole) return pass;
            return value::of(std::string(type) + " " + std::string(*whole->as_string()));
        };
        under_test.add_provider(stands, std::make_shared<row_provider>(
                                            under_test, "many", abd,
                                            [this, says](call& c, const request& r) {
                                                ++by_get;
                                                return says(c, r.type(), r.subject());
                                            },
                                            [this, says](call& c, quoin_row& asked) {
                                                ++by_row;
                                                static_cast<void>(c.get("whole", to_view(asked.subject)));
                                                meanwhile(to_view(asked.subject));
                                                quoin::row in(asked);
                                                for (std::size_t i = 0; i < in.size(); ++i) {
                                                    in.begin(i);
                                                    in.answer(i, says(c, in.type(i), in.subject()));
                                                }
                                                return true;
                                            }));
    }
    template <class Body>
    static void on_threads(int count, Body body) {
        std::vector<std::jthread> threads;
        for (int i = 0; i < count; ++i) threads.emplace_back([&body, i] { body(i); });
    }
};

TEST_F(rows_and_threads, a_part_that_is_made_in_a_row_is_waited_for) {
    std::atomic<int> about_to_ask{0};
    std::atomic<bool> inside{false};
    meanwhile = [&](std::string_view) {
        inside = true;
        while (about_to_ask < 9) std::this_thread::yield();
    };
    std::jthread first([&] { EXPECT_EQ(row(abd), (texts{"a one", "b one", "d one"})); });
    while (!inside) std::this_thread::yield();
    on_threads(9, [&](int i) {
        ++about_to_ask;
        if (i % 3 == 0)
            EXPECT_EQ(text("b"), "b one");
        else if (i % 3 == 1)
            EXPECT_EQ(row({"d", "b", "a"}), (texts{"d one", "b one", "a one"}));
        else
            EXPECT_EQ(row({"b", "t"}), (texts{"b one", "maker of t(one)"}));
    });
    first.join();
    EXPECT_EQ(by_row, 1);
    EXPECT_EQ(by_get, 0);
}

TEST_F(rows_and_threads, a_provider_that_asks_for_a_part_waits_for_the_row_that_makes_it) {
    std::atomic<bool> inside{false}, about_to_ask{false};
    meanwhile = [&](std::string_view) {
        inside = true;
        while (!about_to_ask) std::this_thread::yield();
    };
    provide("outer",
            [&](call& c, const request& r) -> answer {
                about_to_ask = true;
                return c.get("b", r.subject());
            },
            {.types = {"o"}, .tracked = true});
    std::jthread first([&] { row(abd); });
    while (!inside) std::this_thread::yield();
    EXPECT_EQ(text("o"), "b one");
    first.join();
    EXPECT_EQ(by_row, 1);
    EXPECT_EQ(by_get, 0);
    meanwhile = [](std::string_view) {};
    add("whole", "s", "two");
    EXPECT_EQ(text("o"), "b two");
}

TEST_F(rows_and_threads, who_waits_for_a_row_no_longer_is_told_who_kept_him_waiting) {
    std::atomic<bool> inside{false}, let_go{false};
    meanwhile = [&](std::string_view) {
        inside = true;
        while (!let_go) std::this_thread::yield();
    };
    std::jthread first([&] { row(abd); });
    while (!inside) std::this_thread::yield();
    const result late =
        get("b", {"s"}, {.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(1)});
    EXPECT_EQ(late.error.code, QUOIN_E_TIMEOUT);
    EXPECT_EQ(late.error.provider, "many");
    let_go = true;
    first.join();
    EXPECT_EQ(by_row, 1);
}

TEST_F(rows_and_threads, a_provider_that_asked_the_host_for_a_row_is_who_keeps_others_waiting) {
    std::atomic<bool> inside{false}, let_go{false};
    provide("outer",
            [&](call&, const request& r) -> answer {
                row(abd, std::string(r.subject()));
                inside = true;
                while (!let_go) std::this_thread::yield();
                return value::of("outer");
            },
            {.types = {"o"}, .tracked = true});
    std::jthread first([&] { EXPECT_EQ(text("o"), "outer"); });
    while (!inside) std::this_thread::yield();
    EXPECT_EQ(by_row, 1);
    const result late =
        get("o", {"s"}, {.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(1)});
    EXPECT_EQ(late.error.code, QUOIN_E_TIMEOUT);
    EXPECT_EQ(late.error.provider, "outer");
    let_go = true;
}

TEST_F(rows_and_threads, two_rows_whose_providers_ask_the_host_for_each_other_s_parts) {
    std::atomic<int> inside{0};
    meanwhile = [&](std::string_view subject) {
        static thread_local bool asks = false;
        if (std::exchange(asks, true)) return;
        ++inside;
        while (inside < 2) std::this_thread::yield();
        EXPECT_EQ(text("a", {std::string(subject)}), "a one");
        EXPECT_EQ(text("d", {std::string(subject)}), "d one");
        asks = false;
    };
    on_threads(2, [&](int me) {
        const std::vector<std::string> mine = me ? texts{"a"} : texts{"d"};
        EXPECT_EQ(row(mine), me ? texts{"a one"} : texts{"d one"});
    });
}

TEST_F(rows_and_threads, what_is_made_in_a_row_while_facts_change_is_made_again) {
    std::atomic<bool> changes{false}, over{false};
    registration stands;
    stands.id = "below";
    stands.types = {"b"};
    stands.priority = {-5, "test"};
    stands.thread_safe = stands.tracked = true;
    under_test.add_provider(std::move(stands),
                            std::make_shared<fact_provider>(
                                under_test, "below", [](call&, const request&) -> answer { return pass; },
                                [&](std::string_view, view) {
                                    changes = true;
                                    while (by_get == 0 && !over) std::this_thread::yield();
                                    return true;
                                },
                                [](std::string_view) {}));
    std::jthread adder([&] { add("b", "s", "whatever"); });
    while (!changes) std::this_thread::yield();
    EXPECT_EQ(row(abd), (texts{"a one", "b one", "d one"}));
    over = true;
    EXPECT_EQ(by_row, 1);
    EXPECT_GE(by_get, 1) << "b was not kept";
    adder.join();
    by_get = 0;
    EXPECT_EQ(row({"a", "d"}), (texts{"a one", "d one"}));
    EXPECT_EQ(by_row, 1);
    EXPECT_EQ(by_get, 0);
}

/// The answers of a row are each of some moment between the call and its return, and no older one is kept.
TEST_F(rows_and_threads, eight_threads_ask_for_rows_while_facts_and_chains_change) {
    constexpr int subjects = 3, changes = 80;
    std::array<std::atomic<int>, subjects> begun{}, done{};
    const auto subject = [](int i) { return "image:" + std::to_string(i); };
    // Those of the fixture count their calls, one thread at a time.
    under_test.remove_all_providers();
    std::array<std::atomic<int>, subjects> wholes{};
    registration stands;
    stands.id = "holder";
    stands.types = {"whole"};
    stands.thread_safe = stands.tracked = true;
    const auto number = [](std::string_view subject) {
        return static_cast<std::size_t>(subject.back() - '0');
    };
    under_test.add_provider(stands, std::make_shared<fact_provider>(
                                        under_test, "holder",
                                        [&](call&, const request& r) -> answer {
                                            return value::of(std::to_string(wholes[number(r.subject())]));
                                        },
                                        [&](std::string_view subject, view payload) {
                                            wholes[number(subject)] =
                                                std::stoi(std::string(*payload.as_string()));
                                            return true;
                                        },
                                        [](std::string_view) {}));
    serve();
    for (const char* type : {"t", "u"})
        provide(std::string("maker of ") + type,
                [](call& c, const request& r) { return answer(c.get("whole", r.subject())); },
                {.types = {type}, .tracked = true});
    for (int i = 0; i < subjects; ++i) add("whole", subject(i), "0");
    std::atomic<bool> over{false};
    std::atomic<int> wrong{0};
    std::vector<std::jthread> readers;
    for (int me = 0; me < 8; ++me)
        readers.emplace_back([&, me] {
            std::vector<std::string> mine{"a", "t", "b", "d", "u"};
            std::ranges::rotate(mine, mine.begin() + me % 5);
            for (int turn = 0; !over; ++turn) {
                const int at = (me + turn) % subjects;
                const auto of = static_cast<std::size_t>(at);
                const int from = done[of];
                std::vector<found> got(mine.size());
                if (turn % 4 == 0) static_cast<void>(under_test.find("whole", subject(at)));
                under_test.get_row(mine, subject(at), got);
                const int to = begun[of];
                for (std::size_t i = 0; i < mine.size(); ++i) {
                    const std::string text(got[i].answer.as_string().value_or(""));
                    const std::size_t digits = text.find_first_of("0123456789");
                    if (digits == std::string::npos ||
                        (mine[i].size() == 1 && mine[i] < "e" && text[0] != mine[i][0])) {
                        ++wrong;
                        continue;
                    }
                    const int is = std::stoi(text.substr(digits));
                    if (is < from || is > to) ++wrong;
                }
            }
        });
    engine::token bystander = 0;
    for (int i = 1; i <= changes; ++i) {
        const int at = i % subjects;
        const auto of = static_cast<std::size_t>(at);
        // So that rows are asked of each state, however the threads are scheduled.
        const int before = by_row + by_get;
        begun[of] = i;
        add("whole", subject(at), std::to_string(i));
        done[of] = i;
        switch (i % 7) {
            case 1:
                under_test.invalidate("many", "b", subject(at));
                break;
            case 2:
                under_test.invalidate("many", "", "");
                break;
            case 3:
                bystander = passes("bystander", {.priority = 5, .types = {"d"}, .tracked = true});
                break;
            case 4:
                under_test.remove_provider(bystander);
                break;
            case 5:
                under_test.set_cache({.max_bytes = 2000});
                break;
            case 6:
                under_test.set_cache({});
                break;
            default:
                break;
        }
        while (by_row + by_get == before) std::this_thread::yield();
    }
    over = true;
    readers.clear();
    EXPECT_EQ(wrong, 0);
    EXPECT_GT(by_row, 0);
    for (int i = 0; i < subjects; ++i) {
        const std::string now = std::to_string(done[static_cast<std::size_t>(i)]);
        EXPECT_EQ(row(abd, subject(i)), (texts{"a " + now, "b " + now, "d " + now}));
    }
}

}  // namespace
}  // namespace quoin::engine
