// Whether a library's file is one that its owner alone put there.
#pragma once

#include <loader/manifest.hpp>

#include <filesystem>
#include <string>

namespace quoin::loader {

/// Why the file must not be loaded, by its permissions and links, as the end of a refusal, or empty.
/// `folder`: where it was found. Access control lists, and so Windows, are not read.
std::string refusal_of_rights(const std::filesystem::path& file, const std::filesystem::path& folder);

/// 64 lower-case hexadecimal digits; empty where the file cannot be read.
std::string sha256_of(const std::filesystem::path& file);

/// Why the file is not the one that the manifest pins, as the end of a refusal, or empty.
std::string refusal_of_digest(const setting<std::string>& expected, const std::filesystem::path& file);

}  // namespace quoin::loader
