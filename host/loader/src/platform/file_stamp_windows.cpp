#ifdef _WIN32

#include "file_stamp.hpp"

namespace quoin::loader {

std::string file_stamp(const std::filesystem::path& file) {
    std::error_code failed;
    const auto written = std::filesystem::last_write_time(file, failed);
    if (failed) return {};
    if (std::filesystem::is_directory(file, failed)) return "folder";
    return std::to_string(std::filesystem::file_size(file, failed)) + ' ' +
           std::to_string(written.time_since_epoch().count());
}

}  // namespace quoin::loader

#endif
