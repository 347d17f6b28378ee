// POSIX. pread and not mmap: page faults serialise threads, and a file that is cut while mapped is SIGBUS.
#include "file_bytes.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <limits>

namespace quoin::tree {
namespace {

std::int64_t mtime_ns(const struct stat& of) noexcept {
#ifdef __APPLE__
    const timespec& when = of.st_mtimespec;
#else
    const timespec& when = of.st_mtim;
#endif
    return static_cast<std::int64_t>(when.tv_sec) * 1'000'000'000 + when.tv_nsec;
}

}  // namespace

quoin_code file_bytes::open(const char* path, const file_identity& expected) noexcept {
    // Non-blocking, so that a pipe put in the file's place cannot hold the thread.
    do handle_ = ::open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    while (handle_ < 0 && errno == EINTR);
    struct stat found {};
    if (handle_ < 0 || ::fstat(handle_, &found) != 0 || !S_ISREG(found.st_mode)) return QUOIN_E_IO;
    size_ = static_cast<std::uint64_t>(found.st_size);
    const bool checked = expected.size != 0 || expected.mtime_ns != 0 || expected.inode != 0;
    if (checked && (size_ != expected.size || mtime_ns(found) != expected.mtime_ns ||
                    static_cast<std::uint64_t>(found.st_ino) != expected.inode))
        return QUOIN_E_STALE;
    return QUOIN_OK;
}

quoin_code file_bytes::read(std::uint64_t offset, void* out, std::size_t size) const noexcept {
    if (offset > size_ || size > size_ - offset) return QUOIN_E_IO;
    auto* to = static_cast<char*>(out);
    while (size > 0) {
        // Some systems refuse more than 2 GiB at once.
        const std::size_t piece = std::min(size, std::size_t{1} << 30);
        const ssize_t got = ::pread(handle_, to, piece, static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return QUOIN_E_IO;
        to += got;
        offset += static_cast<std::uint64_t>(got);
        size -= static_cast<std::size_t>(got);
    }
    return QUOIN_OK;
}

file_bytes::~file_bytes() {
    if (handle_ >= 0) ::close(handle_);
}

}  // namespace quoin::tree
