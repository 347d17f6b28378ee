#include "worker_pool.hpp"

#include <utility>

namespace quoin::cli {

worker_pool::worker_pool(unsigned threads, std::size_t most_tasks, std::size_t most_weight)
    : most_tasks_(most_tasks), most_weight_(most_weight) {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

worker_pool::~worker_pool() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    has_task_.notify_all();
    threads_.clear();
}

void worker_pool::run(std::function<void()> task, std::size_t weight) {
    {
        std::unique_lock lock(mutex_);
        has_room_.wait(lock, [&] {
            return unfinished_ == 0 || (queue_.size() < most_tasks_ && weight_ + weight <= most_weight_);
        });
        queue_.push_back({std::move(task), weight});
        ++unfinished_;
        weight_ += weight;
    }
    has_task_.notify_one();
}

void worker_pool::wait_until_idle() {
    std::unique_lock lock(mutex_);
    has_room_.wait(lock, [this] { return unfinished_ == 0; });
}

void worker_pool::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        has_task_.wait(lock, [this] { return ending_ || !queue_.empty(); });
        if (queue_.empty()) return;
        held next = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        next.task();
        next.task = nullptr;  // what it held is freed before it counts as ended
        lock.lock();
        --unfinished_;
        weight_ -= next.weight;
        has_room_.notify_all();
    }
}

}  // namespace quoin::cli
