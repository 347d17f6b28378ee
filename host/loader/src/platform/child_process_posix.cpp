// posix_spawn, a process group of its own, and a file without a name for the input, so that a child that does
// not read cannot block its parent and one that dies cannot send it SIGPIPE.
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
#include <cstring>
#include <system_error>
#include <utility>

extern char** environ;

namespace quoin::loader {

namespace {

using clock = std::chrono::steady_clock;

class descriptor {
 public:
    explicit descriptor(int held = -1) noexcept : held_(held) {}
    descriptor(descriptor&& other) noexcept : held_(std::exchange(other.held_, -1)) {}
    descriptor& operator=(descriptor&& other) noexcept {
        std::swap(held_, other.held_);
        return *this;
    }
    ~descriptor() {
        if (held_ >= 0) ::close(held_);
    }
    int get() const noexcept { return held_; }

 private:
    int held_;
};

std::string last_error() {
    return std::generic_category().message(errno);
}

descriptor file_of(const std::string& text, std::string& why_not) {
    std::error_code failed;
    std::string name = (std::filesystem::temp_directory_path(failed) / "quoin-scan-XXXXXX").string();
    descriptor out(::mkostemp(name.data(), O_CLOEXEC));
    if (out.get() < 0) {
        why_not = name + ": " + last_error();
        return out;
    }
    ::unlink(name.c_str());
    for (std::size_t at = 0; at < text.size();) {
        const ssize_t wrote = ::write(out.get(), text.data() + at, text.size() - at);
        if (wrote < 0 && errno != EINTR) {
            why_not = name + ": " + last_error();
            return descriptor();
        }
        if (wrote > 0) at += static_cast<std::size_t>(wrote);
    }
    ::lseek(out.get(), 0, SEEK_SET);
    return out;
}

class posix_child final : public child_process {
 public:
    posix_child(pid_t id, descriptor from) : id_(id), from_(std::move(from)) {}
    ~posix_child() override {
        ::kill(-id_, SIGKILL);
        if (!reaped_) {
            ::kill(id_, SIGKILL);
            while (::waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
            }
        }
    }

    heard listen(std::string& into, clock::time_point until) override {
        // A process that it started may hold the pipe open when it is gone itself.
        constexpr std::chrono::milliseconds look_whether_it_lives(20);
        for (;;) {
            const bool gone = is_gone();
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - clock::now());
            const auto wait = gone ? std::chrono::milliseconds(0)
                                   : std::min(look_whether_it_lives, std::max(left, left.zero()));
            pollfd watched{from_.get(), POLLIN, 0};
            const int ready = closed_ ? 0 : ::poll(&watched, 1, static_cast<int>(wait.count()));
            if (ready > 0) {
                std::array<char, 65536> piece{};
                const ssize_t got = ::read(from_.get(), piece.data(), piece.size());
                if (got > 0) {
                    into.append(piece.data(), static_cast<std::size_t>(got));
                    return heard::bytes;
                }
                if (got == 0) closed_ = true;
            } else if (gone) {
                return heard::ended;
            } else if (closed_) {
                ::poll(nullptr, 0, 1);
            }
            if (!gone && clock::now() >= until) return heard::late;
        }
    }
    std::optional<process_end> end() const override { return end_; }

 private:
    bool is_gone() {
        if (reaped_) return true;
        int status = 0;
        const pid_t found = ::waitpid(id_, &status, WNOHANG);
        if (found == 0 || (found < 0 && errno == EINTR)) return false;
        reaped_ = true;
        // Where the program waits for all its children, the status is lost.
        if (found < 0) return true;
        if (WIFSIGNALED(status)) end_ = process_end{true, WTERMSIG(status)};
        if (WIFEXITED(status)) end_ = process_end{false, WEXITSTATUS(status)};
        return true;
    }

    pid_t id_;
    descriptor from_;
    bool closed_ = false;
    bool reaped_ = false;
    std::optional<process_end> end_;
};

}  // namespace

std::string process_end::in_words() const {
    if (!by_signal) return "exit code " + std::to_string(number);
    const char* const name = ::strsignal(number);
    return "killed by signal " + std::to_string(number) + (name ? " (" + std::string(name) + ")" : "");
}

std::unique_ptr<child_process> child_process::start(const std::filesystem::path& program,
                                                    const std::string& input, std::string& why_not) {
    const descriptor in = file_of(input, why_not);
    if (in.get() < 0) return nullptr;
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) {
        why_not = last_error();
        return nullptr;
    }
    descriptor from(ends[0]);
    const descriptor to(ends[1]);
    for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);

    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, in.get(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, to.get(), STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
#ifdef __GLIBC__
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
#endif
    posix_spawnattr_t how;
    posix_spawnattr_init(&how);
    sigset_t none;
    sigset_t defaults;
    sigemptyset(&none);
    sigemptyset(&defaults);
    for (const int each : {SIGPIPE, SIGINT, SIGTERM, SIGCHLD, SIGABRT, SIGSEGV}) sigaddset(&defaults, each);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &defaults);
    posix_spawnattr_setpgroup(&how, 0);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    std::string name = program.string();
    std::array<char*, 2> words{name.data(), nullptr};
    pid_t id = 0;
    const int failed = ::posix_spawn(&id, name.c_str(), &files, &how, words.data(), environ);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    if (failed != 0) {
        why_not = std::generic_category().message(failed);
        return nullptr;
    }
    return std::make_unique<posix_child>(id, std::move(from));
}

bool child_processes_work() noexcept {
    return true;
}

}  // namespace quoin::loader

#endif
