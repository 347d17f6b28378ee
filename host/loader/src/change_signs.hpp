// What a manifest and its folders look like from outside: compared to see that something changed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace quoin::loader {

/// Names, sizes, times and rights of the manifest, the files in the folders, and those beneath folders that
/// hold a library of their name. No file is read.
std::string signs_of(const std::filesystem::path& manifest,
                     const std::vector<std::filesystem::path>& folders);

/// The folders in which such a change happens.
std::vector<std::filesystem::path> folders_to_watch(const std::filesystem::path& manifest,
                                                    const std::vector<std::filesystem::path>& folders);

}  // namespace quoin::loader
