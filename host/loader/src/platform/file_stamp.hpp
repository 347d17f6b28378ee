// What tells without reading a file that it is another one than before.
#pragma once

#include <filesystem>
#include <string>

namespace quoin::loader {

/// Identity, size, times and rights as text to be compared; empty where there is nothing of that name. Links
/// are followed.
std::string file_stamp(const std::filesystem::path& file);

}  // namespace quoin::loader
