// Where text goes: a descriptor whose every failure is heard of, or a string.
#pragma once

#include <exception>
#include <mutex>
#include <string>
#include <string_view>

namespace quoin::cli {

/// Writing failed: the reader went away, the disk is full.
class output_error : public std::exception {
 public:
    explicit output_error(int error_number);
    /// The errno of it.
    int number() const noexcept { return number_; }
    const char* what() const noexcept override { return message_.c_str(); }

 private:
    int number_;
    std::string message_;
};

class output {
 public:
    virtual ~output() = default;
    /// All of it, in one piece between what other threads write. Throws output_error. Any thread.
    virtual void write(std::string_view text) = 0;
};

/// A file descriptor. SIGPIPE must be ignored, so that a closed pipe is an error and not the end.
class descriptor_output final : public output {
 public:
    explicit descriptor_output(int descriptor) noexcept : descriptor_(descriptor) {}
    void write(std::string_view text) override;
    /// Closes the descriptor: some file systems report a full disk only here. Throws output_error.
    void close();

 private:
    std::mutex mutex_;
    int descriptor_;
};

/// Keeps what was written.
class text_output final : public output {
 public:
    void write(std::string_view text) override;
    std::string take();

 private:
    std::mutex mutex_;
    std::string text_;
};

}  // namespace quoin::cli
