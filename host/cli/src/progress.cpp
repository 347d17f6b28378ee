#include "progress.hpp"

#include <utility>

namespace quoin::cli {

namespace {
constexpr std::chrono::milliseconds between_lines{100};
}

progress::progress(console& to, std::string what, std::size_t all)
    : to_(to),
      what_(std::move(what)),
      all_(all),
      watched_(all > 1 && to.err_is_terminal && !to.out_is_terminal),
      next_(std::chrono::steady_clock::now() + between_lines) {}

progress::~progress() {
    end();
}

void progress::step() noexcept {
    ++done_;
    if (!watched_) return;
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) return;
    next_ = now + between_lines;
    shown_ = true;
    show("\r" + std::to_string(done_) + " of " + std::to_string(all_) + ' ' + what_);
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
