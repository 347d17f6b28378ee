// The trace of a query (host::explain) as a tree for a terminal.
#pragma once

#include <quoin/value.hpp>

#include <string>

namespace quoin::cli {

/// One line a provider and a query, box-drawn, outcomes and times aligned; notes and errors beneath the
/// provider they belong to. Holds no value of the answer. Ends in a line break.
std::string to_tree(view trace, bool colours = false);

/// The trace without its member "value": how an answer came about, without the answer.
value without_value(view trace);

}  // namespace quoin::cli
