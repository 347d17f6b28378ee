// What a quoin::host holds; handles to its providers refer to it weakly.
#pragma once

#include <engine/engine.hpp>
#include <loader/loader.hpp>
#include <quoin/host.hpp>

#include <atomic>

namespace quoin::detail {

struct host_state {
    explicit host_state(const host_options& options);

    loader::loaded plugins;
    std::atomic<unsigned> callables{0};  // how many were added, for their default ids
    engine::engine asks;                 // last: goes first, and with it every provider
};

}  // namespace quoin::detail
