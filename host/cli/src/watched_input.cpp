#include "watched_input.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace quoin::cli {

watched_input::watched_input(int in, int out) : in_(in), out_(out) {
    const auto prepared = [](int end) {
        return ::fcntl(end, F_SETFD, FD_CLOEXEC) == 0 && ::fcntl(end, F_SETFL, O_NONBLOCK) == 0;
    };
    if (::pipe(wake_) != 0 || !prepared(wake_[0]) || !prepared(wake_[1]))
        throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
}

watched_input::~watched_input() {
    ::close(wake_[0]);
    ::close(wake_[1]);
}

watched_input::piece watched_input::read(std::span<char> into) {
    for (;;) {
        // No events are asked for on `out`: POLLERR (the reader of a pipe is gone) comes unasked.
        std::array<pollfd, 3> watched{{{in_, POLLIN, 0}, {out_, 0, 0}, {wake_[0], POLLIN, 0}}};
        if (::poll(watched.data(), watched.size(), -1) < 0) {
            if (errno == EINTR) continue;
            return {event::failed, 0, errno};
        }
        if (watched[2].revents != 0) {
            std::array<char, 64> bytes{};
            while (::read(wake_[0], bytes.data(), bytes.size()) > 0) {
            }
            return {event::interrupted};
        }
        if (watched[1].revents & (POLLERR | POLLHUP)) return {event::reader_gone};
        if (watched[0].revents == 0) continue;
        const ssize_t got = ::read(in_, into.data(), into.size());
        if (got > 0) return {event::bytes, static_cast<std::size_t>(got)};
        if (got == 0) return {event::end};
        if (errno != EINTR && errno != EAGAIN) return {event::failed, 0, errno};
    }
}

void watched_input::interrupt() noexcept {
    const char byte = 0;
    // A full pipe is an interrupt already.
    if (::write(wake_[1], &byte, 1) < 0) return;
}

}  // namespace quoin::cli
