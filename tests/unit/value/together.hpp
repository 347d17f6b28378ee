// Threads of a test that start together.
#pragma once

#include <latch>
#include <thread>
#include <vector>

namespace quoin::tests {

inline constexpr int threads = 4;

/// Runs body(number) on each of `threads` threads, and waits for them.
template <class Body>
void together(Body body) {
    std::latch start(threads);
    std::vector<std::jthread> all;
    all.reserve(threads);
    for (int i = 0; i < threads; ++i)
        all.emplace_back([&, i] {
            start.arrive_and_wait();
            body(i);
        });
}

}  // namespace quoin::tests
