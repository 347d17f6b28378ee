// Places among providers of equal priority that change as little as possible when a list changes.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace quoin::loader {

/// Rising ranks for a list in order. `before`: the rank that each had, where it was there before. As many as
/// possible keep theirs, so that nothing that rests on the others is asked anew.
std::vector<std::uint64_t> ranks_of(const std::vector<std::optional<std::uint64_t>>& before);

}  // namespace quoin::loader
