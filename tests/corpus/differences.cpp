#include "differences.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <stdexcept>

namespace quoin::corpus {

bool known_difference::is_about(std::string_view name, std::string_view at) const {
    if (file != name || !at.starts_with(path)) return false;
    return path.empty() || at.size() == path.size() || at[path.size()] == '/';
}

std::vector<known_difference> known_differences(const std::filesystem::path& from) {
    std::vector<known_difference> out;
    for (const YAML::Node& one : YAML::LoadFile(from.string())) {
        known_difference read{.file = one["file"].as<std::string>(),
                              .path = one["path"].as<std::string>(),
                              .reason = one["reason"].as<std::string>()};
        const bool again = std::any_of(out.begin(), out.end(), [&read](const known_difference& before) {
            return before.file == read.file && before.path == read.path;
        });
        if (again || read.reason.empty())
            throw std::runtime_error(read.file + " " + read.path + ": listed twice, or without a reason");
        out.push_back(std::move(read));
    }
    return out;
}

}  // namespace quoin::corpus
