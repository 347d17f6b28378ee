// The trace of an answer that is kept: how it came about when it was computed, and what it rests on.
#pragma once

#include "memo_graph.hpp"
#include "provider_table.hpp"
#include "trace.hpp"

namespace quoin::engine {

/// Fills the trace of a walk from the memo. `asked` is the chain of its type.
void tell_kept(memo_graph::lock& held, const memo& of, const chain& asked, const provider_table& table,
               trace_walk& into);

/// The facts that what is traced rests on: outside facts, and answers that providers gave out of themselves.
void tell_facts(memo_graph::lock& held, const memo& of, const provider_table& table, trace_walk& into);

}  // namespace quoin::engine
