#include "progress.hpp"

#include <algorithm>
#include <utility>

namespace quoin::cli {

namespace {
constexpr std::chrono::milliseconds before_the_first{500};  // shorter work needs no bar
constexpr std::chrono::milliseconds between_bars{100};
constexpr std::size_t bar_width = 24;
}  // namespace

progress::progress(console& to, std::string what, std::size_t all, clock now)
    : to_(to),
      what_(std::move(what)),
      all_(all),
      now_(std::move(now)),
      watched_(all != 1 && to.err_is_terminal && !to.out_is_terminal),
      began_(now_()),
      next_(began_ + before_the_first) {}

progress::~progress() {
    end();
}

void progress::step() noexcept {
    ++done_;
    if (!watched_) return;
    const auto at = now_();
    if (at < next_) return;
    next_ = at + between_bars;
    shown_ = true;
    try {
        show("\r\x1b[K" + bar(at));
    } catch (const std::bad_alloc&) {  // then not this time
    }
}

std::string progress::bar(std::chrono::steady_clock::time_point at) const {
    const std::string count = std::to_string(done_);
    if (all_ == 0) return count + ' ' + what_;
    const std::size_t full = std::min(done_, all_) * bar_width / all_;
    const auto left = (at - began_) / static_cast<std::int64_t>(done_) *
                      static_cast<std::int64_t>(all_ - std::min(done_, all_));
    return '[' + std::string(full, '#') + std::string(bar_width - full, '.') + "] " + count + " of " +
           std::to_string(all_) + ' ' + what_ + ", about " +
           std::to_string(std::chrono::ceil<std::chrono::seconds>(left).count()) + " s left";
}

void progress::end() noexcept {
    if (std::exchange(shown_, false)) show("\r\x1b[K");
}

void progress::show(const std::string& text) noexcept {
    try {
        to_.err.write(text);
    } catch (const output_error&) {
        watched_ = false;
    }
}

}  // namespace quoin::cli
