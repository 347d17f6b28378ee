// quoin/worker_pool.hpp - threads for queries that need not be waited for; hosts may share them.
#pragma once

#include <functional>
#include <memory>

namespace quoin {

/// At most so many threads, which run tasks in the order in which these came. A thread is started when a task
/// finds none that is free, and then stays. All functions: any thread.
class worker_pool {
 public:
    /// 0: one thread a processor.
    explicit worker_pool(unsigned threads = 0);
    /// Runs what was taken to its end. Not on a thread of this pool.
    ~worker_pool();
    worker_pool(const worker_pool&) = delete;
    worker_pool& operator=(const worker_pool&) = delete;

    /// Takes a task and returns at once. A task must not throw: that ends the process. Throws std::bad_alloc
    /// or std::system_error where memory or threads are out; the task was not taken then.
    void run(std::function<void()> task);

    /// How many there are at most.
    unsigned threads() const noexcept;
    /// Whether the calling thread is one of them: who waits here for another task may wait for ever.
    bool runs_here() const noexcept;

 private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace quoin
