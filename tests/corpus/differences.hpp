// The differences from pydicom that are known: tests/corpus/differences.yaml.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::corpus {

/// The element at `path` of `file`, and what lies below it, differs from pydicom's, for a reason.
struct known_difference {
    std::string file;
    std::string path;  ///< "00081140/0/00081155"; empty: the whole file
    std::string reason;
    int covers = 0;  ///< elements that it was needed for

    bool is_about(std::string_view name, std::string_view at) const;
};

/// Throws where an entry is not complete or there twice.
std::vector<known_difference> known_differences(const std::filesystem::path& from);

}  // namespace quoin::corpus
