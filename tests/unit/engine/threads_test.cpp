// What must hold when many threads ask while the table changes. Run under ThreadSanitizer too.
#include "engine_fixture.hpp"

#include <atomic>
#include <latch>
#include <thread>

namespace quoin::engine {
namespace {

struct engine_threads : engine_fixture {
    template <class Body>
    static void on_threads(int count, Body body) {
        std::vector<std::jthread> threads;
        for (int i = 0; i < count; ++i) threads.emplace_back([&body, i] { body(i); });
    }
};

// The first of the program: each thread gets a place of its own, which later threads only take over.
TEST_F(engine_threads, many_threads_may_ask_for_their_first_time_at_once) {
    answers("base", "base");
    std::latch all_are_there(512);
    on_threads(512, [&](int) {
        all_are_there.arrive_and_wait();
        EXPECT_EQ(text(), "base");
    });
}

TEST_F(engine_threads, queries_run_while_providers_come_and_go) {
    answers("base", "base", {.priority = -1});
    std::atomic<int> wrong{0};
    on_threads(4, [&](int me) {
        for (int i = 0; i < 300; ++i) {
            if (me == 0) {
                const auto token = answers("guest", "guest");
                under_test.remove_provider(token);
            } else {
                const std::string found = text();
                if (found != "base" && found != "guest") ++wrong;
            }
        }
    });
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(text(), "base");
}

// A library that is mapped once may have providers in several hosts of the process.
TEST_F(engine_threads, providers_that_are_not_thread_safe_are_asked_one_at_a_time_in_the_whole_process) {
    engine other{options{}};
    int inside = 0;  // not atomic: ThreadSanitizer sees a race if two threads are in
    const auto serial = [&](call&, const request&) -> answer {
        EXPECT_EQ(++inside, 1);
        for (int i = 0; i < 100; ++i) std::atomic_signal_fence(std::memory_order_seq_cst);
        --inside;
        return value::of("x");
    };
    provide("here", serial, {.thread_safe = false});
    registration there;
    there.id = "there";
    there.types = {"t"};
    there.thread_safe = false;
    other.add_provider(std::move(there), make_callable_provider(other, "there", serial));
    on_threads(2, [&](int me) {
        const std::string_view subject = "s";
        for (int i = 0; i < 2000; ++i)
            EXPECT_EQ((me == 0 ? under_test : other).get("t", subject).outcome, QUOIN_VALUE);
    });
}

TEST_F(engine_threads, a_provider_that_is_not_thread_safe_is_asked_by_one_thread_at_a_time) {
    int inside = 0;  // not atomic: ThreadSanitizer sees a race if two threads are in
    int calls = 0;
    provide("serial",
            [&](call&, const request&) -> answer {
                EXPECT_EQ(++inside, 1);
                ++calls;
                --inside;
                return value::of("x");
            },
            {.thread_safe = false});
    on_threads(4, [&](int) {
        for (int i = 0; i < 200; ++i) EXPECT_EQ(text(), "x");
    });
    EXPECT_EQ(calls, 800);
}

TEST_F(engine_threads, two_serial_providers_that_ask_each_other_from_two_threads_do_not_deadlock) {
    const auto asks = [](const char* other) {
        return [other](call& c, const request& r) -> answer {
            if (r.subject() == "leaf") return value::of("leaf");
            return c.get(other, "leaf");
        };
    };
    provide("one", asks("b"), {.types = {"a"}, .thread_safe = false});
    provide("two", asks("a"), {.types = {"b"}, .thread_safe = false});
    on_threads(4, [&](int me) {
        for (int i = 0; i < 200; ++i) EXPECT_EQ(text(me % 2 ? "a" : "b"), "leaf");
    });
}

TEST_F(engine_threads, waiting_for_the_serial_lane_ends_with_the_deadline) {
    std::atomic<bool> inside{false};
    std::atomic<bool> let_go{false};
    provide("serial",
            [&](call&, const request&) -> answer {
                inside = true;
                while (!let_go) std::this_thread::yield();
                return value::of("x");
            },
            {.thread_safe = false});
    std::jthread holder([&] { EXPECT_EQ(text(), "x"); });
    while (!inside) std::this_thread::yield();
    const result found =
        get("t", {"s"}, {.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(1)});
    EXPECT_EQ(found.error.code, QUOIN_E_TIMEOUT);
    let_go = true;
}

}  // namespace
}  // namespace quoin::engine
