#include "calibration_file.hpp"

#include "atomic_write.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace quoin::calibration {
namespace {

constexpr std::size_t max_bytes = std::size_t{16} << 20;

struct read_file {
    std::string text;
    dicom::file_identity stamp;
};

[[noreturn]] void fail(const std::string& path, int reason) {
    throw error(QUOIN_E_IO, path + ": cannot be read: " + std::generic_category().message(reason));
}

std::string text_of(int descriptor, const std::string& path) {
    std::string out;
    char some[65536];
    for (;;) {
        const ssize_t got = ::read(descriptor, some, sizeof some);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail(path, errno);
        if (got == 0) return out;
        out.append(some, static_cast<std::size_t>(got));
        if (out.size() > max_bytes) throw error(QUOIN_E_LIMIT, path + ": is larger than 16 MiB");
    }
}

/// An empty text and no stamp where there is no file.
read_file read(const std::string& path, const dicom::file_identity& known) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) {
        if (errno == ENOENT || errno == ENOTDIR) return {};
        fail(path, errno);
    }
    const struct closing {
        int open;
        ~closing() { ::close(open); }
    } closes{descriptor};
    struct stat now {};
    if (::fstat(descriptor, &now) != 0) fail(path, errno);
    if (!S_ISREG(now.st_mode)) throw error(QUOIN_E_INVALID, path + ": is no file");
    const dicom::file_identity stamp = dicom::identity_of(now);
    if (stamp == known) return {{}, stamp};
    return {text_of(descriptor, path), stamp};
}

}  // namespace

std::shared_ptr<const file_content> calibration_file::read() {
    const std::scoped_lock lock(guard_);
    const read_file found = calibration::read(path_, last_ ? last_->stamp : dicom::file_identity{});
    if (!last_ || found.stamp != last_->stamp)
        last_ = std::make_shared<const file_content>(
            file_content{found.stamp, parse_calibrations(found.text, path_)});
    return last_;
}

void calibration_file::put(const target& of, const value& content) {
    replace_file(path_, [&](const std::string& real) {
        auto entries = parse_calibrations(calibration::read(real, {}).text, path_);
        entries.insert_or_assign(of.key(), file_content::entry{of, content});
        return print_calibrations(entries);
    });
}

std::vector<std::string> calibration_file::forget(std::string_view subject) {
    std::vector<std::string> out;
    const auto names = [&](const auto& one) { return subject.empty() || one.second.of.named_by(subject); };
    const auto now = read();
    if (std::ranges::none_of(now->entries, names)) return out;
    replace_file(path_, [&](const std::string& real) {
        auto entries = parse_calibrations(calibration::read(real, {}).text, path_);
        for (auto at = entries.begin(); at != entries.end();) {
            if (!names(*at)) {
                ++at;
                continue;
            }
            out.push_back(at->first);
            at = entries.erase(at);
        }
        return print_calibrations(entries);
    });
    return out;
}

}  // namespace quoin::calibration
