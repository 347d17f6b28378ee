// quoin/did_you_mean.hpp - what someone who mistyped a name probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quoin {

/// " (did you mean 'imagePlaneModule'?)", to be put behind the name in a message; empty where no candidate
/// differs from what was written by few enough slips. For names that people give: types, ids of providers,
/// words of a command line. Any thread.
std::string did_you_mean(std::string_view written, const std::vector<std::string>& candidates);

}  // namespace quoin
