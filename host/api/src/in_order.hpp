// Many pieces of work beside each other, their outcomes one by one and in order.
#pragma once

#include <quoin/worker_pool.hpp>

#include <cstddef>
#include <functional>

namespace quoin::detail {

/// What is left to do in order, on the calling thread.
using ordered_step = std::function<void()>;
/// Makes the next piece of work; an empty function where there is none left. One thread at a time.
using work_source = std::function<std::function<ordered_step()>()>;

/// Takes pieces from the source, runs up to `jobs` of them at once on the pool, and each one's step on the
/// calling thread in the order of the pieces. Not more than `window` pieces are begun and not stepped over,
/// so memory does not grow with their number. Where the calling thread is one of the pool's, or jobs is 1, it
/// works too, so that a full pool is no deadlock. What a source, a piece or a step throws ends it all: the
/// first in order is thrown, when none runs any more.
void run_in_order(worker_pool& on, std::size_t jobs, std::size_t window, const work_source& next);

}  // namespace quoin::detail
