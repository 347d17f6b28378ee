#include "request_queue.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace quoin::cli {

using rpc::beside;

TEST(RequestQueue, runs_every_task_before_it_is_idle) {
    std::atomic<int> done = 0;
    worker_pool threads(4);
    request_queue queue(threads, 8, 1000);
    for (int i = 0; i < 500; ++i) queue.run([&done] { ++done; }, 1, beside::any);
    queue.wait_until_idle();
    EXPECT_EQ(done, 500);
}

TEST(RequestQueue, runs_tasks_beside_each_other) {
    worker_pool threads(2);
    request_queue queue(threads, 8, 1000);
    std::latch both(2);  // passed only if both run at once
    queue.run([&both] { both.arrive_and_wait(); }, 1, beside::any);
    queue.run([&both] { both.arrive_and_wait(); }, 1, beside::any);
    queue.wait_until_idle();
}

TEST(RequestQueue, a_full_queue_makes_the_sender_wait) {
    std::atomic<int> most = 0;
    std::atomic<int> held = 0;
    worker_pool threads(1);
    request_queue queue(threads, 2, 1000);
    for (int i = 0; i < 100; ++i) {
        // One that runs, two in the queue, and this one, which is counted before it is taken.
        const int now = ++held;
        int seen = most;
        while (seen < now && !most.compare_exchange_weak(seen, now)) {
        }
        queue.run([&held] { --held; }, 1, beside::any);
    }
    queue.wait_until_idle();
    EXPECT_LE(most, 4);
}

TEST(RequestQueue, a_task_heavier_than_the_limit_runs_alone) {
    std::atomic<int> running = 0;
    std::atomic<bool> together = false;
    worker_pool threads(4);
    request_queue queue(threads, 8, 10);
    for (int i = 0; i < 20; ++i)
        queue.run(
            [&] {
                if (++running > 1) together = true;
                --running;
            },
            100, beside::any);
    queue.wait_until_idle();
    EXPECT_FALSE(together);
}

TEST(RequestQueue, its_end_waits_for_what_was_taken) {
    std::atomic<int> done = 0;
    {
        worker_pool threads(2);
        request_queue queue(threads, 100, 1000);
        for (int i = 0; i < 50; ++i) queue.run([&done] { ++done; }, 1, beside::any);
    }
    EXPECT_EQ(done, 50);
}

TEST(RequestQueue, a_barrier_waits_for_those_before_and_holds_those_after_but_not_the_sender) {
    std::latch go(1);
    std::atomic<int> before = 0;
    std::atomic<bool> barrier_done = false;
    std::atomic<bool> out_of_order = false;
    worker_pool threads(4);
    request_queue queue(threads, 100, 1000);
    for (int i = 0; i < 3; ++i)
        queue.run(
            [&] {
                go.wait();
                ++before;
            },
            1, beside::any);
    queue.run(
        [&] {
            if (before != 3) out_of_order = true;
            barrier_done = true;
        },
        1, beside::none);
    for (int i = 0; i < 20; ++i)
        queue.run(
            [&] {
                if (!barrier_done) out_of_order = true;
            },
            1, beside::any);
    go.count_down();  // reached only because the barrier made nobody wait here
    queue.wait_until_idle();
    EXPECT_TRUE(barrier_done);
    EXPECT_FALSE(out_of_order);
}

TEST(RequestQueue, barriers_run_alone_among_many_others) {
    worker_pool threads(4);
    request_queue queue(threads, 8, 1000);
    std::atomic<int> running = 0;
    std::atomic<bool> together = false;
    int unguarded = 0;  // changed in barriers only: a race that ThreadSanitizer would see
    for (int i = 0; i < 400; ++i) {
        queue.run(
            [&] {
                ++running;
                --running;
            },
            1, beside::any);
        queue.run(
            [&] {
                if (running != 0) together = true;
                ++unguarded;
            },
            1, beside::none);
    }
    queue.wait_until_idle();
    EXPECT_EQ(unguarded, 400);
    EXPECT_FALSE(together);
}

}  // namespace quoin::cli
