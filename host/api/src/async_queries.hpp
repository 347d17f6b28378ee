// The queries of one host that nobody waits for: they run on a pool, and none outlives the host.
#pragma once

#include <quoin/worker_pool.hpp>

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>

namespace quoin::detail {

/// run: any thread. Every task that was taken is run once: so a promise that it holds is always kept.
class async_queries {
 public:
    explicit async_queries(std::shared_ptr<worker_pool> on);
    ~async_queries() { end(); }
    async_queries(const async_queries&) = delete;
    async_queries& operator=(const async_queries&) = delete;

    /// The task is told to stop when the caller's token says so and when the host ends. It must not throw.
    void run(std::stop_token callers, std::function<void(std::stop_token cancel)> task);
    /// Cancels what is queued or runs and waits until each has ended. Not on a thread of the pool.
    void end() noexcept;
    worker_pool& pool() const noexcept { return *pool_; }

 private:
    void ended() noexcept;

    const std::shared_ptr<worker_pool> pool_;
    std::stop_source ending_;
    std::mutex mutex_;
    std::condition_variable idle_;
    std::size_t open_ = 0;  // queued and running
};

}  // namespace quoin::detail
