#ifndef __linux__

#include "thread_count.hpp"

namespace quoin::loader {

std::optional<unsigned> threads_of_this_process() {
    return std::nullopt;
}

}  // namespace quoin::loader

#endif
