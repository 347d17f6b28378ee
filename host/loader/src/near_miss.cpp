#include <loader/near_miss.hpp>

#include <algorithm>
#include <limits>
#include <numeric>

namespace quoin::loader {

namespace {

constexpr std::size_t longest_compared = 256;  // the table of distances is quadratic

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Optimal string alignment; upper and lower case are the same letter.
std::size_t slips(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before, last(b.size() + 1), now(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    before = last;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
                now[j] = std::min(now[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(now);
    }
    return last[b.size()];
}

std::size_t tolerated(std::size_t length) {
    if (length <= 3) return 1;
    return length <= 7 ? 2 : 3;
}

}  // namespace

std::string_view near_miss(std::string_view written, std::span<const std::string_view> candidates) {
    std::string_view best;
    std::size_t fewest = std::numeric_limits<std::size_t>::max();
    for (const std::string_view candidate : candidates) {
        if (written.size() > longest_compared || candidate.size() > longest_compared) continue;
        const std::size_t found = slips(written, candidate);
        if (found < fewest && found <= tolerated(std::min(written.size(), candidate.size()))) {
            fewest = found;
            best = candidate;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view written, std::span<const std::string_view> candidates) {
    const std::string_view meant = near_miss(written, candidates);
    return meant.empty() ? std::string() : " (did you mean '" + std::string(meant) + "'?)";
}

std::string did_you_mean(std::string_view written, const std::vector<std::string>& candidates) {
    const std::vector<std::string_view> views(candidates.begin(), candidates.end());
    return did_you_mean(written, std::span(views));
}

}  // namespace quoin::loader
