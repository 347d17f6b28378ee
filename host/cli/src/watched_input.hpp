// A descriptor that is read while another one is watched: a host whose reader has gone need not wait for the
// next request to notice.
#pragma once

#include <cstddef>
#include <span>

namespace quoin::cli {

class watched_input {
 public:
    /// Keeps both descriptors open, but does not own them. Throws std::system_error where the system is out
    /// of descriptors.
    watched_input(int in, int out);
    ~watched_input();
    watched_input(const watched_input&) = delete;
    watched_input& operator=(const watched_input&) = delete;

    enum class event {
        bytes,        ///< size of them
        end,          ///< of the input
        reader_gone,  ///< of the pipe or socket `out`
        interrupted,  ///< by interrupt()
        failed        ///< error is the errno
    };
    struct piece {
        event what = event::end;
        std::size_t size = 0;
        int error = 0;
    };
    /// Waits for the next piece.
    piece read(std::span<char> into);
    /// Ends one read, now or the next; several before it are as one. Any thread.
    void interrupt() noexcept;

 private:
    int in_;
    int out_;
    int wake_[2]{-1, -1};  // a pipe; a byte in it is an interrupt
};

}  // namespace quoin::cli
