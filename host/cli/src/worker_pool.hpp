// Threads that run tasks from a queue that cannot grow without bound.
#pragma once

#include "rpc_session.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace quoin::cli {

/// run: any thread that is none of the pool's; it waits while the queue is full (by tasks or by weight), so
/// that whoever sends too fast is slowed down and not remembered. A task must not throw.
class worker_pool final : public rpc::executor {
 public:
    /// A task heavier than most_weight is taken when nothing else is held.
    worker_pool(unsigned threads, std::size_t most_tasks, std::size_t most_weight);
    /// Runs what was taken to its end.
    ~worker_pool() override;
    worker_pool(const worker_pool&) = delete;
    worker_pool& operator=(const worker_pool&) = delete;

    void run(std::function<void()> task, std::size_t weight) override;
    void wait_until_idle() override;

 private:
    struct held {
        std::function<void()> task;
        std::size_t weight;
    };
    void work();

    const std::size_t most_tasks_;
    const std::size_t most_weight_;
    std::mutex mutex_;
    std::condition_variable has_task_;
    std::condition_variable has_room_;  // also: may be idle
    std::deque<held> queue_;
    std::size_t unfinished_ = 0;  // queued and running
    std::size_t weight_ = 0;      // of the unfinished
    bool ending_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace quoin::cli
