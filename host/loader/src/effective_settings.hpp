// What holds in the end, and who said so.
#pragma once

#include "provider_choice.hpp"

#include <vector>

namespace quoin::loader {

/// Every setting of plugins and of every provider that has an id, defaults and what descriptors say included.
std::vector<effective_setting> effective_settings(const manifest& of,
                                                  const std::vector<planned_provider>& providers);

}  // namespace quoin::loader
