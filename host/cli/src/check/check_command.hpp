// quoin check: whether a plugin keeps what abi.h asks of it.
#pragma once

#include "check_report.hpp"
#include "check_table.hpp"
#include "console.hpp"
#include "exit_code.hpp"

#include <chrono>

namespace quoin::cli {

struct check_options {
    check_input what;
    check_format format = check_format::table;
    std::chrono::milliseconds deadline{10'000};  ///< of one check
    std::vector<std::string> only = {};          ///< these checks and what they need; none: all
};

/// Runs each check in a process of its own, which is `program` again, and prints the report. exit_code::error
/// where one failed. Throws output_error.
exit_code check_plugin(const check_options& what, const std::filesystem::path& program, console& to);

/// The same without printing.
std::vector<check_result> run_checks(const check_options& what, const std::filesystem::path& program);

/// One check, in this process: what `quoin check-here` runs. Reports on standard output. Does not return.
struct check_here_options {
    std::string id;
    check_input what;
};
[[noreturn]] void check_here(const check_here_options& what);

}  // namespace quoin::cli
