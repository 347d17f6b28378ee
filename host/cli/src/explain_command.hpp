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
    bool show_values = false;  ///< the answer and all free text too; they may hold patient data
    bool watch = false;        ///< again after each change of the answer or of what it rests on
    std::string why_not = {};  ///< a provider; empty: the whole trace
    value options = {};
    std::chrono::milliseconds timeout{0};
};

/// The descriptors that a watch looks at.
struct watched_streams {
    int in = -1;
    int out = -1;
};

/// Prints the trace, also of a query that failed; the exit code is that of the query. With `watch`, prints it
/// again after each change, until the input ends or the reader of the output goes (an error). Throws
/// output_error.
exit_code explain(host& on, const explain_options& what, const watched_streams& streams, console& to);

}  // namespace quoin::cli
