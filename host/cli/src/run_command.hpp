// quoin run: the host process. JSON-RPC over two descriptors.
#pragma once

#include "change_notices.hpp"
#include "console.hpp"
#include "exit_code.hpp"

#include <quoin/host.hpp>

#include <cstddef>

namespace quoin::cli {

inline constexpr unsigned most_jobs = 1024;
inline constexpr std::size_t least_max_message = 1024;
inline constexpr std::size_t most_max_message = 1024UL * 1024 * 1024;

struct run_options {
    unsigned jobs = 0;  ///< threads that the host is given; 0: one a processor, at least 2
    std::size_t max_message = 64UL * 1024 * 1024;  ///< bytes of a line
};

/// Answers on the host's threads until the end of input or shutdown, then finishes what is in flight:
/// answered. error where the input cannot be read or the reader of the output went away. `out` is the
/// descriptor behind to.out.
/// `news`, where there is any, is told to the client too.
exit_code run(host& on, const run_options& how, int in, int out, console& to, change_notices* news = nullptr);

}  // namespace quoin::cli
