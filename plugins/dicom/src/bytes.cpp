#include <dicom/bytes.hpp>

#include "spare.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <memory>
#include <new>
#include <system_error>

namespace quoin::dicom {

namespace {

// Most headers fit in the first read; then a read as large as what there is already, within bounds, so that
// neither a long header takes many reads nor a short one reads far into pixel data.
constexpr std::size_t first_read = std::size_t{8} * 1024;
constexpr std::size_t largest_read = std::size_t{64} * 1024;
// A buffer up to this size is left to the thread's next file: where a plan or a structure set stands among images, it
// would else be grown anew for each, what it has already being copied over and over.
constexpr std::size_t largest_spare = std::size_t{1024} * 1024;

}  // namespace

file_identity identity_of(const struct ::stat& found) noexcept {
#ifdef __APPLE__
    const timespec& changed = found.st_mtimespec;
#else
    const timespec& changed = found.st_mtim;
#endif
    return {static_cast<std::uint64_t>(found.st_size),
            static_cast<std::int64_t>(changed.tv_sec) * 1'000'000'000 + changed.tv_nsec,
            static_cast<std::uint64_t>(found.st_ino)};
}

file_source::file_source(int descriptor) : descriptor_(descriptor) {
    struct stat facts {};
    if (::fstat(descriptor_, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        ::close(descriptor_);
        throw read_error(read_error::kind::io,
                         S_ISDIR(facts.st_mode) ? "is a folder, not a file" : "is no regular file");
    }
    identity_ = identity_of(facts);
}

int file_source::descriptor_of(const char* path, bool follow_link) noexcept {
    const int how = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (follow_link ? 0 : O_NOFOLLOW);
#ifdef O_NOATIME
    // Only the owner of a file may leave its time of access alone. Whoever is refused once does not try again.
    static std::atomic<bool> permitted{true};
    if (permitted.load(std::memory_order_relaxed)) {
        const int descriptor = ::open(path, how | O_NOATIME);
        if (descriptor >= 0 || (errno != EPERM && errno != EINVAL && errno != EOPNOTSUPP)) return descriptor;
        permitted.store(false, std::memory_order_relaxed);
    }
#endif
    return ::open(path, how);
}

file_source::file_source(const std::string& path)
    : file_source([&path] {
          const int descriptor = descriptor_of(path.c_str(), true);
          if (descriptor < 0) throw std::system_error(errno, std::generic_category());
          return descriptor;
      }()) {}

std::unique_ptr<file_source> file_source::open(const std::string& path) {
    return std::make_unique<file_source>(path);
}

file_source::~file_source() {
    ::close(descriptor_);
}

std::size_t file_source::read(std::uint64_t offset, unsigned char* out, std::size_t count) {
    std::size_t got = 0;
    while (got < count) {
        const ssize_t now = ::pread(descriptor_, out + got, count - got, static_cast<off_t>(offset + got));
        if (now < 0) {
            if (errno == EINTR) continue;
            throw read_error(read_error::kind::io,
                             "byte " + std::to_string(offset + got) +
                                 ": reading failed: " + std::generic_category().message(errno));
        }
        if (now == 0) break;
        got += static_cast<std::size_t>(now);
        bytes_read_ += static_cast<std::uint64_t>(now);
        // A short read of a regular file is its end: asking again would cost a call in every small file.
        if (offset + got >= identity_.size) break;
    }
    return got;
}

std::size_t memory_source::read(std::uint64_t offset, unsigned char* out, std::size_t count) {
    if (offset >= bytes_.size()) return 0;
    const std::size_t there = std::min(count, bytes_.size() - static_cast<std::size_t>(offset));
    if (there != 0)
        std::memcpy(out, bytes_.data() + offset, there);  // out may be null where nothing is asked for
    return there;
}

void byte_buffer::reserve(std::size_t least, std::size_t used, std::size_t alignment) {
    if (least <= capacity) return;
    std::size_t room = least + alignment - 1;
    decltype(memory) larger(static_cast<unsigned char*>(std::malloc(room)));
    if (larger == nullptr) throw std::bad_alloc();
    void* aligned = larger.get();
    auto* const first = static_cast<unsigned char*>(std::align(alignment, least, aligned, room));
    if (used != 0) std::memcpy(first, begin, used);
    memory = std::move(larger);
    begin = first;
    capacity = least;
}

header_bytes::header_bytes(byte_source& from, std::uint64_t limit)
    : source_(&from), limit_(std::min<std::uint64_t>(limit, std::numeric_limits<std::uint32_t>::max())) {
    segments_ = spare<std::vector<segment>>::take();
    segments_.clear();
    segments_.push_back({0, 0});
    const auto whole = from.whole();
    if (!whole.empty()) {
        if (whole.size() > std::numeric_limits<std::uint32_t>::max())
            throw read_error(read_error::kind::limit,
                             "4 GiB or more in memory: give the path of the file instead");
        borrowed_ = true;
        data_ = whole.data();
        filled_ = whole.size();
    } else {
        own_ = spare<byte_buffer>::take();
        data_ = own_.begin;
    }
}

header_bytes::~header_bytes() {
    if (source_ == nullptr) return;  // trimmed: no larger than it must be, or empty
    if (own_.memory && own_.capacity <= largest_spare) spare<byte_buffer>::leave(std::move(own_));
    if (segments_.capacity() != 0 && segments_.capacity() <= 64)
        spare<std::vector<segment>>::leave(std::move(segments_));
}

header_bytes header_bytes::trimmed(bool refer_to_memory) const {
    header_bytes out;
    out.cursor_ = out.filled_ = cursor_;
    out.borrowed_ = true;
    out.segments_ = segments_;
    if (borrowed_ && refer_to_memory) {
        out.data_ = data_;
    } else if (cursor_ != 0) {
        out.own_.reserve(cursor_, 0, 1);
        std::memcpy(out.own_.begin, data_, cursor_);
        out.data_ = out.own_.begin;
    }
    return out;
}

void header_bytes::reserve(std::size_t capacity) {
    if (capacity <= own_.capacity) return;
    own_.reserve(std::max(capacity, own_.capacity + own_.capacity / 2), filled_, byte_buffer::read_alignment);
    data_ = own_.begin;
}

bool header_bytes::fill(std::size_t count) {
    if (borrowed_) return false;
    const std::uint64_t total = source_->size();
    const bool known = total != byte_source::unknown_size;
    if (known && count > remaining()) return false;
    if (cursor_ + count > limit_)
        throw read_error(read_error::kind::limit,
                         finding{offset(), 0,
                                 "the header is larger than " + std::to_string(limit_) +
                                     " bytes (max_header_bytes), or inflates to more than the limits allow"});
    while (ahead() < count) {
        const std::uint64_t from = offset() + ahead();
        std::size_t step = std::clamp(filled_ - segments_.back().position, first_read, largest_read);
        step = std::max(step, std::min(count - ahead(), largest_read));
        if (known) step = static_cast<std::size_t>(std::min<std::uint64_t>(step, total - from));
        reserve(filled_ + step);
        const std::size_t got = source_->read(from, own_.begin + filled_, step);
        filled_ += got;
        if (got < step) break;
    }
    return ahead() >= count;
}

std::uint64_t header_bytes::skip(std::uint64_t count) {
    if (count <= ahead()) {
        cursor_ += static_cast<std::size_t>(count);
        return count;
    }
    if (borrowed_) {
        const std::uint64_t there = ahead();
        cursor_ = filled_;
        return there;
    }
    const std::uint64_t from = offset();
    // A source of unknown size is moved on, and knows its size if that was beyond its end.
    if (source_->size() == byte_source::unknown_size) source_->read(from + count, nullptr, 0);
    const std::uint64_t total = source_->size();
    const std::uint64_t there = std::min(count, total - std::min(total, from));
    filled_ = cursor_;
    if (segments_.back().position == cursor_)
        segments_.back().offset = from + there;
    else
        segments_.push_back({from + there, cursor_});
    return there;
}

bool header_bytes::peek(unsigned char* out, std::size_t count) {
    if (ahead() == 0 && !borrowed_) return source_->read(offset(), out, count) == count;
    if (!ensure(count)) return false;
    std::memcpy(out, here(), count);
    return true;
}

bool header_bytes::look_beyond(std::uint64_t distance, unsigned char* out, std::size_t count) {
    if (borrowed_ || source_->size() == byte_source::unknown_size) return false;
    const std::uint64_t left = remaining();
    if (distance > left || count > left - distance) return false;
    if (distance + count <= ahead()) {
        std::memcpy(out, here() + distance, count);
        return true;
    }
    return source_->read(offset() + distance, out, count) == count;
}

void header_bytes::go_on_in(byte_source& other, std::uint64_t limit) {
    filled_ = cursor_;
    if (borrowed_) {
        const unsigned char* const before = data_;
        borrowed_ = false;
        own_.reserve(filled_ + first_read, 0, byte_buffer::read_alignment);
        data_ = own_.begin;
        std::memcpy(own_.begin, before, filled_);
    }
    source_ = &other;
    limit_ = std::min(limit, limit_);
    segments_.push_back({0, cursor_});
}

std::uint64_t header_bytes::remaining() const noexcept {
    const std::uint64_t total = source_->size();
    return total == byte_source::unknown_size ? total : total - std::min(total, offset());
}

std::uint64_t header_bytes::offset_of(std::uint32_t position) const noexcept {
    const auto after =
        std::upper_bound(segments_.begin(), segments_.end(), position,
                         [](std::uint32_t wanted, const segment& of) { return wanted < of.position; });
    return (after - 1)->offset + (position - (after - 1)->position);
}

}  // namespace quoin::dicom
