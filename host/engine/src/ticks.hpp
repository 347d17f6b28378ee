// A clock that costs a third of steady_clock, for times that people are told: how long an answer took to compute is
// measured for each one, and an answer may take less than reading the clock twice does.
#pragma once

#include <chrono>
#include <cstdint>

#if defined(__x86_64__) || defined(_M_X64)
#define QUOIN_TICKS_ARE_CYCLES 1
#if defined(_MSC_VER)
#include <intrin.h>
#else
#include <x86intrin.h>
#endif
#endif

namespace quoin::engine {

/// Counts up at a steady rate, alike on all cores (of a processor that is none of the oldest; else times are wrong, and
/// nothing else is). Any thread.
inline std::uint64_t ticks() noexcept {
#ifdef QUOIN_TICKS_ARE_CYCLES
    return __rdtsc();
#else
    return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
#endif
}

/// How long so many ticks are. Slow: the rate is measured. Any thread.
std::chrono::nanoseconds time_of(std::uint64_t ticks) noexcept;

/// A number of ticks in 32 bits: in steps of 256, about 0.1 us; the largest, some minutes, stands for all above.
inline std::uint32_t shortened(std::uint64_t ticks) noexcept {
    const std::uint64_t steps = ticks >> 8U;
    return steps < 0xFFFFFFFFU ? static_cast<std::uint32_t>(steps) : 0xFFFFFFFFU;
}
inline std::uint64_t lengthened(std::uint32_t steps) noexcept {
    return std::uint64_t{steps} << 8U;
}

}  // namespace quoin::engine
