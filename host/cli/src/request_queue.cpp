#include "request_queue.hpp"

#include <utility>

namespace quoin::cli {

request_queue::request_queue(worker_pool& on, std::size_t most_tasks, std::size_t most_weight)
    : pool_(on), most_tasks_(most_tasks), most_weight_(most_weight) {}

request_queue::~request_queue() {
    wait_until_idle();
}

void request_queue::run(std::function<void()> task, std::size_t weight, rpc::beside others) {
    std::unique_lock lock(mutex_);
    has_room_.wait(lock, [&] {
        return (queue_.empty() && running_ == 0) ||
               (queue_.size() < most_tasks_ && weight_ + weight <= most_weight_);
    });
    queue_.push_back({std::move(task), weight, others});
    weight_ += weight;
    try {
        if (may_start()) send_runner();
    } catch (...) {
        if (runners_ != 0) return;  // one that is there does it
        weight_ -= weight;
        queue_.pop_back();
        throw;
    }
}

void request_queue::wait_until_idle() {
    std::unique_lock lock(mutex_);
    has_room_.wait(lock, [this] { return queue_.empty() && runners_ == 0; });
}

bool request_queue::may_start() const {
    if (queue_.empty() || alone_) return false;
    return queue_.front().others == rpc::beside::any || running_ == 0;
}

void request_queue::send_runner() {
    if (runners_ >= pool_.threads()) return;
    pool_.run([this] { work(); });
    ++runners_;
}

void request_queue::work() {
    std::unique_lock lock(mutex_);
    while (may_start()) {
        held next = std::move(queue_.front());
        queue_.pop_front();
        ++running_;
        alone_ = next.others == rpc::beside::none;
        try {
            if (may_start()) send_runner();
        } catch (...) {  // then this one does it, later
        }
        lock.unlock();
        next.task();
        next.task = nullptr;  // what it held is freed before it counts as ended
        lock.lock();
        --running_;
        weight_ -= next.weight;
        alone_ = false;
        has_room_.notify_all();
    }
    // Under the lock to the end: whoever waits may destroy this right after.
    --runners_;
    has_room_.notify_all();
}

}  // namespace quoin::cli
