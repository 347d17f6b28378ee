// The plugins that come with the host: where they are and what they are called.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace quoin::detail {

/// ../plugins or ../lib/quoin/plugins beside the running program's folder; empty where neither is there.
std::filesystem::path builtin_folder();

/// quoin-scan: in the program's folder, in ../bin or ../lib/quoin beside that, or likewise beside the folder
/// of the built-in plugins; the last place where it may be, where it is nowhere.
std::filesystem::path scanner_program(const std::filesystem::path& builtins);

/// Stems of their libraries, as the build knows them: "dicom-files".
std::vector<std::string> builtin_names();

}  // namespace quoin::detail
