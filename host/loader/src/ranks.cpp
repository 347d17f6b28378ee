#include "ranks.hpp"

#include <algorithm>

namespace quoin::loader {

namespace {

constexpr std::uint64_t step = std::uint64_t{1} << 32;

// Which of them can keep their rank: the longest part that rises already.
std::vector<bool> kept(const std::vector<std::optional<std::uint64_t>>& before) {
    const std::size_t count = before.size();
    std::vector<std::size_t> length(count, 0);
    std::vector<std::size_t> from(count, count);
    std::size_t last = count;
    for (std::size_t i = 0; i < count; ++i) {
        if (!before[i]) continue;
        length[i] = 1;
        for (std::size_t j = 0; j < i; ++j)
            if (before[j] && *before[j] < *before[i] && length[j] + 1 > length[i]) {
                length[i] = length[j] + 1;
                from[i] = j;
            }
        if (last == count || length[i] > length[last]) last = i;
    }
    std::vector<bool> out(count, false);
    for (; last != count; last = from[last]) out[last] = true;
    return out;
}

}  // namespace

std::vector<std::uint64_t> ranks_of(const std::vector<std::optional<std::uint64_t>>& before) {
    const std::vector<bool> keeps = kept(before);
    std::vector<std::uint64_t> out(before.size(), 0);
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (keeps[i]) {
            out[i] = below = *before[i];
            continue;
        }
        std::size_t end = i;  // of those that need a new one
        while (end < before.size() && !keeps[end]) ++end;
        const std::uint64_t wanted = end - i + 1;
        const std::uint64_t room = end < before.size() ? *before[end] - below : wanted * step;
        if (room < wanted) {  // none left: all anew
            for (std::size_t n = 0; n < out.size(); ++n) out[n] = (n + 1) * step;
            return out;
        }
        for (; i < end; ++i) out[i] = below += room / wanted;
        --i;
    }
    return out;
}

}  // namespace quoin::loader
