// What a quoin::host holds; handles to its providers refer to it weakly.
#pragma once

#include "async_queries.hpp"

#include <engine/engine.hpp>
#include <loader/session.hpp>
#include <quoin/host.hpp>

#include <atomic>
#include <memory>

namespace quoin::detail {

struct host_state {
    explicit host_state(const host_options& options);

    /// Ends what calls back into the program: none of it runs when this returns. By the host, before it lets
    /// go: a handle that a callback stops holds the state for a moment, which must not be the last one, for
    /// then the threads would wait for themselves.
    void end_callbacks();

    std::atomic<unsigned> callables{0};  // how many were added, for their default ids
    engine::engine asks;                 // with it goes every provider
    /// Knows every provider, and changes them: goes before the engine.
    std::unique_ptr<loader::session> plugins;
    async_queries async;  // last: goes first, and waits for the queries that run on the engine
};

}  // namespace quoin::detail
