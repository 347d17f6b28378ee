#include <quoin/worker_pool.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <memory>
#include <set>
#include <thread>

namespace quoin {

TEST(WorkerPool, its_end_waits_for_what_was_taken) {
    std::atomic<int> done = 0;
    {
        worker_pool pool(2);
        for (int i = 0; i < 500; ++i) pool.run([&done] { ++done; });
    }
    EXPECT_EQ(done, 500);
}

TEST(WorkerPool, tasks_run_beside_each_other) {
    std::latch three(3);  // passed only if all run at once
    worker_pool pool(3);
    for (int i = 0; i < 3; ++i) pool.run([&three] { three.arrive_and_wait(); });
}

TEST(WorkerPool, there_are_never_more_threads_than_it_was_given) {
    std::mutex mutex;
    std::set<std::thread::id> seen;
    {
        worker_pool pool(3);
        for (int i = 0; i < 300; ++i)
            pool.run([&] {
                const std::lock_guard lock(mutex);
                seen.insert(std::this_thread::get_id());
            });
    }
    EXPECT_LE(seen.size(), 3U);
    EXPECT_FALSE(seen.contains(std::this_thread::get_id()));
}

TEST(WorkerPool, one_thread_keeps_the_order) {
    std::vector<int> order;
    {
        worker_pool pool(1);
        for (int i = 0; i < 100; ++i) pool.run([&order, i] { order.push_back(i); });
    }
    for (int i = 0; i < 100; ++i) EXPECT_EQ(order.at(static_cast<std::size_t>(i)), i);
}

TEST(WorkerPool, a_task_may_send_another) {
    std::atomic<int> done = 0;
    {
        worker_pool pool(1);
        pool.run([&] { pool.run([&] { ++done; }); });
    }
    EXPECT_EQ(done, 1);
}

TEST(WorkerPool, a_thread_knows_whose_it_is) {
    worker_pool pool(1);
    worker_pool other(1);
    EXPECT_FALSE(pool.runs_here());
    std::latch told(1);
    bool mine = false;
    bool others = true;
    pool.run([&] {
        mine = pool.runs_here();
        others = other.runs_here();
        told.count_down();
    });
    told.wait();
    EXPECT_TRUE(mine);
    EXPECT_FALSE(others);
}

TEST(WorkerPool, no_number_is_one_a_processor) {
    EXPECT_EQ(worker_pool().threads(), std::max(std::thread::hardware_concurrency(), 1U));
}

}  // namespace quoin
