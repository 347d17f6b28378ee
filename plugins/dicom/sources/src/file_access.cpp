#include <dicom/file_access.hpp>

#include <quoin/ext/caller.h>

#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace quoin::dicom {

namespace {

/// The path without links and dots; empty and errno where there is none.
std::string real_path(const std::string& path) {
    char* const found = ::realpath(path.c_str(), nullptr);
    if (found == nullptr) return {};
    std::string out(found);
    std::free(found);
    return out;
}

bool below(const std::string& folder, const std::string& path) noexcept {
    if (folder == "/") return true;
    return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

[[noreturn]] void refuse(const std::string& path, int reason) {
    switch (reason) {
        case ENOENT:
        case ENOTDIR:
            throw error(QUOIN_E_NOT_FOUND, path + ": no such file");
        case EACCES:
        case EPERM:
            throw error(QUOIN_E_DENIED, path + ": no permission to read it");
        default:
            throw error(QUOIN_E_IO, path + ": cannot be opened: " + std::generic_category().message(reason));
    }
}

}  // namespace

void file_access::refuse_outside(const std::string& path) const {
    const std::string key = "config.roots of " + id_;
    throw error(QUOIN_E_DENIED,
                path + ": outside the folders that may be read" +
                    (roots_.empty() ? ": there are none; name them with " + key : " (" + key + ")") +
                    ", as --set " + id_ + ".config.roots=[/folder]");
}

bool file_access::may_probe() const noexcept {
    const auto* const caller =
        static_cast<const quoin_host_caller*>(host_->get_extension(host_, to_str(QUOIN_EXT_CALLER)));
    return caller != nullptr && caller->may_read_anything(host_) != 0;
}

bool file_access::finds(const std::string& path) const {
    if (path.find('\0') != std::string::npos) return false;
    const std::string real = real_path(path);
    return !real.empty() && (may_probe() || below_a_root(real));
}

std::string file_access::folder(const std::string& path) const {
    if (path.empty() || path.find('\0') != std::string::npos) return {};
    std::string real = real_path(path);
    std::error_code failed;
    if (real.empty() || !std::filesystem::is_directory(real, failed)) return {};
    return may_probe() || below_a_root(real + "/.") ? real : std::string();
}

bool file_access::below_a_root(const std::string& real) const {
    for (const std::string& root : roots_)
        if (const std::string folder = real_path(root); !folder.empty() && below(folder, real)) return true;
    return false;
}

/// The real path, if it may be read.
std::string file_access::allowed(const std::string& path) const {
    std::string real = real_path(path);
    const int reason = errno;
    if (may_probe()) {
        if (real.empty()) refuse(path, reason);
        return real;
    }
    if (!real.empty()) {
        if (!below_a_root(real)) refuse_outside(path);
        return real;
    }
    // Whether a file exists is told only to whoever may read the folder that it would be in.
    const auto parent = std::filesystem::path(path).lexically_normal().parent_path();
    std::string folder = real_path(parent.empty() ? "." : parent.string());
    if (folder.empty() || !below_a_root(folder + "/.")) refuse_outside(path);
    refuse(path, reason);
}

opened_file file_access::open(const std::string& path) const {
    if (path.empty()) throw error(QUOIN_E_INVALID, "the subject names no file: dicomfile:PATH is expected");
    if (path.find('\0') != std::string::npos)
        throw error(QUOIN_E_INVALID, "the path has a NUL character in it");
    std::string real = allowed(path);
    // Links were followed: one that is there now was put there since.
    const int descriptor = dicom::file_source::descriptor_of(real.c_str(), false);
    if (descriptor < 0) refuse(path, errno);
#ifdef __linux__
    // The same for its folders: what was opened must be what was allowed.
    char opened[PATH_MAX];
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    if (const ssize_t size = ::readlink(link.c_str(), opened, sizeof opened);
        size > 0 && std::string_view(opened, static_cast<std::size_t>(size)) != real && !may_probe()) {
        ::close(descriptor);
        throw error(QUOIN_E_DENIED, path + ": was moved while it was opened");
    }
#endif
    try {
        return {std::move(real), std::make_unique<dicom::file_source>(descriptor)};
    } catch (const dicom::read_error& e) {
        throw error(QUOIN_E_IO, path + ": " + e.what());
    }
}

}  // namespace quoin::dicom
