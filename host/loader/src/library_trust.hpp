// Whether a library's file is one that its owner alone put there.
#pragma once

#include <loader/manifest.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace quoin::loader {

/// Why the file must not be loaded, by its permissions and links, as the end of a refusal, or empty.
/// `folder`: where it was found. Access control lists, and so Windows, are not read.
std::string refusal_of_rights(const std::filesystem::path& file, const std::filesystem::path& folder);

/// Why a file or folder can be changed by others, as the end of a refusal, or empty.
std::string refusal_of_writers(const std::filesystem::path& what);

/// Why a program must not be run for this user, as the end of a refusal, or empty: it or its folder can be
/// changed by others, or belongs to somebody else.
std::string refusal_of_program(const std::filesystem::path& program);

/// 64 lower-case hexadecimal digits; empty where the file cannot be read.
std::string sha256_of(const std::filesystem::path& file);

/// Of a text.
std::string sha256_of_text(std::string_view text);

/// Why a file with that digest is not the one that the manifest pins, as the end
/// of a refusal, or empty.
std::string refusal_of_digest(const setting<std::string>& expected, const std::string& found);

}  // namespace quoin::loader
