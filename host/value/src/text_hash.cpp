#include <value/text_hash.hpp>

#include <chrono>
#include <random>

namespace quoin::tree {
namespace {

std::uint64_t draw_seed() noexcept {
    try {
        std::random_device source;
        return (std::uint64_t{source()} << 32) ^ source();
    } catch (...) {
        // No entropy source: the clock and an address still differ from run to run.
        static const char here = 0;
        return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count()) ^
               reinterpret_cast<std::uintptr_t>(&here);
    }
}

}  // namespace

std::uint64_t hash_seed() noexcept {
    static const std::uint64_t seed = draw_seed();
    return seed;
}

}  // namespace quoin::tree
