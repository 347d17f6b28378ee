#ifndef _WIN32

#include "process_state.hpp"

#include <sys/stat.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <array>
#include <cfenv>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <locale>
#include <map>
#include <system_error>

#ifdef __APPLE__
extern char** environ;
#endif

// Under AddressSanitizer mallinfo2 knows nothing; its runtime has this.
// NOLINTNEXTLINE(bugprone-reserved-identifier): its name
extern "C" __attribute__((weak)) std::size_t __sanitizer_get_current_allocated_bytes();

namespace quoin::cli {

namespace {

std::string hex(const void* at, std::size_t size) {
    std::string out;
    for (std::size_t i = 0; i < size; ++i) {
        std::array<char, 3> digits{};
        std::snprintf(digits.data(), digits.size(), "%02x", static_cast<const unsigned char*>(at)[i]);
        out += digits.data();
    }
    return out;
}

std::int64_t entries_of(const char* folder) {
    std::error_code failed;
    std::int64_t out = 0;
    for (std::filesystem::directory_iterator it(folder, failed), end; !failed && it != end;
         it.increment(failed))
        ++out;
    return failed ? -1 : out;
}

std::int64_t heap_bytes() {
    if (__sanitizer_get_current_allocated_bytes)
        return static_cast<std::int64_t>(__sanitizer_get_current_allocated_bytes());
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
    const struct mallinfo2 now = mallinfo2();
    return static_cast<std::int64_t>(now.uordblks + now.hblkhd);
#else
    return -1;
#endif
}

}  // namespace

std::vector<process_fact> locale_facts() {
    const char* const c = std::setlocale(LC_ALL, nullptr);
    return {{"the C locale (setlocale)", c ? c : ""},
            {"the C++ locale (std::locale::global)", std::locale().name()}};
}

std::vector<process_fact> floating_point_facts() {
    std::vector<process_fact> out{{"the rounding mode (fesetround)", std::to_string(std::fegetround())}};
#if defined(__x86_64__) || defined(__i386__)
    constexpr unsigned control_bits = 0x9FC0;  // masks, FTZ, DAZ; not rounding, nor what happened
    out.push_back({"the SSE control register (flush to zero, exceptions)",
                   std::to_string(__builtin_ia32_stmxcsr() & control_bits)});
#endif
#ifdef __GLIBC__
    out.push_back({"the exceptions that trap (feenableexcept)", std::to_string(fegetexcept())});
#endif
    return out;
}

std::vector<process_fact> signal_facts() {
    std::vector<process_fact> out;
    for (int number = 1; number < NSIG; ++number) {
        struct sigaction now {};
        if (sigaction(number, nullptr, &now) != 0) continue;
        const char* const name = strsignal(number);
        out.push_back({"the handler of signal " + std::to_string(number) + " (" + (name ? name : "") + ")",
                       hex(&now.sa_handler, sizeof now.sa_handler) + std::to_string(now.sa_flags)});
    }
    sigset_t mask;
    sigemptyset(&mask);
    pthread_sigmask(SIG_BLOCK, nullptr, &mask);
    std::string blocked;
    for (int number = 1; number < NSIG; ++number) blocked += sigismember(&mask, number) == 1 ? '1' : '0';
    out.push_back({"the mask of blocked signals", blocked});
    return out;
}

std::vector<process_fact> working_directory_facts() {
    std::error_code failed;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return {{"the working directory (chdir)", std::filesystem::current_path(failed).string()},
            {"the umask", std::to_string(mask)}};
}

std::vector<process_fact> environment_facts() {
    std::vector<process_fact> out;
    for (char** one = environ; one && *one; ++one) {
        const std::string text = *one;
        const std::size_t equals = text.find('=');
        out.push_back({"the variable " + text.substr(0, equals),
                       equals == std::string::npos ? "" : text.substr(equals + 1)});
    }
    return out;
}

std::vector<std::string> changed(const std::vector<process_fact>& before,
                                 const std::vector<process_fact>& after) {
    std::map<std::string, std::pair<std::string, std::string>> all;
    for (const process_fact& one : before) all[one.name].first = "=" + one.state;
    for (const process_fact& one : after) all[one.name].second = "=" + one.state;
    std::vector<std::string> out;
    for (const auto& [name, states] : all)
        if (states.first != states.second) out.push_back(name);
    return out;
}

process_usage usage_now() {
    return {heap_bytes(), entries_of("/proc/self/fd"), entries_of("/proc/self/task")};
}

caught_streams::caught_streams() {
    const auto redirected = [](int stream) {
        std::FILE* const file = std::tmpfile();
        if (!file) return -1;
        const int kept = ::dup(::fileno(file));
        std::fclose(file);
        ::dup2(kept, stream);
        return kept;
    };
    out_ = redirected(STDOUT_FILENO);
    err_ = redirected(STDERR_FILENO);
}

caught_streams::~caught_streams() {
    if (out_ >= 0) ::close(out_);
    if (err_ >= 0) ::close(err_);
}

caught_streams::sizes caught_streams::written() {
    std::fflush(nullptr);
    std::cout.flush();
    std::cerr.flush();
    const auto size = [](int of) {
        struct stat found {};
        return of >= 0 && ::fstat(of, &found) == 0 ? static_cast<std::int64_t>(found.st_size) : 0;
    };
    return {size(out_), size(err_)};
}

}  // namespace quoin::cli

#endif
