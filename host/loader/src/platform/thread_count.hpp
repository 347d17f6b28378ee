// How many threads this process has.
#pragma once

#include <optional>

namespace quoin::loader {

/// Empty where the system does not tell.
std::optional<unsigned> threads_of_this_process();

}  // namespace quoin::loader
