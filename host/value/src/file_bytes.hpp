// Reading a part of a file whose identity is known. The one place of this folder that knows the operating
// system.
#pragma once

#include <quoin/abi.h>

#include <cstddef>
#include <cstdint>

namespace quoin::tree {

struct file_identity {
    std::uint64_t size;
    std::int64_t mtime_ns;
    std::uint64_t inode;  // all three 0: not checked
};

// An open file that is what it was; closes it at the end.
class file_bytes {
 public:
    // path ends in NUL. QUOIN_E_IO if it cannot be opened or is no regular file, QUOIN_E_STALE if it is
    // another.
    quoin_code open(const char* path, const file_identity& expected) noexcept;
    // Bytes in it now.
    std::uint64_t size() const noexcept { return size_; }
    // QUOIN_E_IO where reading fails or the file ends before.
    quoin_code read(std::uint64_t offset, void* out, std::size_t size) const noexcept;

    file_bytes() = default;
    file_bytes(const file_bytes&) = delete;
    file_bytes& operator=(const file_bytes&) = delete;
    ~file_bytes();

 private:
    int handle_ = -1;
    std::uint64_t size_ = 0;
};

}  // namespace quoin::tree
