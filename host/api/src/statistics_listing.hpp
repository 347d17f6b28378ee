// What stats returns.
#pragma once

#include <engine/engine.hpp>

namespace quoin::detail {

value statistics_listing(const engine::statistics& of);

}  // namespace quoin::detail
