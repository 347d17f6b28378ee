// posix_spawn, a process group of its own, and a file without a name for the input, so that a child that does
// not read cannot block its parent and one that dies cannot send it SIGPIPE.
#ifndef _WIN32

#include <loader/child_process.hpp>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>
#include <utility>

#ifdef __APPLE__
extern char** environ;
#endif

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

std::string process_end::in_words() const {
    return by_signal ? "killed by " + signal_words(number) : "exit code " + std::to_string(number);
}

namespace {

// posix_spawn and not fork: a program with threads may not allocate between fork and exec.
class spawning {
 public:
    spawning() {
        posix_spawn_file_actions_init(&files_);
        posix_spawnattr_init(&how_);
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&how_, &none);
        posix_spawnattr_setsigdefault(&how_, &all);
        posix_spawnattr_setpgroup(&how_, 0);
        posix_spawnattr_setflags(&how_,
                                 POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    spawning(const spawning&) = delete;
    spawning& operator=(const spawning&) = delete;
    ~spawning() {
        posix_spawnattr_destroy(&how_);
        posix_spawn_file_actions_destroy(&files_);
    }
    void nowhere(int stream, int mode) {
        posix_spawn_file_actions_addopen(&files_, stream, "/dev/null", mode, 0);
    }
    void becomes(const descriptor& from, int stream) {
        posix_spawn_file_actions_adddup2(&files_, from.get(), stream);
    }
    int start(pid_t& id, const std::vector<std::string>& words) {
#ifdef __GLIBC__
        posix_spawn_file_actions_addclosefrom_np(&files_, STDERR_FILENO + 1);
#endif
        std::vector<char*> pointers;
        pointers.reserve(words.size() + 1);
        for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
        pointers.push_back(nullptr);
        return ::posix_spawn(&id, pointers.front(), &files_, &how_, pointers.data(), environ);
    }

 private:
    posix_spawn_file_actions_t files_{};
    posix_spawnattr_t how_{};
};

}  // namespace

std::unique_ptr<child_process> child_process::start(const task& what, std::string& why_not) {
    descriptor in;
    if (!what.input.empty()) {
        in = file_of(what.input, why_not);
        if (in.get() < 0) return nullptr;
    }
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) {
        why_not = last_error();
        return nullptr;
    }
    descriptor from(ends[0]);
    const descriptor to(ends[1]);
    for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);

    spawning how;
    if (in.get() >= 0)
        how.becomes(in, STDIN_FILENO);
    else
        how.nowhere(STDIN_FILENO, O_RDONLY);
    how.becomes(to, STDOUT_FILENO);
    how.nowhere(STDERR_FILENO, O_WRONLY);
    std::vector<std::string> words{what.program.string()};
    words.insert(words.end(), what.words.begin(), what.words.end());
    pid_t id = 0;
    if (const int failed = how.start(id, words); failed != 0) {
        why_not = std::generic_category().message(failed);
        return nullptr;
    }
    return std::make_unique<posix_child>(id, std::move(from));
}

std::string_view why_no_child_processes() noexcept {
    return {};
}

started_process::started_process() {
#ifdef __linux__
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    constexpr int out_of_the_way = 100;  // of descriptors that code of plugins guesses
    const int answers = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, out_of_the_way);
    const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    if (answers < 0 || nowhere < 0) return;
    std::array<char, 4096> piece{};
    for (ssize_t got = 0; (got = ::read(STDIN_FILENO, piece.data(), piece.size())) > 0;)
        input_.append(piece.data(), static_cast<std::size_t>(got));
    ::dup2(nowhere, STDIN_FILENO);
    ::dup2(nowhere, STDOUT_FILENO);
    ::close(nowhere);
    answers_ = answers;
}

void started_process::say(std::string_view text) const noexcept {
    while (!text.empty()) {
        const ssize_t wrote = ::write(answers_, text.data(), text.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) end(1);
        text.remove_prefix(static_cast<std::size_t>(wrote));
    }
}

void started_process::end(int code) noexcept {
    ::_exit(code);
}

}  // namespace quoin::loader

#endif
