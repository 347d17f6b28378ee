// quoin-scan: reads libraries for the loader, so that one that crashes or hangs takes only this process
// along. Not for people: tasks come on standard input, answers go to standard output (scan_task.hpp).
#include "scan_task.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <csignal>
#include <string>

namespace {

int answers = -1;

void say(std::string line) {
    line += '\n';
    for (std::size_t at = 0; at < line.size();) {
        const ssize_t wrote = ::write(answers, line.data() + at, line.size() - at);
        if (wrote <= 0) ::_exit(1);
        at += static_cast<std::size_t>(wrote);
    }
}

std::string all_of_input() {
    std::string out;
    char piece[4096];
    for (ssize_t got; (got = ::read(STDIN_FILENO, piece, sizeof piece)) > 0;)
        out.append(piece, static_cast<std::size_t>(got));
    return out;
}

}  // namespace

int main() {
#ifdef __linux__
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    // A crash is reported, not kept.
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    // What a library prints is no answer.
    answers = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 100);
    const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    if (answers < 0 || nowhere < 0) return 1;
    const std::string tasks = all_of_input();
    ::dup2(nowhere, STDIN_FILENO);
    ::dup2(nowhere, STDOUT_FILENO);
    try {
        quoin::loader::serve_scans(tasks, &say);
    } catch (...) {
        return 1;
    }
    // Libraries may have left threads behind; their static destructors must not run under them.
    ::_exit(0);
}
