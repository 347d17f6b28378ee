// The one lane for providers that do not say they are thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace quoin::engine {

/// A lock for the whole process: not one a provider, for two providers that ask each other from two threads would
/// wait for each other for ever if each had its own; and not one an engine, for engines share what is static in the
/// libraries of their plugins. A thread that holds the lane may take it again (a
/// provider in the lane asks another one in it), and waiting for it ends with the caller's deadline or
/// cancellation.
///
/// Invariant: owner_ is set exactly while depth_ > 0, and only the owner changes depth_ then.
class serial_lane {
 public:
    static serial_lane& of_process() {
        // Queries may run until the very end, so this one never ends.
        static serial_lane& one = *new serial_lane;
        return one;
    }
    /// Whether this thread is in it.
    bool is_held_here() const {
        const std::lock_guard lock(mutex_);
        return owner_ == std::this_thread::get_id();
    }
    bool enter(std::chrono::steady_clock::time_point deadline, const std::stop_token& cancel) {
        std::unique_lock lock(mutex_);
        const auto me = std::this_thread::get_id();
        if (owner_ != me) {
            const auto is_free = [this] { return depth_ == 0; };
            if (deadline == std::chrono::steady_clock::time_point::max()) {
                if (!free_.wait(lock, cancel, is_free)) return false;
            } else if (!free_.wait_until(lock, cancel, deadline, is_free)) {
                return false;
            }
            owner_ = me;
        }
        ++depth_;
        return true;
    }
    void leave() {
        const std::lock_guard lock(mutex_);
        if (--depth_ == 0) {
            owner_ = {};
            free_.notify_one();
        }
    }

 private:
    mutable std::mutex mutex_;
    std::condition_variable_any free_;
    std::thread::id owner_;
    unsigned depth_ = 0;
};

}  // namespace quoin::engine
