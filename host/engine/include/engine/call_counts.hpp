// How often a provider was called, for how long, and how often it failed.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>

namespace quoin::engine {

struct call_counts {
    std::uint64_t calls = 0;           ///< get and add; answers that the engine kept are none
    std::uint64_t errors = 0;          ///< of these, those that failed, late ones included
    std::chrono::nanoseconds time{0};  ///< in all calls, with what they asked in turn
};

/// Counts of one provider. Threads write to stripes of their own, so that a provider that many threads ask at
/// once is not slowed down by being counted; the sum is exact once they are done. Any thread.
class call_counter {
 public:
    void add(std::chrono::nanoseconds time, bool failed) noexcept {
        stripe& mine = stripes_[number_of_thread() % stripes_.size()];
        mine.calls.fetch_add(1, std::memory_order_relaxed);
        mine.ns.fetch_add(static_cast<std::uint64_t>(time.count()), std::memory_order_relaxed);
        if (failed) mine.errors.fetch_add(1, std::memory_order_relaxed);
    }
    call_counts sum() const noexcept {
        call_counts out;
        for (const stripe& one : stripes_) {
            out.calls += one.calls.load(std::memory_order_relaxed);
            out.errors += one.errors.load(std::memory_order_relaxed);
            out.time += std::chrono::nanoseconds(one.ns.load(std::memory_order_relaxed));
        }
        return out;
    }

 private:
    struct alignas(64) stripe {
        std::atomic<std::uint64_t> calls{0}, errors{0}, ns{0};
    };
    static unsigned number_of_thread() noexcept {
        static std::atomic<unsigned> threads{0};
        thread_local const unsigned mine = threads.fetch_add(1, std::memory_order_relaxed);
        return mine;
    }
    std::array<stripe, 8> stripes_;
};

}  // namespace quoin::engine
