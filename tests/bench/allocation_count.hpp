// How often this thread asked for memory, counted in operator new. `counted_allocations(state, n)` reports
// it.
#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>

namespace quoin::bench {

// Since the thread began.
std::uint64_t allocations() noexcept;

// Reports, as `allocs`, how many there were for each iteration since `before`.
inline void report_allocations(benchmark::State& state, std::uint64_t before) {
    state.counters["allocs"] = benchmark::Counter(static_cast<double>(allocations() - before) /
                                                  static_cast<double>(state.iterations()));
}

}  // namespace quoin::bench
