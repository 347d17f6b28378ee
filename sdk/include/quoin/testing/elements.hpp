// quoin/testing/elements.hpp - typed arrays of the test host: in memory, still in their source, or a part of
// another one.
#pragma once

#include <quoin/value.hpp>

#include <sys/stat.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <new>
#include <vector>

namespace quoin::testing {

inline constexpr std::size_t array_alignment = 64;
inline constexpr std::uint64_t most_array_bytes = std::uint64_t{1} << 38;

struct free_aligned {
    void operator()(std::byte* at) const noexcept {
        ::operator delete (at, std::align_val_t{array_alignment});
    }
};
using aligned_bytes = std::unique_ptr<std::byte, free_aligned>;

inline aligned_bytes allocate(std::uint64_t bytes) noexcept {
    if (bytes == 0 || bytes > most_array_bytes) return {};
    return aligned_bytes(static_cast<std::byte*>(
        ::operator new (static_cast<std::size_t>(bytes), std::align_val_t{array_alignment}, std::nothrow)));
}

/// A quoin_lazy with texts of its own. Gives the plugin's context back when it goes.
struct lazy_source {
    quoin_lazy said{};
    std::string path = {}, uri = {};
    lazy_source() = default;
    lazy_source(const lazy_source&) = delete;
    lazy_source& operator=(const lazy_source&) = delete;
    ~lazy_source() {
        if (said.release) said.release(said.context);
    }

    bool same_as(const lazy_source& other) const noexcept {
        return said.read == other.said.read && said.context == other.said.context && path == other.path &&
               said.offset == other.said.offset && said.big_endian == other.said.big_endian &&
               said.file_size == other.said.file_size && said.file_mtime_ns == other.said.file_mtime_ns &&
               said.file_inode == other.said.file_inode;
    }

    /// Bytes as the source has them.
    quoin_code read_raw(std::uint64_t offset, void* out, std::uint64_t size) const {
        if (said.read) return said.read(said.context, offset, out, static_cast<std::size_t>(size));
        if (const quoin_code code = still_that_file(); code != QUOIN_OK) return code;
        std::ifstream file(path, std::ios::binary);
        file.seekg(static_cast<std::streamoff>(said.offset + offset));
        file.read(static_cast<char*>(out), static_cast<std::streamsize>(size));
        return file ? QUOIN_OK : QUOIN_E_IO;
    }
    /// Refuses what the file cannot hold before memory is asked for.
    quoin_code holds(std::uint64_t bytes) const {
        if (bytes > most_array_bytes) return QUOIN_E_MEMORY;
        if (said.read) return QUOIN_OK;
        if (const quoin_code code = still_that_file(); code != QUOIN_OK) return code;
        std::error_code failed;
        const std::uint64_t size = std::filesystem::file_size(path, failed);
        return failed || said.offset > size || bytes > size - said.offset ? QUOIN_E_IO : QUOIN_OK;
    }

 private:
    quoin_code still_that_file() const {
        struct stat now {};
        if (::stat(path.c_str(), &now) != 0 || !std::filesystem::is_regular_file(path)) return QUOIN_E_IO;
        if (said.file_size == 0 && said.file_mtime_ns == 0 && said.file_inode == 0) return QUOIN_OK;
#if defined(_WIN32)
        const std::int64_t changed = static_cast<std::int64_t>(now.st_mtime) * 1'000'000'000;
#elif defined(__APPLE__)
        const std::int64_t changed =
            static_cast<std::int64_t>(now.st_mtimespec.tv_sec) * 1'000'000'000 + now.st_mtimespec.tv_nsec;
#else
        const std::int64_t changed =
            static_cast<std::int64_t>(now.st_mtim.tv_sec) * 1'000'000'000 + now.st_mtim.tv_nsec;
#endif
        const bool same = said.file_size == static_cast<std::uint64_t>(now.st_size) &&
                          said.file_mtime_ns == changed &&
                          said.file_inode == static_cast<std::uint64_t>(now.st_ino);
        return same ? QUOIN_OK : QUOIN_E_STALE;
    }
};

/// The elements of one typed array.
struct elements {
    quoin_dtype dtype = QUOIN_U8;
    std::uint64_t count = 0;
    std::shared_ptr<const lazy_source> source = {};  ///< of a lazy one
    std::uint64_t from = 0;                          ///< first byte of it in the source
    std::uint64_t source_width = 1;                  ///< of an element of the source, for its byte order

    std::uint64_t bytes() const noexcept { return count * size_of(dtype); }
    /// What is in memory now, else null.
    const std::byte* present() const {
        const std::lock_guard hold(reading_);
        return data_;
    }
    void own(aligned_bytes room) noexcept {
        data_ = room.get();
        owned_ = std::move(room);
    }
    void share(const std::byte* others) noexcept { data_ = others; }
    std::byte* room() noexcept { return owned_.get(); }

    /// Copies bytes of the array as they would be in memory.
    quoin_code read(std::uint64_t offset, void* out, std::uint64_t size) const {
        if (size == 0) return QUOIN_OK;
        if (const std::byte* const here = present()) {
            std::memcpy(out, here + offset, static_cast<std::size_t>(size));
            return QUOIN_OK;
        }
        return read_source(offset, out, size);
    }
    /// All of it, read once and then kept.
    quoin_code load(const void** out) const {
        const std::lock_guard hold(reading_);
        if (!data_ && count > 0) {
            if (const quoin_code code = source->holds(bytes()); code != QUOIN_OK) return code;
            aligned_bytes place = allocate(bytes());
            if (!place) return QUOIN_E_MEMORY;
            if (const quoin_code code = read_source(0, place.get(), bytes()); code != QUOIN_OK) return code;
            data_ = place.get();
            owned_ = std::move(place);
        }
        *out = data_;
        return QUOIN_OK;
    }

 private:
    quoin_code read_source(std::uint64_t offset, void* out, std::uint64_t size) const {
        const std::uint64_t first = from + offset;
        const bool swaps = source_width > 1 &&
                           (source->said.big_endian != 0) == (std::endian::native == std::endian::little);
        if (!swaps) return source->read_raw(first, out, size);
        // Whole elements, swapped, of which the caller gets the bytes that it wants.
        const std::uint64_t begin = first / source_width * source_width;
        const std::uint64_t end = (first + size + source_width - 1) / source_width * source_width;
        std::vector<std::byte> whole(static_cast<std::size_t>(end - begin));
        if (const quoin_code code = source->read_raw(begin, whole.data(), whole.size()); code != QUOIN_OK)
            return code;
        for (std::size_t i = 0; i < whole.size(); i += static_cast<std::size_t>(source_width))
            std::reverse(whole.data() + i, whole.data() + i + source_width);
        std::memcpy(out, whole.data() + (first - begin), static_cast<std::size_t>(size));
        return QUOIN_OK;
    }

    mutable std::mutex reading_;
    mutable aligned_bytes owned_;
    mutable const std::byte* data_ = nullptr;
};

}  // namespace quoin::testing
