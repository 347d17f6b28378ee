// described_types.hpp - what the types of this plugin are about, for `quoin types` and moduleSchema.
#pragma once

#include <quoin/type_info.hpp>

namespace quoin::referenced {

/// What is the same whenever it is asked, and what is new each time.
std::span<const type_info> lasting_types() noexcept;
std::span<const type_info> new_types() noexcept;

}  // namespace quoin::referenced
