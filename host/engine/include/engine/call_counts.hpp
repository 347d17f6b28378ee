// How often a provider was called, for how long, and how often it failed.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>

namespace quoin::engine {

struct call_counts {
    std::uint64_t calls = 0;   ///< get and add, and each type of a row; answers that the engine kept are none
    std::uint64_t errors = 0;  ///< of these, those that failed, late ones included
    /// In all calls, with what they asked in turn. Measured; of a provider whose calls take less than twenty
    /// microseconds, after the first calls, estimated from one call in 64: a module takes a microsecond, and the clock
    /// is read twice for each provider that stands above it.
    std::chrono::nanoseconds time{0};
};

/// Counts of one provider. Each thread writes to a stripe of its own, without a locked instruction, so that a
/// provider that many threads ask at once is not slowed down by being counted; threads beyond the first few
/// share the last one. The sum is exact once they are done. Any thread.
class call_counter {
    struct alignas(64) stripe {
        std::atomic<std::uint64_t> calls{0}, errors{0}, ns{0};
        std::atomic<std::uint64_t> next_timed{0},
            weight{1};  ///< from which call on, and for how many it stands
    };
    static constexpr unsigned own = 7;

 public:
    /// A call that is about to be made.
    class open_call {
     public:
        /// Whether the time of the call is wanted, for `ended`.
        bool is_timed() const noexcept { return weight_ != 0; }
        void ended(std::chrono::nanoseconds time) noexcept {
            add(of_.ns, static_cast<std::uint64_t>(time.count()) * weight_);
            const std::uint64_t calls = of_.calls.load(std::memory_order_relaxed);
            const bool short_ones =
                calls >= first && of_.ns.load(std::memory_order_relaxed) < calls * short_ns;
            of_.weight.store(short_ones ? one_in : 1, std::memory_order_relaxed);
            of_.next_timed.store(short_ones ? (calls + one_in - 1) / one_in * one_in : calls,
                                 std::memory_order_relaxed);
        }
        void failed() noexcept { add(of_.errors, 1); }

     private:
        friend class call_counter;
        static constexpr std::uint64_t first = 64, one_in = 64, short_ns = 20'000;

        open_call(stripe& of, bool shared, std::uint64_t count) noexcept : of_(of), shared_(shared) {
            const std::uint64_t before = of.calls.load(std::memory_order_relaxed);
            add(of.calls, count);
            if (before >= of.next_timed.load(std::memory_order_relaxed)) [[unlikely]]
                weight_ = std::max<std::uint64_t>(of.weight.load(std::memory_order_relaxed) / count, 1);
        }
        void add(std::atomic<std::uint64_t>& to, std::uint64_t what) const noexcept {
            if (shared_)
                to.fetch_add(what, std::memory_order_relaxed);
            else
                to.store(to.load(std::memory_order_relaxed) + what, std::memory_order_relaxed);
        }
        stripe& of_;
        std::uint64_t weight_ = 0;
        bool shared_;
    };

    /// `reader_number` is that of the calling thread (epoch.hpp): no two threads that run have the same. A call that
    /// answers several types counts as that many.
    open_call begin(unsigned reader_number, std::uint64_t count = 1) noexcept {
        const bool shared = reader_number >= own;
        return {stripes_[shared ? own : reader_number], shared, count};
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
    std::array<stripe, own + 1> stripes_;
};

}  // namespace quoin::engine
