#include "output.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace quoin::cli {

output_error::output_error(int error_number)
    : number_(error_number), message_(std::generic_category().message(error_number)) {}

void descriptor_output::write(std::string_view text) {
    const std::lock_guard lock(mutex_);
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor_, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            // A reader that lags, on a pipe that whoever started this made not to block.
            pollfd room{descriptor_, POLLOUT, 0};
            if (::poll(&room, 1, -1) < 0 && errno != EINTR) throw output_error(errno);
        } else if (errno != EINTR) {
            throw output_error(errno);
        }
    }
}

void descriptor_output::close() {
    const std::lock_guard lock(mutex_);
    if (::close(std::exchange(descriptor_, -1)) != 0 && errno != EINTR) throw output_error(errno);
}

void text_output::write(std::string_view text) {
    const std::lock_guard lock(mutex_);
    text_ += text;
}

std::string text_output::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(text_, {});
}

}  // namespace quoin::cli
