// The trace of a query (host::explain) as a tree for a terminal.
#pragma once

#include <quoin/value.hpp>

#include <string>

namespace quoin::cli {

/// One line a provider and a query, box-drawn, outcomes and times aligned; beneath a query what its answer
/// rests on, beneath a provider its notes and errors. Holds no value of the answer. Ends in a line break.
std::string to_tree(view trace, bool colours = false);

}  // namespace quoin::cli
