#ifndef _WIN32

#include "file_stamp.hpp"

#include <sys/stat.h>

namespace quoin::loader {

std::string file_stamp(const std::filesystem::path& file) {
    struct stat facts {};
    if (::stat(file.c_str(), &facts) != 0) return {};
#ifdef __APPLE__
    const timespec& written = facts.st_mtimespec;
    const timespec& changed = facts.st_ctimespec;
#else
    const timespec& written = facts.st_mtim;
    const timespec& changed = facts.st_ctim;
#endif
    std::string out;
    for (const auto each : {static_cast<long long>(facts.st_dev), static_cast<long long>(facts.st_ino),
                            static_cast<long long>(facts.st_mode), static_cast<long long>(facts.st_size),
                            static_cast<long long>(written.tv_sec), static_cast<long long>(written.tv_nsec),
                            static_cast<long long>(changed.tv_sec), static_cast<long long>(changed.tv_nsec)})
        out += std::to_string(each) + ' ';
    // A folder's own times change whenever anything in it does, a scratch file of an editor too.
    if (S_ISDIR(facts.st_mode)) return "folder " + std::to_string(static_cast<unsigned>(facts.st_mode));
    return out;
}

}  // namespace quoin::loader

#endif
