#include "in_order.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <utility>

namespace quoin::detail {

namespace {

struct slot {
    ordered_step step = {};
    std::exception_ptr thrown = {};
    bool done = false;
};

/// Shared with the tasks on the pool, which may begin after the end: then they find `stopped` and touch
/// nothing of the caller's.
struct line_of_work {
    explicit line_of_work(std::size_t most, const work_source& from) : window(most), next(&from) {}

    /// Takes a piece, runs it and files its step; false where none may be taken now.
    bool work_once() {
        std::unique_lock pull(pulling);
        {
            const std::lock_guard lock(mutex);
            if (stopped || drained || slots.size() >= window) return false;
        }
        std::function<ordered_step()> piece;
        std::exception_ptr thrown;
        try {
            piece = (*next)();
        } catch (...) {
            thrown = std::current_exception();
        }
        slot* mine = nullptr;
        {
            const std::lock_guard lock(mutex);
            if (!piece) drained = true;
            if (piece || thrown) mine = &slots.emplace_back();  // a deque's items stay where they are
        }
        pull.unlock();
        slot came;
        came.thrown = thrown;
        if (piece) {
            try {
                came.step = piece();
            } catch (...) {
                came.thrown = std::current_exception();
            }
        }
        const std::lock_guard lock(mutex);
        if (mine) {
            *mine = std::move(came);
            mine->done = true;
        }
        if (drained || mine == &slots.front()) changed.notify_all();
        return piece != nullptr;
    }

    void help() {
        {
            const std::lock_guard lock(mutex);
            if (stopped) {
                --posted;
                return;
            }
            ++helping;
        }
        std::exception_ptr thrown;
        try {
            while (work_once()) {
            }
        } catch (...) {
            thrown = std::current_exception();
        }
        const std::lock_guard lock(mutex);
        if (thrown) broken = thrown;
        --helping;
        --posted;
        changed.notify_all();
    }

    const std::size_t window;
    const work_source* next;
    std::mutex pulling;  // held while the source is asked, so that slots are in its order; before `mutex`
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<slot> slots;     // begun and not stepped over
    std::size_t posted = 0;     // tasks that are on the pool
    std::size_t helping = 0;    // those of them that run
    bool drained = false;       // the source has no more
    std::exception_ptr broken;  // of the line itself: memory is out
    bool stopped = false;
};

/// Ends it whatever happens: no task uses the caller's functions afterwards.
struct stop_at_end {
    ~stop_at_end() {
        std::unique_lock lock(of->mutex);
        of->stopped = true;
        of->changed.wait(lock, [this] { return of->helping == 0; });
    }
    line_of_work* of;
};

}  // namespace

void run_in_order(worker_pool& on, std::size_t jobs, std::size_t window, const work_source& next) {
    const auto line = std::make_shared<line_of_work>(std::max<std::size_t>(window, 1), next);
    const stop_at_end guard{line.get()};
    const bool works_too = jobs <= 1 || on.runs_here();
    const std::size_t helpers = works_too ? jobs - std::min<std::size_t>(jobs, 1) : jobs;
    const auto send_for_help = [&](std::unique_lock<std::mutex>& lock) {
        while (line->posted < helpers && !line->drained && line->slots.size() <= line->window / 2) {
            ++line->posted;
            lock.unlock();
            try {
                on.run([line] { line->help(); });
            } catch (...) {
                lock.lock();
                --line->posted;
                throw;
            }
            lock.lock();
        }
    };

    std::unique_lock lock(line->mutex);
    for (;;) {
        if (line->broken) std::rethrow_exception(line->broken);
        send_for_help(lock);
        if (!line->slots.empty() && line->slots.front().done) {
            const slot first = std::move(line->slots.front());
            line->slots.pop_front();
            lock.unlock();
            if (first.thrown) std::rethrow_exception(first.thrown);
            if (first.step) first.step();
            lock.lock();
            continue;
        }
        if (line->drained && line->slots.empty()) return;
        if (works_too && !line->drained && line->slots.size() < line->window) {
            lock.unlock();
            line->work_once();
            lock.lock();
            continue;
        }
        line->changed.wait(lock);
    }
}

}  // namespace quoin::detail
