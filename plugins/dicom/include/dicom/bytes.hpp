// dicom/bytes.hpp - where bytes come from, and the part of them that is kept: the header. Knows nothing of
// DICOM.
//
// A file is read with pread, a few KiB at a time, from its beginning; what is skipped is never read. It is
// not mapped: page faults and the lock of the address space made a mapped read slower with a second thread.
#pragma once

#include <dicom/finding.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

struct stat;

namespace quoin::dicom {

/// What tells whether a file is still the same; all zero where there is none.
struct file_identity {
    std::uint64_t size = 0;
    std::int64_t mtime_ns = 0;
    std::uint64_t inode = 0;

    bool operator==(const file_identity&) const = default;
};
/// Of what stat or fstat found.
file_identity identity_of(const struct ::stat& found) noexcept;

/// Something to read bytes from. One thread at a time.
class byte_source {
 public:
    static constexpr std::uint64_t unknown_size = std::numeric_limits<std::uint64_t>::max();

    byte_source() = default;
    byte_source(const byte_source&) = delete;
    byte_source& operator=(const byte_source&) = delete;
    virtual ~byte_source() = default;

    /// Bytes in all; unknown_size where only reading tells.
    virtual std::uint64_t size() const noexcept = 0;
    /// Copies up to `count` bytes from `offset` on to `out`; fewer only at the end. A count of 0
    /// moves a source that is read forward to `offset`. Throws read_error.
    virtual std::size_t read(std::uint64_t offset, unsigned char* out, std::size_t count) = 0;
    /// Everything, where it is in memory already and stays there as long as the source; else empty.
    virtual std::span<const unsigned char> whole() const noexcept { return {}; }
};

/// A regular file.
class file_source final : public byte_source {
 public:
    /// Takes over an open descriptor. Throws read_error where it is no regular file.
    explicit file_source(int descriptor);
    /// An open descriptor, or -1 and errno; never waits (as for a FIFO), never creates. Where the system lets it,
    /// the file's time of access stays, until a file of somebody else's was opened: to look through the headers of an
    /// archive is not to use its files, and what decides by that time where they are stored is not to see it. Any
    /// thread.
    static int descriptor_of(const char* path, bool follow_link) noexcept;
    /// Opens a path; never waits (as for a FIFO), never creates. Throws std::system_error with the reason,
    /// read_error where it is no regular file.
    explicit file_source(const std::string& path);
    static std::unique_ptr<file_source> open(const std::string& path);
    ~file_source() override;

    std::uint64_t size() const noexcept override { return identity_.size; }
    std::size_t read(std::uint64_t offset, unsigned char* out, std::size_t count) override;
    const file_identity& identity() const noexcept { return identity_; }
    /// How many bytes were read so far: for tests of what is left alone.
    std::uint64_t bytes_read() const noexcept { return bytes_read_; }

 private:
    int descriptor_;
    file_identity identity_;
    std::uint64_t bytes_read_ = 0;
};

/// Bytes that are somebody else's and outlive this.
class memory_source final : public byte_source {
 public:
    explicit memory_source(std::span<const unsigned char> bytes) noexcept : bytes_(bytes) {}
    std::uint64_t size() const noexcept override { return bytes_.size(); }
    std::size_t read(std::uint64_t offset, unsigned char* out, std::size_t count) override;
    std::span<const unsigned char> whole() const noexcept override { return bytes_; }

 private:
    std::span<const unsigned char> bytes_;
};

/// Memory that grows without being cleared.
struct byte_buffer {
    struct release {
        void operator()(unsigned char* memory) const noexcept { std::free(memory); }
    };
    /// Of `begin`, where something is read into the memory: the processors that this was measured on copy to there in
    /// six sevenths of the time that they need to where malloc mostly begins, 16 bytes behind.
    static constexpr std::size_t read_alignment = 64;

    std::unique_ptr<unsigned char, release> memory;
    unsigned char* begin = nullptr;  ///< the first byte that is used
    std::size_t capacity = 0;        ///< from `begin` on

    /// At least that many bytes, the first `used` of those that are there kept. `alignment` is a power of 2, 1 for
    /// memory of exactly that size. Throws std::bad_alloc.
    void reserve(std::size_t least, std::size_t used, std::size_t alignment);
};

/// The header: what was read and not skipped, one after the other in memory, with a cursor that goes forward.
/// A *position* counts the bytes here, an *offset* those of the source; they differ by what was skipped.
class header_bytes {
 public:
    /// At most `limit` bytes are kept (and never 4 GiB): beyond, reading throws read_error. The source must
    /// live as long as reading goes on; one in memory as long as this.
    header_bytes(byte_source& from, std::uint64_t limit);
    ~header_bytes();
    header_bytes(header_bytes&&) noexcept = default;
    header_bytes& operator=(header_bytes&&) = delete;

    /// What was gone over, in memory of exactly that size; nothing more can be read from it. With
    /// `refer_to_memory` the bytes of a source in memory are referred to, and must live as long.
    header_bytes trimmed(bool refer_to_memory) const;

    /// The byte under the cursor; `ahead()` bytes may be looked at.
    const unsigned char* here() const noexcept { return data_ + cursor_; }
    std::size_t ahead() const noexcept { return filled_ - cursor_; }
    /// Reads until `count` bytes are ahead; false where the source ends before. Throws read_error.
    bool ensure(std::size_t count) { return ahead() >= count || fill(count); }
    /// Goes over bytes that are ahead and keeps them.
    void advance(std::size_t count) noexcept { cursor_ += count; }
    /// Goes over bytes without reading them; returns how many there were, fewer than `count` only at the end.
    std::uint64_t skip(std::uint64_t count);
    /// Copies the next `count` bytes without keeping them, where they are not here already: for what is
    /// small, rare and surrounded by what is not to be read. To be followed by a skip of at least as many.
    /// False at the end.
    bool peek(unsigned char* out, std::size_t count);
    /// Copies `count` bytes from `distance` beyond the cursor on, and changes nothing: for sources that are read
    /// in any order. False for others, for one in memory (there is nothing to save), and at the end.
    bool look_beyond(std::uint64_t distance, unsigned char* out, std::size_t count);
    /// Goes on in another source from its beginning; what lies ahead is dropped.
    void go_on_in(byte_source& other, std::uint64_t limit);

    std::uint32_t position() const noexcept { return static_cast<std::uint32_t>(cursor_); }
    std::uint64_t offset() const noexcept {
        return segments_.back().offset + (cursor_ - segments_.back().position);
    }
    /// Bytes from the cursor to the end; unknown_size where only reading tells.
    std::uint64_t remaining() const noexcept;
    /// Bytes of the source in all, or unknown_size.
    std::uint64_t source_size() const noexcept { return source_->size(); }
    byte_source& source() noexcept { return *source_; }

    /// The bytes from a position on: good until the next ensure or skip.
    const unsigned char* at(std::uint32_t position) const noexcept { return data_ + position; }
    std::uint64_t offset_of(std::uint32_t position) const noexcept;
    /// Bytes kept.
    std::size_t size() const noexcept { return filled_; }

 private:
    struct segment {
        std::uint64_t offset;
        std::size_t position;
    };
    header_bytes() = default;
    bool fill(std::size_t count);
    void reserve(std::size_t capacity);

    byte_source* source_ = nullptr;
    std::uint64_t limit_ = 0;
    const unsigned char* data_ = nullptr;
    std::size_t cursor_ = 0;
    std::size_t filled_ = 0;
    byte_buffer own_;
    bool borrowed_ = false;
    std::vector<segment> segments_;
};

}  // namespace quoin::dicom
