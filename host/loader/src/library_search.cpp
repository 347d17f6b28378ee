#include "library_search.hpp"

#include "platform/library_file.hpp"
#include "printable.hpp"

#include <loader/near_miss.hpp>

#include <algorithm>
#include <set>

namespace quoin::loader {

namespace fs = std::filesystem;

namespace {

std::string file_name_of(std::string_view stem) {
    return std::string(library_prefix()) + std::string(stem) + std::string(library_suffix());
}

std::string stem_of(const fs::path& file) {
    std::string name = file.filename().string();
    if (name.ends_with(library_suffix())) name.resize(name.size() - library_suffix().size());
    return name.starts_with(library_prefix()) ? name.substr(library_prefix().size()) : name;
}

// The path itself where it does not resolve, so that a broken link is one file too.
fs::path resolved(const fs::path& file) {
    std::error_code failed;
    fs::path out = fs::canonical(file, failed);
    return failed ? fs::absolute(file).lexically_normal() : out;
}

// Library files in a folder, sorted by name; hidden ones are those that a copy in progress has.
std::vector<fs::path> library_files(const fs::path& folder, std::error_code& failed) {
    std::vector<fs::path> out;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        const std::string name = at->path().filename().string();
        std::error_code unknown;
        if (name.starts_with('.')) continue;
        if (!at->is_directory(unknown)) {
            if (name.ends_with(library_suffix())) out.push_back(folder / name);
        } else if (is_library_folder(at->path())) {
            out.push_back(folder / name / file_name_of(name));
        }
    }
    std::sort(out.begin(), out.end(), [](const fs::path& a, const fs::path& b) {
        return a.filename() != b.filename() ? a.filename() < b.filename() : a < b;
    });
    return out;
}

std::string folder_fault(const fs::path& folder, const std::error_code& why) {
    const bool absent = why == std::errc::no_such_file_or_directory;
    const bool no_folder = why == std::errc::not_a_directory;
    return "'folders': expected a folder that can be read, found " +
           (absent      ? "no " + folder.string()
            : no_folder ? "the file " + folder.string()
                        : folder.string() + ": " + why.message()) +
           (absent || no_folder ? "; create it, or correct the path (it is relative to the manifest)"
                                : "; give this user the right to read it");
}

}  // namespace

fs::path beside_manifest(const manifest& of, const std::string& given) {
    fs::path out = (of.folder / given).lexically_normal();
    return out.has_filename() || !out.has_parent_path() ? out : out.parent_path();
}

bool is_library_folder(const fs::path& folder) {
    std::error_code failed;
    const fs::path file = folder / file_name_of(folder.filename().string());
    return fs::exists(file, failed) && !fs::is_directory(file, failed);
}

std::string file_name_of_last_part(std::string_view id) {
    return file_name_of(id.substr(id.rfind('.') + 1));
}

std::string folders_in_words(const manifest& of) {
    std::string out;
    for (std::size_t i = 0; i < of.folders.size(); ++i)
        out += (i == 0                       ? ""
                : i + 1 == of.folders.size() ? " and "
                                             : ", ") +
               beside_manifest(of, of.folders[i].value).string();
    return out.empty() ? "plugins.folders, which names none" : out;
}

std::vector<library> find_libraries(const manifest& of, const builtin_place& builtins, faults& wrong) {
    std::set<fs::path> builtin_files;
    for (const std::string& name : builtins.names)
        if (!builtins.folder.empty()) builtin_files.insert(resolved(builtins.folder / file_name_of(name)));

    std::vector<library> out;
    std::set<fs::path> seen;
    for (const auto& given : of.folders) {
        const fs::path folder = beside_manifest(of, given.value);
        std::error_code failed;
        const auto files = library_files(folder, failed);
        if (failed) {
            wrong.push_back({given.from, folder_fault(folder, failed)});
            continue;
        }
        for (const fs::path& file : files) {
            const fs::path real = resolved(file);
            if (seen.insert(real).second)
                out.push_back({.file = file,
                               .folder = file.parent_path(),
                               .in_folder = true,
                               .builtin = builtin_files.contains(real),
                               .own_folder = file.parent_path() != folder});
        }
    }
    for (const std::string& name : builtins.names) {
        const fs::path file = builtins.folder / file_name_of(name);
        std::error_code failed;
        if (!builtins.folder.empty() && fs::exists(file, failed) && seen.insert(resolved(file)).second)
            out.push_back({.file = file, .folder = builtins.folder, .builtin = true});
    }
    return out;
}

namespace {

std::string missing_by_path(const fs::path& file) {
    return "'library': expected the library " + file.string() +
           ", found no such file; build the plugin, or correct the path (it is relative to the manifest)";
}

std::string missing_by_stem(const std::string& stem, const manifest& of, const std::vector<library>& among) {
    std::vector<std::string> stems;
    stems.reserve(among.size());
    for (const library& one : among) stems.push_back(stem_of(one.file));
    const std::string expected = file_name_of(stem);
    std::string mend = "; copy it there, or correct the name";
    if (stem.ends_with(library_suffix())) mend = "; write its stem: library: " + printable(stem_of(stem));
    return "'library': expected " + printable(expected) + " in " + folders_in_words(of) +
           ", found no such file" + did_you_mean(stem, stems) + mend;
}

}  // namespace

library_choice choose_library(const provider_entry& entry, const manifest& of, std::vector<library>& among,
                              faults& wrong) {
    library_choice out;
    const auto with_name = [&](const std::string& name) {
        return [&](const library& one) { return one.file.filename() == name; };
    };
    if (!entry.library) {
        const std::string name = file_name_of_last_part(entry.id.value);
        for (std::size_t i = 0; i < among.size(); ++i)
            if (with_name(name)(among[i])) out.guessed.push_back(i);
        return out;
    }
    const auto index = [&](auto found) { return static_cast<std::size_t>(found - among.begin()); };
    const std::string& given = entry.library->value;
    if (given.find_first_of("/\\") == std::string::npos) {
        const std::string name = file_name_of(given);
        const auto found = std::find_if(among.begin(), among.end(), with_name(name));
        if (found != among.end()) {
            out.named = index(found);
        } else {
            wrong.push_back({entry.library->from, missing_by_stem(given, of, among)});
            out.missing = true;
        }
        return out;
    }
    const fs::path file = beside_manifest(of, given);
    std::error_code failed;
    if (!fs::exists(fs::symlink_status(file, failed))) {
        wrong.push_back({entry.library->from, missing_by_path(file)});
        out.missing = true;
        return out;
    }
    const fs::path real = resolved(file);
    const auto found = std::find_if(among.begin(), among.end(),
                                    [&](const library& one) { return resolved(one.file) == real; });
    out.named = index(found);
    if (found == among.end())
        among.push_back(
            {.file = file, .folder = file.has_parent_path() ? file.parent_path() : fs::path(".")});
    return out;
}

}  // namespace quoin::loader
