// What host::describe_types says.
#pragma once

#include "host_state.hpp"

namespace quoin::detail {

value type_listing(const host_state& of);

}  // namespace quoin::detail
