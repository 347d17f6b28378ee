// Whose a file is.
#pragma once

#include <filesystem>
#include <string>

namespace quoin::loader {

/// Who else may change a file or folder because it is theirs: "user 1001". Empty where it belongs to this user,
/// to root, or to whoever has the program that runs here, who could change that too; and where this system does
/// not tell. Links are followed.
std::string other_owner(const std::filesystem::path& what);

}  // namespace quoin::loader
