#ifndef _WIN32

#include "child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#ifdef __APPLE__
extern char** environ;
#endif

namespace quoin::cli {

namespace {

constexpr std::size_t longest_report = std::size_t{4} << 20;
constexpr int report_descriptor = 3;

using clock = std::chrono::steady_clock;

/// posix_spawn and not fork: a program with threads may not allocate between fork and exec.
class spawning {
 public:
    spawning() {
        posix_spawn_file_actions_init(&actions_);
        posix_spawnattr_init(&attributes_);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
        posix_spawnattr_setpgroup(&attributes_, 0);
        sigset_t all;
        sigfillset(&all);
        posix_spawnattr_setsigdefault(&attributes_, &all);
    }
    spawning(const spawning&) = delete;
    spawning& operator=(const spawning&) = delete;
    ~spawning() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    void nowhere(int descriptor, int how) {
        posix_spawn_file_actions_addopen(&actions_, descriptor, "/dev/null", how, 0);
    }
    void becomes(int from, int to) { posix_spawn_file_actions_adddup2(&actions_, from, to); }
    int start(pid_t& child, const char* program, char* const* words) {
        return posix_spawn(&child, program, &actions_, &attributes_, words, environ);
    }

 private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

/// Reads until the end of input, the limit or the deadline; false at the deadline.
bool read_report(int from, clock::time_point until, std::string& into) {
    std::array<char, 4096> piece{};
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - clock::now()).count();
        if (left <= 0) return false;
        pollfd waiting{from, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, static_cast<int>(std::min<long long>(left, 1000)));
        if (ready < 0 && errno != EINTR) return true;
        if (ready <= 0) continue;
        const ssize_t got = ::read(from, piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return true;
        if (into.size() < longest_report) into.append(piece.data(), static_cast<std::size_t>(got));
    }
}

/// Waits for the end; false at the deadline.
bool ended(pid_t child, clock::time_point until, int& status) {
    for (;;) {
        const pid_t got = ::waitpid(child, &status, WNOHANG);
        if (got == child || (got < 0 && errno != EINTR)) return true;
        if (clock::now() >= until) return false;
        ::poll(nullptr, 0, 1);  // its report is closed: it ends within moments
    }
}

}  // namespace

child_end run_child(const std::filesystem::path& program, std::vector<std::string> words,
                    std::chrono::milliseconds deadline) {
    child_end out;
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
        out.number = errno;
        return out;
    }
    words.insert(words.begin(), program.string());
    words.push_back(std::to_string(report_descriptor));
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);

    spawning how;
    how.nowhere(STDIN_FILENO, O_RDONLY);
    how.nowhere(STDOUT_FILENO, O_WRONLY);
    how.nowhere(STDERR_FILENO, O_WRONLY);
    if (pipe[1] == report_descriptor) {  // dup2 onto itself would leave it to be closed by exec
        const int other = ::fcntl(pipe[1], F_DUPFD_CLOEXEC, report_descriptor + 1);
        ::close(pipe[1]);
        pipe[1] = other;
    }
    how.becomes(pipe[1], report_descriptor);
    pid_t child = 0;
    const int failed = how.start(child, program.c_str(), pointers.data());
    ::close(pipe[1]);
    if (failed != 0) {
        ::close(pipe[0]);
        out.number = failed;
        return out;
    }
    const auto until = clock::now() + deadline;
    int status = 0;
    const bool in_time = read_report(pipe[0], until, out.report) && ended(child, until, status);
    ::close(pipe[0]);
    ::kill(-child, SIGKILL);  // also what it started and left behind
    if (!in_time) {
        ::waitpid(child, &status, 0);
        out.how = child_end::way::timed_out;
    } else if (WIFSIGNALED(status)) {
        out.how = child_end::way::signalled;
        out.number = WTERMSIG(status);
    } else {
        out.how = child_end::way::exited;
        out.number = WEXITSTATUS(status);
    }
    return out;
}

std::string signal_words(int number) {
    switch (number) {
        case SIGSEGV:
            return "SIGSEGV (it touched memory that is not its own)";
        case SIGBUS:
            return "SIGBUS (it touched memory that is not there)";
        case SIGABRT:
            return "SIGABRT (abort, a failed assertion, or an exception that nobody caught)";
        case SIGFPE:
            return "SIGFPE (a division by zero)";
        case SIGILL:
            return "SIGILL (an instruction that this processor does not have)";
        default:
            return "signal " + std::to_string(number);
    }
}

}  // namespace quoin::cli

#endif
