// The subjects of a command: words of the command line, then lines of a file, of which few are in memory.
#pragma once

#include "line_splitter.hpp"

#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <vector>

namespace quoin::cli {

class subject_list {
 public:
    /// file: empty for none, "-" for the descriptor `in`. The words must outlive the list. Throws
    /// std::system_error where the file cannot be opened.
    subject_list(std::span<const std::string> words, const std::string& file, int in);
    ~subject_list();
    subject_list(const subject_list&) = delete;
    subject_list& operator=(const subject_list&) = delete;

    /// Sets the next one; false at the end. A blank line is none. Throws std::system_error where reading
    /// fails, quoin::error where a line is longer than a subject can be.
    bool next(std::string& into);
    /// How many there are; 0 where that is not known before the end.
    std::size_t size() const noexcept { return from_ == -1 ? words_.size() : 0; }

 private:
    bool read_more();

    std::span<const std::string> words_;
    std::size_t at_ = 0;
    std::string name_;  // of the file, for messages
    int from_ = -1;
    bool owned_ = false;
    bool ended_ = false;
    std::deque<std::string> lines_;
    line_splitter splitter_;
    std::vector<char> piece_;
};

}  // namespace quoin::cli
