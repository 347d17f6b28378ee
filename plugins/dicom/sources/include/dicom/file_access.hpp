// dicom/file_access.hpp - which files may be read: all that the process may, where it works for the user who
// started it; else only those below the configured roots.
#pragma once

#include <dicom/bytes.hpp>
#include <quoin/quoin.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::dicom {

/// A file that was found and opened.
struct opened_file {
    std::string path;  ///< absolute, without links
    std::unique_ptr<dicom::file_source> bytes;
};

class file_access {
 public:
    /// `roots` are the config.roots of the provider `id`, which errors name.
    file_access(const quoin_host* host, std::string_view id, std::vector<std::string> roots)
        : host_(host), id_(id), roots_(std::move(roots)) {}

    /// Whether a path that is not known to be one may be looked for.
    bool may_probe() const noexcept;
    /// Opens a file. Throws quoin::error naming the path: QUOIN_E_DENIED outside the roots (also what does
    /// not exist there, and what leads out through a link) and without permission, QUOIN_E_NOT_FOUND,
    /// QUOIN_E_IO for a folder or device.
    opened_file open(const std::string& path) const;
    /// Whether open() would find something of that name. What may not be read is not there.
    bool finds(const std::string& path) const;
    /// A folder that may be read, a root itself too: its path, absolute and without links. Empty for what is
    /// none, or is not there, or may not be read.
    std::string folder(const std::string& path) const;

 private:
    std::string allowed(const std::string& path) const;
    bool below_a_root(const std::string& real) const;
    [[noreturn]] void refuse_outside(const std::string& path) const;

    const quoin_host* host_;
    std::string id_;
    std::vector<std::string> roots_;
};

}  // namespace quoin::dicom
