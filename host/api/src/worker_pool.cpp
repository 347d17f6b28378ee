#include <quoin/worker_pool.hpp>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace quoin {

namespace {
thread_local const void* pool_of_this_thread = nullptr;
}

struct worker_pool::state {
    explicit state(unsigned threads) : most(threads) {}

    void work() {
        pool_of_this_thread = this;
        std::unique_lock lock(mutex);
        for (;;) {
            ++idle;
            has_task.wait(lock, [this] { return ending || !queue.empty(); });
            --idle;
            if (queue.empty()) return;
            std::function<void()> next = std::move(queue.front());
            queue.pop_front();
            lock.unlock();
            next();
            next = nullptr;  // what it held is freed outside of the lock
            lock.lock();
        }
    }

    const unsigned most;
    std::mutex mutex;
    std::condition_variable has_task;
    std::deque<std::function<void()>> queue;
    std::size_t idle = 0;  // threads that wait for a task; one that was woken counts until it has the lock
    bool ending = false;
    std::vector<std::thread> threads;
};

worker_pool::worker_pool(unsigned threads)
    : state_(std::make_unique<state>(threads != 0 ? threads
                                                  : std::max(std::thread::hardware_concurrency(), 1U))) {}

worker_pool::~worker_pool() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->ending = true;
    }
    state_->has_task.notify_all();
    for (std::thread& one : state_->threads) one.join();
}

void worker_pool::run(std::function<void()> task) {
    {
        const std::lock_guard lock(state_->mutex);
        state_->queue.push_back(std::move(task));
        if (state_->idle < state_->queue.size() && state_->threads.size() < state_->most) {
            try {
                state_->threads.emplace_back([of = state_.get()] { of->work(); });
            } catch (...) {
                // With a thread there, the task waits for its turn; without one nobody would ever run it.
                if (state_->threads.empty()) {
                    state_->queue.pop_back();
                    throw;
                }
            }
        }
    }
    state_->has_task.notify_one();
}

unsigned worker_pool::threads() const noexcept {
    return state_->most;
}

bool worker_pool::runs_here() const noexcept {
    return pool_of_this_thread == state_.get();
}

}  // namespace quoin
