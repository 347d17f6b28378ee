// Rights are access control lists here, which are not read: the folder is taken as the user's profile has it.
#ifdef _WIN32

#include "private_folder.hpp"

#include <process.h>

#include <atomic>
#include <cstdlib>

namespace quoin::loader {

namespace fs = std::filesystem;

fs::path caches_of_user() {
    const char* const named = std::getenv("LOCALAPPDATA");
    return named ? fs::path(named) : fs::path();
}

std::string make_private_folder(const fs::path& folder) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    return fs::is_directory(folder, failed) ? std::string() : "found that it cannot be made";
}

std::string unique_name() {
    static std::atomic<unsigned> count{0};
    return std::to_string(_getpid()) + "-" + std::to_string(++count);
}

}  // namespace quoin::loader

#endif
