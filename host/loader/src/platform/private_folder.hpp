// Folders that belong to this user alone, and where caches are on this system.
#pragma once

#include <filesystem>
#include <string>

namespace quoin::loader {

/// Where this user's caches are (XDG_CACHE_HOME, else ~/.cache; ~/Library/Caches; LOCALAPPDATA); empty where
/// the environment does not tell.
std::filesystem::path caches_of_user();

/// Makes the folder and those above it where they are missing, and judges it: empty where it is a folder of
/// this user that nobody else may change, else why not ("found ..").
std::string make_private_folder(const std::filesystem::path& folder);

/// A name that no other process and thread uses now.
std::string unique_name();

}  // namespace quoin::loader
