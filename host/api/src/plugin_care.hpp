// Between host_options and the loader: where things are found, what is told, pins, quarantine.
#pragma once

#include <engine/engine.hpp>
#include <loader/session.hpp>
#include <quoin/host.hpp>

namespace quoin::detail {

loader::load_options load_options_of(const host_options& of);

/// Logs a change and hands it to the program.
void tell_change(const loader::change& what, const engine::engine& log,
                 const std::function<void(const plugin_change&)>& to);

}  // namespace quoin::detail
