#include "atomic_write.hpp"

#include <quoin/value.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace quoin::calibration {
namespace {

[[noreturn]] void fail(const std::string& path, const char* what, int reason) {
    throw error(QUOIN_E_IO, path + ": " + what + ": " + std::generic_category().message(reason));
}

class descriptor {
 public:
    explicit descriptor(int number) noexcept : number_(number) {}
    descriptor(const descriptor&) = delete;
    descriptor& operator=(const descriptor&) = delete;
    ~descriptor() { close(); }
    int number() const noexcept { return number_; }
    /// Some file systems tell only here that writing failed.
    bool close() noexcept {
        const int mine = std::exchange(number_, -1);
        return mine < 0 || ::close(mine) == 0;
    }

 private:
    int number_;
};

/// A file of another name that goes unless it takes its place. One that is there already is of a process that came to no
/// end: whoever makes drafts holds the folder's lock.
class draft {
 public:
    draft(std::string path, mode_t mode)
        : path_(unlinked(std::move(path))),
          file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {
        if (file_.number() < 0) fail(path_, "cannot be made", errno);
        if (::fchmod(file_.number(), mode) != 0) fail_and_go("cannot be given its permissions");
    }
    draft(const draft&) = delete;
    draft& operator=(const draft&) = delete;
    ~draft() {
        if (!path_.empty()) ::unlink(path_.c_str());
    }
    void write(std::string_view text) {
        while (!text.empty()) {
            const ssize_t done = ::write(file_.number(), text.data(), text.size());
            if (done < 0 && errno == EINTR) continue;
            if (done < 0) fail(path_, "cannot be written", errno);
            text.remove_prefix(static_cast<std::size_t>(done));
        }
        if (::fsync(file_.number()) != 0 || !file_.close()) fail(path_, "cannot be written", errno);
    }
    void take_the_place_of(const std::string& other) {
        if (::rename(path_.c_str(), other.c_str()) != 0) fail(other, "cannot be replaced", errno);
        path_.clear();
    }

 private:
    static std::string unlinked(std::string path) {
        ::unlink(path.c_str());
        return path;
    }
    [[noreturn]] void fail_and_go(const char* what) {
        const int reason = errno;
        const std::string path = std::exchange(path_, {});
        ::unlink(path.c_str());
        fail(path, what, reason);
    }
    std::string path_;
    descriptor file_;
};

}  // namespace

void replace_file(const std::string& path,
                  const std::function<std::string(const std::string& path)>& change) {
    std::error_code none;
    const std::filesystem::path real = std::filesystem::weakly_canonical(path, none);
    const std::string target = none ? path : real.string();
    const std::string folder = std::filesystem::path(target).parent_path().string();

    descriptor held(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (held.number() < 0) fail(folder, "cannot be opened", errno);
    while (::flock(held.number(), LOCK_EX) != 0)
        if (errno != EINTR) fail(folder, "cannot be locked", errno);

    const std::string content = change(target);
    struct stat now {};
    const bool there = ::stat(target.c_str(), &now) == 0;
    draft next(target + "." + std::to_string(::getpid()) + ".new", there ? now.st_mode & 07777 : 0600);
    next.write(content);
    next.take_the_place_of(target);
    if (::fsync(held.number()) != 0) fail(folder, "cannot be written", errno);
}

}  // namespace quoin::calibration
