// quoin-scan: reads libraries for the loader, so that one that crashes or hangs takes only this process
// along. Not for people: tasks come on standard input, answers go to standard output (scan_task.hpp).
#include "scan_task.hpp"

#include <loader/child_process.hpp>

int main() {
    using quoin::loader::started_process;
    const started_process here;
    if (!here.is_heard()) return 1;
    try {
        quoin::loader::serve_scans(here.input(), [&here](const std::string& line) { here.say(line + '\n'); });
    } catch (...) {
        started_process::end(1);
    }
    started_process::end(0);
}
