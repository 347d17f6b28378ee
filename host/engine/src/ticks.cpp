#include "ticks.hpp"

namespace quoin::engine {

#ifdef QUOIN_TICKS_ARE_CYCLES
namespace {

struct moment {
    std::chrono::steady_clock::time_point time = std::chrono::steady_clock::now();
    std::uint64_t counted = ticks();
};
const moment start;  // of the process

}  // namespace

std::chrono::nanoseconds time_of(std::uint64_t counted) noexcept {
    // The longer ago the start is, the better the rate is known; this much is within a thousandth.
    constexpr auto long_enough = std::chrono::microseconds(200);
    moment now;
    while (now.time - start.time < long_enough) now = {};
    const auto passed = std::chrono::duration<double, std::nano>(now.time - start.time);
    const double rate = passed.count() / static_cast<double>(now.counted - start.counted);
    return std::chrono::nanoseconds(static_cast<std::int64_t>(static_cast<double>(counted) * rate));
}
#else
std::chrono::nanoseconds time_of(std::uint64_t counted) noexcept {
    return std::chrono::steady_clock::duration(static_cast<std::chrono::steady_clock::rep>(counted));
}
#endif

}  // namespace quoin::engine
