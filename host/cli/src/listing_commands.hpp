// quoin config: what the host is made of.
#pragma once

#include "console.hpp"
#include "exit_code.hpp"

#include <quoin/host.hpp>

namespace quoin::cli {

enum class listing_format { table, yaml, json };

/// All throw output_error. Every setting in effect, with where it comes from. The table cuts values at 60
/// columns; the others do not.
exit_code list_config(const host& of, listing_format how, console& to);

}  // namespace quoin::cli
