// quoin types: what can be asked, what comes back and who answers.
#pragma once

#include "console.hpp"
#include "exit_code.hpp"

#include <quoin/host.hpp>

#include <string>
#include <vector>

namespace quoin::cli {

enum class types_format { table, names, markdown, json };

struct types_options {
    std::vector<std::string> types = {};  ///< empty: all
    std::string provider = {};            ///< only types that it serves; empty: of all
    types_format format = types_format::table;
};

/// Every type that a provider names, or those named, sorted. The table has a line about each and its fields
/// with their units, within 100 columns; for named types everything that is known of a field, a line each,
/// not cut. no_answer where nobody serves a named type: the others are printed, and the error names it.
/// Throws output_error.
exit_code list_types(const host& of, const types_options& what, console& to);

}  // namespace quoin::cli
