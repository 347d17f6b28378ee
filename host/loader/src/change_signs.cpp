#include "change_signs.hpp"

#include "library_search.hpp"
#include "platform/file_stamp.hpp"

#include <algorithm>

namespace quoin::loader {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_files = 20'000;
constexpr std::size_t most_watched = 500;

bool is_hidden(const fs::path& file) {
    return file.filename().string().starts_with('.');
}

void add_tree(const fs::path& folder, std::vector<fs::path>& to) {
    std::error_code failed;
    for (fs::recursive_directory_iterator at(folder, failed), end;
         !failed && at != end && to.size() < most_files; at.increment(failed)) {
        if (is_hidden(at->path()))
            at.disable_recursion_pending();
        else
            to.push_back(at->path());
    }
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end && out.size() < most_files;
         at.increment(failed)) {
        std::error_code unknown;
        if (is_hidden(at->path())) continue;
        if (!at->is_directory(unknown)) {
            out.push_back(at->path());
        } else if (is_library_folder(at->path())) {
            out.push_back(at->path());
            add_tree(at->path(), out);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

std::string signs_of(const fs::path& manifest, const std::vector<fs::path>& folders) {
    std::string out = file_stamp(manifest) + '\n';
    for (const fs::path& folder : folders) {
        out += folder.string() + ' ' + file_stamp(folder) + '\n';
        for (const fs::path& file : files_in(folder)) out += file.string() + ' ' + file_stamp(file) + '\n';
    }
    return out;
}

std::vector<fs::path> folders_to_watch(const fs::path& manifest, const std::vector<fs::path>& folders) {
    std::vector<fs::path> out{manifest.has_parent_path() ? manifest.parent_path() : fs::path(".")};
    for (const fs::path& folder : folders) {
        out.push_back(folder);
        std::error_code failed;
        // Also those that hold no library yet: it may be on its way.
        for (fs::directory_iterator at(folder, failed), end;
             !failed && at != end && out.size() < most_watched; at.increment(failed))
            if (std::error_code unknown; at->is_directory(unknown) && !is_hidden(at->path()))
                out.push_back(at->path());
    }
    return out;
}

}  // namespace quoin::loader
