// dicom/finding.hpp - what was wrong with the bytes: a `finding` where reading went on, a `read_error` where
// it could not. Neither names a value of the data set, only offsets and tags.
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quoin::dicom {

/// "(0010,0020)".
std::string tag_text(std::uint32_t tag);

/// Something that was tolerated.
struct finding {
    std::uint64_t
        offset;         ///< byte of the file; of the inflated data set where the transfer syntax is deflated
    std::uint32_t tag;  ///< of the element; 0 where there is none
    std::string what;   ///< "the value ends past the end of the file (..)"

    /// "byte 2001, (0018,0050): the value .."
    std::string line() const;
};

/// The findings of one object: the first hundred in full, the others counted, so that a file made to be wrong
/// cannot fill the memory.
class findings {
 public:
    void add(std::uint64_t offset, std::uint32_t tag, std::string_view what);
    const std::vector<finding>& all() const noexcept { return kept_; }
    std::uint64_t not_kept() const noexcept { return not_kept_; }
    bool empty() const noexcept { return kept_.empty(); }

 private:
    std::vector<finding> kept_;
    std::uint64_t not_kept_ = 0;
};

/// Why nothing can be read.
class read_error : public std::exception {
 public:
    enum class kind : std::uint8_t {
        format,  ///< no DICOM, or damaged before the first element
        limit,   ///< larger or deeper than a limit allows
        io,      ///< the operating system refused to read
    };
    read_error(kind of, std::string line) : kind_(of), line_(std::move(line)) {}
    read_error(kind of, const finding& found) : read_error(of, found.line()) {}
    kind why() const noexcept { return kind_; }
    const char* what() const noexcept override { return line_.c_str(); }

 private:
    kind kind_;
    std::string line_;
};

}  // namespace quoin::dicom
