// What someone who mistyped a name probably meant.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::loader {

/// The candidate that differs least from what was written, by few enough slips (inserted, missing, wrong or
/// swapped characters) to be meant; empty where none is. Of two that are as near, the earlier.
std::string_view near_miss(std::string_view written, std::span<const std::string_view> candidates);

/// " (did you mean 'priority'?)", or empty.
std::string did_you_mean(std::string_view written, std::span<const std::string_view> candidates);
std::string did_you_mean(std::string_view written, const std::vector<std::string>& candidates);

}  // namespace quoin::loader
