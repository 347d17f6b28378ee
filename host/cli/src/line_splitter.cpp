#include "line_splitter.hpp"

#include <utility>

namespace quoin::cli {

namespace {
constexpr std::size_t buffer_worth_keeping = 1024UL * 1024;
}

line_splitter::line_splitter(std::size_t longest, events to) : longest_(longest), to_(std::move(to)) {}

bool line_splitter::feed(std::string_view piece) {
    for (;;) {
        const std::size_t end = piece.find('\n');
        if (end == std::string_view::npos) return keep(piece);
        if (!give(piece.substr(0, end))) return false;
        piece.remove_prefix(end + 1);
    }
}

bool line_splitter::end() {
    return skipping_ || kept_.empty() || to_.line(std::exchange(kept_, {}));
}

bool line_splitter::give(std::string_view rest_of_line) {
    if (std::exchange(skipping_, false)) return true;
    if (kept_.size() + rest_of_line.size() > longest_) {
        kept_.clear();
        return to_.too_long();
    }
    if (kept_.empty()) return to_.line(rest_of_line);
    kept_ += rest_of_line;
    const bool go_on = to_.line(kept_);
    kept_.clear();
    // One long message must not hold its memory for ever.
    if (kept_.capacity() > buffer_worth_keeping) kept_.shrink_to_fit();
    return go_on;
}

bool line_splitter::keep(std::string_view part) {
    if (skipping_) return true;
    if (kept_.size() + part.size() > longest_) {
        skipping_ = true;
        kept_ = {};
        return to_.too_long();
    }
    kept_ += part;
    return true;
}

}  // namespace quoin::cli
