// Which manifest the command uses.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace quoin::cli {

struct manifest_location {
    std::filesystem::path found;                ///< empty: none of them is there
    std::vector<std::filesystem::path> looked;  ///< where it was looked for, in order
};

/// --config, else QUOIN_CONFIG, else config/quoin.yaml beside the program's folder (a build tree), else
/// lib/quoin/config/quoin.yaml (an installed one). The first two are taken as they are: that they are missing
/// is for the host to report.
manifest_location find_manifest(const std::optional<std::string>& option,
                                const std::filesystem::path& program);

/// The file of the running program; empty where the system does not tell.
std::filesystem::path running_program();

}  // namespace quoin::cli
