#include "folder_listing.hpp"

#include "natural_order.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

namespace quoin::display_sets {
namespace {

namespace fs = std::filesystem;

dicom::file_identity identity_of(const std::string& folder) {
    struct ::stat found {};
    return ::stat(folder.c_str(), &found) == 0 ? dicom::identity_of(found) : dicom::file_identity{};
}

/// "photo.png.json" beside "photo.png".
bool lies_beside(const std::string& name, const std::set<std::string>& names) {
    if (name == "metadata.yaml" || name == "metadata.yml") return true;
    for (const std::string_view tail : {".json", ".yaml", ".yml"})
        if (name.size() > tail.size() && name.ends_with(tail) &&
            names.contains(name.substr(0, name.size() - tail.size())))
            return true;
    return false;
}

void list(const std::string& folder, int depth, const folder_seen& seen, std::vector<std::string>& out) {
    if (depth > max_folder_depth)
        throw error(QUOIN_E_LIMIT, folder + ": more than " + std::to_string(max_folder_depth) +
                                       " folders inside each other");
    // Told as it was before it is read: what comes while it is read is found afterwards.
    seen(folder, identity_of(folder));
    std::set<std::string> names;
    std::vector<std::string> folders;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        std::string name = at->path().filename().string();
        if (name.starts_with('.')) continue;
        std::error_code unknown;
        const bool link = at->is_symlink(unknown);
        if (at->is_directory(unknown)) {
            if (!link) folders.push_back(std::move(name));
        } else if (at->is_regular_file(unknown)) {
            names.insert(std::move(name));
        }
        if (out.size() + names.size() > max_files)
            throw error(QUOIN_E_LIMIT, folder + ": more than " + std::to_string(max_files) + " files");
    }
    if (failed) throw error(QUOIN_E_IO, folder + ": cannot be read: " + failed.message());
    for (const std::string& name : names)
        if (!lies_beside(name, names)) out.push_back((fs::path(folder) / name).string());
    for (const std::string& name : folders) list((fs::path(folder) / name).string(), depth + 1, seen, out);
}

}  // namespace

std::vector<std::string> files_below(const std::string& folder, const folder_seen& seen) {
    std::vector<std::string> out;
    list(folder, 0, seen, out);
    std::ranges::sort(out, natural_less);
    return out;
}

}  // namespace quoin::display_sets
