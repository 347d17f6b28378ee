// Memos by the subjects that they have after their first one: who is told of a change of one of thousands.
#pragma once

#include "memo.hpp"

#include <value/text_hash.hpp>

#include <set>
#include <string_view>
#include <utility>

namespace quoin::engine {

/// Under the lock of memo_graph. By hash alone: two texts of one hash would cost a computation, no more.
class later_subjects {
 public:
    /// Of one subject, what malloc adds included.
    static constexpr std::size_t bytes = 64;

    void add(memo& one) {
        try {
            for (const std::string& subject : one.extra->more)
                known_.emplace(tree::wide_text_hash(subject), &one);
        } catch (...) {
            remove(one);
            throw;
        }
    }
    void remove(memo& one) noexcept {
        for (const std::string& subject : one.extra->more)
            known_.erase({tree::wide_text_hash(subject), &one});
    }
    template <class Body>
    void each(std::string_view subject, Body&& body) const {
        if (known_.empty()) return;
        const std::uint64_t hash = tree::wide_text_hash(subject);
        for (auto at = known_.lower_bound({hash, nullptr}); at != known_.end() && at->first == hash; ++at)
            body(*at->second);
    }

 private:
    std::set<std::pair<std::uint64_t, memo*>> known_;
};

}  // namespace quoin::engine
