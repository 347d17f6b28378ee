// The plugins that come with the host: where they are and what they are called.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace quoin::detail {

/// ../plugins or ../lib/quoin/plugins beside the running program's folder; empty where neither is there.
std::filesystem::path builtin_folder();

/// Stems of their libraries, as the build knows them: "dicom-files".
std::vector<std::string> builtin_names();

}  // namespace quoin::detail
