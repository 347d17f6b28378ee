#ifndef _WIN32

#include "private_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <system_error>

namespace quoin::loader {

namespace fs = std::filesystem;

fs::path caches_of_user() {
    // What is not absolute is to be ignored (XDG Base Directory Specification).
    if (const char* const named = std::getenv("XDG_CACHE_HOME"); named && *named == '/') return named;
    const char* const home = std::getenv("HOME");
    if (!home || *home != '/') return {};
#ifdef __APPLE__
    return fs::path(home) / "Library" / "Caches";
#else
    return fs::path(home) / ".cache";
#endif
}

std::string make_private_folder(const fs::path& folder) {
    std::error_code failed;
    bool made = fs::is_directory(folder, failed);
    if (!made) {
        fs::create_directories(folder.parent_path(), failed);
        made = ::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST;
    }
    struct stat facts {};
    if (!made || ::lstat(folder.c_str(), &facts) != 0)
        return "found that it cannot be made: " + std::generic_category().message(errno);
    if (!S_ISDIR(facts.st_mode)) return "found a link or a file";
    if (facts.st_uid != ::geteuid()) return "found that it belongs to another user";
    if ((facts.st_mode & (S_IWGRP | S_IWOTH)) != 0) return "found that others may change it";
    if (::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) != 0)
        return "found that it cannot be written: " + std::generic_category().message(errno);
    return {};
}

std::string unique_name() {
    static std::atomic<unsigned> count{0};
    return std::to_string(::getpid()) + "-" + std::to_string(++count);
}

}  // namespace quoin::loader

#endif
