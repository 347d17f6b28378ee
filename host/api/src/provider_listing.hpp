// Providers as people and programs are told of them.
#pragma once

#include "host_state.hpp"

namespace quoin::detail {

/// The array that host::providers returns.
value provider_listing(const host_state& of);

}  // namespace quoin::detail
