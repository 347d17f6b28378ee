// The requests of one conversation on their way to a pool of threads: bounded, and barriers among them.
#pragma once

#include "rpc_session.hpp"

#include <quoin/worker_pool.hpp>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>

namespace quoin::cli {

/// run: one thread that is none of the pool's; it waits while the queue is full (by tasks or by weight), so
/// that whoever sends too fast is slowed down and not remembered. A task must not throw.
///
/// Invariants, under the mutex: tasks leave the queue in order; a barrier leaves it only when nothing runs,
/// and while it runs nothing leaves it. Where a task may leave the queue, a runner is on the pool that will
/// look: whoever ends a task looks again.
class request_queue final : public rpc::executor {
 public:
    /// A task heavier than most_weight is taken when nothing else is held.
    request_queue(worker_pool& on, std::size_t most_tasks, std::size_t most_weight);
    /// Runs what was taken to its end.
    ~request_queue() override;
    request_queue(const request_queue&) = delete;
    request_queue& operator=(const request_queue&) = delete;

    void run(std::function<void()> task, std::size_t weight, rpc::beside others) override;
    /// Returns when every task has ended.
    void wait_until_idle();

 private:
    struct held {
        std::function<void()> task;
        std::size_t weight;
        rpc::beside others;
    };
    bool may_start() const;
    void send_runner();
    void work();

    worker_pool& pool_;
    const std::size_t most_tasks_;
    const std::size_t most_weight_;
    std::mutex mutex_;
    std::condition_variable has_room_;  // also: may be idle
    std::deque<held> queue_;
    std::size_t runners_ = 0;  // on the pool, begun or not
    std::size_t running_ = 0;  // tasks
    std::size_t weight_ = 0;   // of the queued and the running
    bool alone_ = false;       // what runs is a barrier
};

}  // namespace quoin::cli
