#include "worker_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace quoin::cli {

TEST(WorkerPool, runs_every_task_before_it_is_idle) {
    std::atomic<int> done = 0;
    worker_pool pool(4, 8, 1000);
    for (int i = 0; i < 500; ++i) pool.run([&done] { ++done; }, 1);
    pool.wait_until_idle();
    EXPECT_EQ(done, 500);
}

TEST(WorkerPool, runs_tasks_beside_each_other) {
    worker_pool pool(2, 8, 1000);
    std::latch both(2);  // passed only if both run at once
    pool.run([&both] { both.arrive_and_wait(); }, 1);
    pool.run([&both] { both.arrive_and_wait(); }, 1);
    pool.wait_until_idle();
}

TEST(WorkerPool, a_full_queue_makes_the_sender_wait) {
    std::atomic<int> most = 0;
    std::atomic<int> held = 0;
    worker_pool pool(1, 2, 1000);
    for (int i = 0; i < 100; ++i) {
        // One that runs, two in the queue, and this one, which is counted before it is taken.
        const int now = ++held;
        int seen = most;
        while (seen < now && !most.compare_exchange_weak(seen, now)) {
        }
        pool.run([&held] { --held; }, 1);
    }
    pool.wait_until_idle();
    EXPECT_LE(most, 4);
}

TEST(WorkerPool, a_task_heavier_than_the_limit_runs_alone) {
    std::atomic<int> running = 0;
    std::atomic<bool> together = false;
    worker_pool pool(4, 8, 10);
    for (int i = 0; i < 20; ++i)
        pool.run(
            [&] {
                if (++running > 1) together = true;
                --running;
            },
            100);
    pool.wait_until_idle();
    EXPECT_FALSE(together);
}

TEST(WorkerPool, its_end_waits_for_what_was_taken) {
    std::atomic<int> done = 0;
    {
        worker_pool pool(2, 100, 1000);
        for (int i = 0; i < 50; ++i) pool.run([&done] { ++done; }, 1);
    }
    EXPECT_EQ(done, 50);
}

}  // namespace quoin::cli
