// described_types.hpp - what the types of this plugin are about, for `quoin types` and moduleSchema.
#pragma once

#include <quoin/type_info.hpp>

namespace quoin::display_sets {

std::span<const type_info> described_types() noexcept;

}  // namespace quoin::display_sets
