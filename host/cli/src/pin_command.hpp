// quoin pin: the hashes of what is installed, written into the manifest.
#pragma once

#include "console.hpp"
#include "exit_code.hpp"

#include <quoin/host.hpp>

namespace quoin::cli {

struct pin_options {
    bool dry_run = false;  ///< only says what would be written
};

/// Writes and prints a line for each provider. Libraries that were refused are not pinned: a line on err, and
/// an error. Throws config_error, output_error.
exit_code pin(const host_options& of, const pin_options& how, console& to);

}  // namespace quoin::cli
