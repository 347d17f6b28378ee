// folder_listing.hpp - the files of a folder as imageIds.
#pragma once

#include <dicom/bytes.hpp>
#include <dicom/file_access.hpp>
#include <quoin/quoin.hpp>

#include <functional>
#include <string>
#include <vector>

namespace quoin::display_sets {

/// More files, or folders inside each other, are an error (limit).
inline constexpr std::size_t max_files = 100'000;
inline constexpr int max_folder_depth = 32;

/// Told of every folder that was read, as it was found.
using folder_seen = std::function<void(const std::string& path, const dicom::file_identity& as)>;

/// The files of a folder and of those below it, sorted as people sort; links to folders are not followed. Left out
/// are hidden files, and metadata that lie beside a file: metadata.yaml, and X.json or X.yaml where X is there.
std::vector<std::string> files_below(const std::string& folder, const folder_seen& seen);

}  // namespace quoin::display_sets
