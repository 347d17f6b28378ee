#include "segmented_palette.hpp"

#include <cmath>

namespace quoin::dicom {
namespace {

class expansion {
 public:
    expansion(std::span<const std::uint16_t> words, std::size_t bytes_per_word, std::size_t entries)
        : words_(words), bytes_per_word_(bytes_per_word), entries_(entries) {
        out_.reserve(entries);
    }

    std::optional<std::vector<std::uint16_t>> run() {
        std::size_t at = 0;
        // What is left once all entries are there is padding.
        while (out_.size() < entries_)
            if (!segment(at, true)) return std::nullopt;
        if (out_.size() != entries_) return std::nullopt;
        return std::move(out_);
    }

 private:
    bool has(std::size_t at, std::size_t count) const {
        return count <= words_.size() && at <= words_.size() - count;
    }

    bool segment(std::size_t& at, bool may_copy) {
        if (!has(at, 2)) return false;
        const std::uint16_t opcode = words_[at];
        const std::size_t length = words_[at + 1];
        at += 2;
        if (opcode == 0) return discrete(at, length);
        if (opcode == 1) return linear(at, length);
        return opcode == 2 && may_copy && copy(at, length);
    }

    bool discrete(std::size_t& at, std::size_t length) {
        if (!has(at, length) || out_.size() + length > entries_) return false;
        out_.insert(out_.end(), words_.begin() + static_cast<std::ptrdiff_t>(at),
                    words_.begin() + static_cast<std::ptrdiff_t>(at + length));
        at += length;
        return true;
    }

    /// From the entry before, which it does not repeat, to its own end.
    bool linear(std::size_t& at, std::size_t length) {
        if (!has(at, 1) || out_.empty() || length == 0 || out_.size() + length > entries_) return false;
        const double from = out_.back();
        const double rise = words_[at++] - from;
        for (std::size_t i = 1; i <= length; ++i)
            out_.push_back(static_cast<std::uint16_t>(
                std::lround(from + rise * static_cast<double>(i) / static_cast<double>(length))));
        return true;
    }

    bool copy(std::size_t& at, std::size_t segments) {
        const std::size_t offset_words = 4 / bytes_per_word_;
        if (!has(at, offset_words)) return false;
        std::size_t offset = 0;
        for (std::size_t i = 0; i < offset_words; ++i)
            offset |= std::size_t{words_[at + i]} << (8 * bytes_per_word_ * i);
        at += offset_words;
        if (offset % bytes_per_word_ != 0) return false;
        std::size_t from = offset / bytes_per_word_;
        for (std::size_t i = 0; i < segments; ++i)
            if (!segment(from, false)) return false;
        return segments != 0;
    }

    std::span<const std::uint16_t> words_;
    std::size_t bytes_per_word_;
    std::size_t entries_;
    std::vector<std::uint16_t> out_;
};

}  // namespace

std::optional<std::vector<std::uint16_t>> expand_segments(std::span<const std::uint16_t> words,
                                                          std::size_t bytes_per_word, std::size_t entries) {
    return expansion(words, bytes_per_word, entries).run();
}

}  // namespace quoin::dicom
