#include "subject_list.hpp"

#include <quoin/value.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace quoin::cli {

namespace {
constexpr std::size_t longest_subject = 64UL * 1024;
constexpr std::size_t piece_size = 64UL * 1024;
}  // namespace

subject_list::subject_list(std::span<const std::string> words, const std::string& file, int in)
    : words_(words),
      name_(file == "-" ? "standard input" : file),
      splitter_(longest_subject, {.line =
                                      [this](std::string_view line) {
                                          if (!line.empty()) lines_.emplace_back(line);
                                          return true;
                                      },
                                  .too_long = [this]() -> bool {
                                      throw error(QUOIN_E_LIMIT,
                                                  "a line of " + name_ + " is longer than " +
                                                      std::to_string(longest_subject) +
                                                      " bytes; it must have one subject a line");
                                  }}) {
    if (file.empty()) return;
    from_ = file == "-" ? in : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (from_ == -1)
        throw std::system_error(errno, std::generic_category(), "cannot open " + name_ + " for its subjects");
    owned_ = file != "-";
    piece_.resize(piece_size);
}

subject_list::~subject_list() {
    if (owned_) ::close(from_);
}

bool subject_list::next(std::string& into) {
    if (at_ < words_.size()) {
        into = words_[at_++];
        return true;
    }
    while (lines_.empty())
        if (!read_more()) return false;
    into = std::move(lines_.front());
    lines_.pop_front();
    return true;
}

bool subject_list::read_more() {
    if (from_ == -1 || ended_) return false;
    const ssize_t got = ::read(from_, piece_.data(), piece_.size());
    if (got < 0 && errno == EINTR) return true;
    if (got < 0)
        throw std::system_error(errno, std::generic_category(), "cannot read subjects from " + name_);
    if (got > 0) {
        splitter_.feed(std::string_view(piece_.data(), static_cast<std::size_t>(got)));
    } else {
        ended_ = true;
        splitter_.end();
    }
    return true;
}

}  // namespace quoin::cli
