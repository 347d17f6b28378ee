// quoin explain: how an answer came about.
#pragma once

#include "console.hpp"
#include "exit_code.hpp"

#include <quoin/host.hpp>

#include <chrono>
#include <string>

namespace quoin::cli {

struct explain_options {
    std::string type;
    std::string subject;
    bool json = false;         ///< else the tree
    bool show_values = false;  ///< the answer too; it may hold patient data
    value options = {};
    std::chrono::milliseconds timeout{0};
};

/// Prints the trace, also of a query that failed; the exit code is that of the query. Throws output_error.
exit_code explain(const host& from, const explain_options& what, console& to);

}  // namespace quoin::cli
