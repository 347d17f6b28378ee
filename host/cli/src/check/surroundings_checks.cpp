// What a plugin leaves alone: the process is not its own.
#include "checked_library.hpp"
#include "process_state.hpp"

namespace quoin::cli {

namespace {

void unchanged(const check_input& input, check_reporter& report, std::vector<process_fact> (*facts)(),
               const std::string& mend) {
    const auto before = facts();
    checked_library library(input, report);
    library.exercise();
    for (const std::string& name : changed(before, facts()))
        report.fail("", "expected " + name + " as it was, found it changed", mend);
}

}  // namespace

void check_locale(const check_input& input, check_reporter& report) {
    unchanged(input, report, locale_facts,
              "use locale objects (newlocale, std::locale, std::from_chars), never setlocale");
}
void check_floating_point(const check_input& input, check_reporter& report) {
    unchanged(input, report, floating_point_facts,
              "put the mode back before you return; do not link with -ffast-math");
}
void check_signals(const check_input& input, check_reporter& report) {
    unchanged(input, report, signal_facts, "install no handlers; they belong to the program");
}
void check_working_directory(const check_input& input, check_reporter& report) {
    unchanged(input, report, working_directory_facts, "use whole paths, and set permissions file by file");
}
void check_environment(const check_input& input, check_reporter& report) {
    unchanged(input, report, environment_facts,
              "take settings from config, and give them to nobody by setenv");
}

void check_output(const check_input& input, check_reporter& report) {
    caught_streams streams;
    checked_library library(input, report);
    library.exercise();
    const auto written = streams.written();
    if (written.out > 0)
        report.fail("",
                    "expected nothing on standard output, found " + std::to_string(written.out) + " bytes",
                    "use quoin_host::log; what is printed there breaks JSON-RPC");
    if (written.err > 0)
        report.warn("", "expected nothing on standard error, found " + std::to_string(written.err) + " bytes",
                    "use quoin_host::log");
}

}  // namespace quoin::cli
