// The checks that a plugin goes through: what each is called, what has to hold before it, and its code.
#pragma once

#include "check_report.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::cli {

/// What is checked, as every process of it gets it.
struct check_input {
    std::filesystem::path library;
    std::filesystem::path manifest = {};     ///< empty: providers get an empty configuration
    std::vector<std::string> subjects = {};  ///< asked beside those of the checks
};

struct check {
    std::string_view id;
    std::string_view title;
    std::vector<std::string_view> needs;  ///< checks that must not have failed
    void (*run)(const check_input&, check_reporter&);
    std::string_view mend;           ///< where its process does not come back
    bool survives_anything = false;  ///< a process that does not come back is another check's finding
    bool twice = false;              ///< run in two processes, whose digests must be the same
};

/// In the order in which they run: what a check needs stands before it.
std::span<const check> all_checks();

// What the table is made of, by what they look at. Each runs in a process of its own.
void check_file(const check_input&, check_reporter&);
void check_build_id(const check_input&, check_reporter&);
void check_exports(const check_input&, check_reporter&);
void check_imports(const check_input&, check_reporter&);
void check_loads(const check_input&, check_reporter&);
void check_entry(const check_input&, check_reporter&);
void check_abi_version(const check_input&, check_reporter&);
void check_struct_sizes(const check_input&, check_reporter&);
void check_descriptor(const check_input&, check_reporter&);

void check_create(const check_input&, check_reporter&);
void check_config(const check_input&, check_reporter&);
void check_first_query(const check_input&, check_reporter&);
void check_outcomes(const check_input&, check_reporter&);
void check_exceptions(const check_input&, check_reporter&);
void check_values(const check_input&, check_reporter&);
void check_references(const check_input&, check_reporter&);

void check_unknown_type(const check_input&, check_reporter&);
void check_hostile_subjects(const check_input&, check_reporter&);
void check_hostile_options(const check_input&, check_reporter&);
void check_hostile_payloads(const check_input&, check_reporter&);

void check_determinism(const check_input&, check_reporter&);
void check_threads(const check_input&, check_reporter&);
void check_rows(const check_input&, check_reporter&);
void check_reentrancy(const check_input&, check_reporter&);
void check_cancellation(const check_input&, check_reporter&);
void check_time(const check_input&, check_reporter&);
void check_growth(const check_input&, check_reporter&);

void check_locale(const check_input&, check_reporter&);
void check_floating_point(const check_input&, check_reporter&);
void check_signals(const check_input&, check_reporter&);
void check_working_directory(const check_input&, check_reporter&);
void check_environment(const check_input&, check_reporter&);
void check_output(const check_input&, check_reporter&);

}  // namespace quoin::cli
