#include "async_queries.hpp"

#include <utility>

namespace quoin::detail {

async_queries::async_queries(std::shared_ptr<worker_pool> on)
    : pool_(on ? std::move(on) : std::make_shared<worker_pool>()) {}

void async_queries::end() noexcept {
    ending_.request_stop();
    std::unique_lock lock(mutex_);
    idle_.wait(lock, [this] { return open_ == 0; });
}

void async_queries::run(std::stop_token callers, std::function<void(std::stop_token)> task) {
    // The source is made here, where the caller can be told that memory is out.
    auto queued = [this, either = std::stop_source(), callers = std::move(callers),
                   task = std::move(task)]() mutable {
        {
            const auto stop = [&either] { either.request_stop(); };
            const std::stop_callback caller_gave_up(callers, stop);
            const std::stop_callback host_ends(ending_.get_token(), stop);
            task(either.get_token());
            task = nullptr;  // what it holds may hold the host's values
        }
        ended();
    };
    {
        const std::lock_guard lock(mutex_);
        ++open_;
    }
    try {
        pool_->run(std::move(queued));
    } catch (...) {
        ended();
        throw;
    }
}

void async_queries::ended() noexcept {
    // Under the lock to the end: whoever waits destroys the condition right after.
    const std::lock_guard lock(mutex_);
    if (--open_ == 0) idle_.notify_all();
}

}  // namespace quoin::detail
