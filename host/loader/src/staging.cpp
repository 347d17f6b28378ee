#include "staging.hpp"

#include "library_trust.hpp"
#include "platform/private_folder.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <optional>
#include <utility>
#include <vector>

namespace quoin::loader {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_files = 2000;
constexpr std::uintmax_t most_bytes = std::uintmax_t{2} << 30;

struct part {
    fs::path from = {};
    std::string name = {};  ///< relative to the folder
    std::uintmax_t size = 0;
    std::string digest = {};
};

struct refused {
    std::string why;
};

std::string digest_of(const fs::path& file) {
    std::string out = sha256_of(file);
    if (out.empty())
        throw refused{"expected a file that can be read, found that " + file.string() +
                      " cannot; give this user the right to read it"};
    return out;
}

// Every file beneath the folder; links lead to files inside of it.
std::vector<part> parts_of(const fs::path& folder) {
    std::vector<part> out;
    std::uintmax_t bytes = 0;
    std::error_code failed;
    const fs::path inside = fs::canonical(folder, failed);
    for (fs::recursive_directory_iterator at(inside, failed), end; !failed && at != end;
         at.increment(failed)) {
        std::error_code unknown;
        if (at->path().filename().string().starts_with('.')) {
            at.disable_recursion_pending();
            continue;
        }
        const fs::path real = fs::canonical(at->path(), unknown);
        if (unknown || !fs::is_regular_file(real, unknown)) continue;
        const std::string name = at->path().lexically_relative(inside).generic_string();
        const std::string relative = real.lexically_relative(inside).generic_string();
        if (relative.starts_with(".."))
            throw refused{"expected a folder without links that lead out of it, found " + name + " -> " +
                          real.string() + "; copy that file into " + folder.string()};
        if (std::string why = refusal_of_writers(real); !why.empty()) throw refused{why};
        const auto size = fs::file_size(real, unknown);
        bytes += size;
        if (out.size() == most_files || bytes > most_bytes)
            throw refused{"expected a folder of its own for a library that uses $ORIGIN, with at most " +
                          std::to_string(most_files) + " files of 2 GiB, found more in " + folder.string() +
                          "; put the library and what it needs into a folder of its own"};
        out.push_back({real, name, size, {}});
    }
    if (failed)
        throw refused{"expected a folder that can be read, found " + folder.string() + ": " +
                      failed.message() + "; give this user the right to read all of it"};
    std::sort(out.begin(), out.end(), [](const part& a, const part& b) { return a.name < b.name; });
    return out;
}

// fs::copy_file calls every failure an "Input/output error", a full disk too.
void copy_bytes(const fs::path& from, const fs::path& to) {
    errno = 0;
    std::ifstream in(from, std::ios::binary);
    std::ofstream out(to, std::ios::binary);
    std::vector<char> piece(std::size_t{1} << 16);
    while (in && out) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        out.write(piece.data(), in.gcount());
    }
    if (in.bad() || !in.is_open() || !out.flush())
        throw fs::filesystem_error("copy", {errno != 0 ? errno : EIO, std::generic_category()});
}

void copy(const part& one, const fs::path& to) {
    fs::create_directories(to.parent_path());
    copy_bytes(one.from, to);
    fs::permissions(to, fs::perms::owner_read | fs::perms::owner_exec);
    if (sha256_of(to) != one.digest)
        throw refused{"expected a file that does not change while it is read, found that " +
                      one.from.string() + " did; copy it under another name and rename it"};
}

/// `exactly`: byte by byte, and not by the size alone, which is enough for what was cut short.
bool is_staged(const fs::path& at, const std::vector<part>& parts, bool exactly) {
    std::error_code failed;
    return std::all_of(parts.begin(), parts.end(), [&](const part& one) {
        return fs::file_size(at / one.name, failed) == one.size && !failed &&
               (!exactly || sha256_of(at / one.name) == one.digest);
    });
}

void mark_used(const fs::path& at) {
    std::error_code failed;
    const auto now = fs::file_time_type::clock::now();
    if (const auto last = fs::last_write_time(at, failed); !failed && now - last > std::chrono::hours(1))
        fs::last_write_time(at, now, failed);
}

}  // namespace

staging::staging(fs::path folder) : folder_(std::move(folder)) {}

outcome<staged_library> staging::stage(const fs::path& file, bool whole, bool exactly) const {
    fs::path fresh;
    try {
        std::error_code failed;
        const fs::path real = fs::canonical(file, failed);
        std::vector<part> parts;
        if (whole)
            parts = parts_of(file.has_parent_path() ? file.parent_path() : fs::path("."));
        else
            parts.push_back(
                {failed ? file : real, file.filename().string(), fs::file_size(real, failed), {}});
        staged_library out{.opened = file};
        std::string all;
        for (part& one : parts) {
            one.digest = digest_of(one.from);
            if (one.name == file.filename().string()) out.digest = one.digest;
            all += one.name + '\0' + one.digest + '\n';
        }
        out.key = whole ? sha256_of_text(all + file.filename().string()) : out.digest;
        if (out.digest.empty())
            return {{}, "expected a file that can be read, found that it is gone; restore it"};
        if (folder_.empty()) return {std::move(out), {}};

        const fs::path at = folder_ / out.key;
        out.opened = at / file.filename();
        if (is_staged(at, parts, exactly)) {
            mark_used(at);
            return {std::move(out), {}};
        }
        fresh = folder_ / ("." + unique_name());
        for (const part& one : parts) copy(one, fresh / one.name);
        fs::rename(fresh, at, failed);
        // The same content under another name stands beside what is there and may be in use.
        if (failed && !whole && fs::is_directory(at))
            fs::rename(fresh / parts.front().name, at / parts.front().name, failed);
        // A copy that another process cut short, or somebody else damaged, makes room.
        if (failed && !is_staged(at, parts, exactly)) {
            fs::rename(at, folder_ / ("." + unique_name()), failed);
            fs::rename(fresh, at);
        }
        fs::remove_all(fresh, failed);
        return {std::move(out), {}};
    } catch (const refused& e) {
        std::error_code ignored;
        if (!fresh.empty()) fs::remove_all(fresh, ignored);
        return {{}, e.why};
    } catch (const fs::filesystem_error& e) {
        std::error_code ignored;
        if (!fresh.empty()) fs::remove_all(fresh, ignored);
        return {{},
                "expected room for a private copy in " + folder_.string() + ", found: " + e.code().message() +
                    "; free space, or set XDG_CACHE_HOME to another folder"};
    }
}

void prune(const fs::path& folder, std::size_t most) {
    std::error_code failed;
    std::vector<std::pair<fs::file_time_type, fs::path>> all;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        std::error_code unknown;
        const auto time = fs::last_write_time(at->path(), unknown);
        if (!unknown) all.emplace_back(time, at->path());
    }
    if (all.size() <= most) return;
    std::sort(all.begin(), all.end());
    const auto a_day_ago = fs::file_time_type::clock::now() - std::chrono::hours(24);
    for (std::size_t i = 0; i < all.size() - most && all[i].first < a_day_ago; ++i)
        fs::remove_all(all[i].second, failed);
}

}  // namespace quoin::loader
