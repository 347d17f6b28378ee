// Threads that ask the same at once.
#include "engine_fixture.hpp"

#include <atomic>
#include <latch>
#include <thread>

namespace quoin::engine {
namespace {

struct single_flight : engine_fixture {
    template <class Body>
    static void on_threads(int count, Body body) {
        std::vector<std::jthread> threads;
        for (int i = 0; i < count; ++i) threads.emplace_back([&body, i] { body(i); });
    }
};

TEST_F(single_flight, sixty_four_threads_compute_a_query_once) {
    std::atomic<int> calls{0}, about_to_ask{0};
    provide("slow",
            [&](call&, const request&) -> answer {
                ++calls;
                while (about_to_ask < 64) std::this_thread::yield();
                return value::of("found");
            },
            {.tracked = true});
    on_threads(64, [&](int) {
        ++about_to_ask;
        EXPECT_EQ(text(), "found");
    });
    EXPECT_EQ(calls, 1);
}

TEST_F(single_flight, the_deadline_of_one_that_waits_is_its_own) {
    std::atomic<bool> inside{false}, let_go{false};
    std::atomic<int> calls{0};
    provide("slow",
            [&](call&, const request&) -> answer {
                ++calls;
                inside = true;
                while (!let_go) std::this_thread::yield();
                return value::of("found");
            },
            {.tracked = true});
    std::jthread first([&] { EXPECT_EQ(text(), "found"); });
    while (!inside) std::this_thread::yield();
    const result late =
        get("t", {"s"}, {.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(1)});
    EXPECT_EQ(late.error.code, QUOIN_E_TIMEOUT);
    EXPECT_EQ(late.error.provider, "slow");
    std::stop_source gave_up;
    gave_up.request_stop();
    EXPECT_EQ(get("t", {"s"}, {.cancel = gave_up.get_token()}).error.code, QUOIN_E_CANCELLED);
    let_go = true;
    first.join();
    EXPECT_EQ(calls, 1);
}

TEST_F(single_flight, the_deadline_of_the_one_that_computes_fails_nobody_else) {
    std::atomic<bool> inside{false}, waiting{false};
    std::atomic<int> calls{0};
    provide("slow",
            [&](call& c, const request&) -> answer {
                if (++calls == 1) {
                    inside = true;
                    while (!c.cancelled() || !waiting) std::this_thread::yield();
                }
                return value::of("found");
            },
            {.tracked = true});
    std::jthread first(
        [&] { EXPECT_EQ(get("t", {"s"}, {.deadline = time_to_be_asked()}).error.code, QUOIN_E_TIMEOUT); });
    while (!inside) std::this_thread::yield();
    std::jthread second([&] {
        waiting = true;
        EXPECT_EQ(text(), "found");
    });
}

TEST_F(single_flight, a_failure_of_the_query_is_that_of_all_who_wait) {
    std::atomic<int> calls{0}, about_to_ask{0};
    provide("broken",
            [&](call&, const request&) -> answer {
                ++calls;
                while (about_to_ask < 8) std::this_thread::yield();
                throw error(QUOIN_E_FORMAT, "bytes");
            },
            {.tracked = true});
    on_threads(8, [&](int) {
        ++about_to_ask;
        EXPECT_EQ(text(), "(error format)");
    });
    EXPECT_GE(calls, 1);
    EXPECT_EQ(text(), "(error format)");
}

TEST_F(single_flight, queries_that_ask_each_other_from_two_threads_are_a_cycle) {
    std::latch both(2);
    std::atomic<int> first_calls{0};
    const auto asks = [&](const char* other) {
        return [&, other](call& c, const request& r) -> answer {
            if (first_calls++ < 2) both.arrive_and_wait();
            return c.get(other, r.subject());
        };
    };
    provide("one", asks("b"), {.types = {"a"}, .tracked = true});
    provide("two", asks("a"), {.types = {"b"}, .tracked = true});
    on_threads(2, [&](int me) {
        const result found = get(me ? "a" : "b");
        EXPECT_EQ(found.error.code, QUOIN_E_CYCLE);
        EXPECT_NE(found.error.message.find("a of s"), std::string::npos);
        EXPECT_NE(found.error.message.find("b of s"), std::string::npos);
    });
}

TEST_F(single_flight, the_serial_lane_and_waiting_do_not_deadlock) {
    provide("serial", [](call& c, const request& r) -> answer { return c.get("tracked", r.subject()); },
            {.types = {"serial"}, .thread_safe = false, .tracked = true});
    provide("tracked", [](call& c, const request& r) -> answer { return c.get("leaf", r.subject()); },
            {.types = {"tracked"}, .tracked = true});
    provide("leaf", [](call&, const request&) -> answer { return value::of("x"); },
            {.types = {"leaf"}, .thread_safe = false, .tracked = true});
    on_threads(4, [&](int me) {
        for (int i = 0; i < 200; ++i) {
            const std::string subject = std::to_string(i);
            EXPECT_EQ(text(me % 2 ? "serial" : "tracked", {subject}), "x");
            if (me == 0) under_test.invalidate("leaf", "leaf", subject);
        }
    });
}

}  // namespace
}  // namespace quoin::engine
