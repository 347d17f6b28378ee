// Facts of providers that are changing.
#pragma once

#include "call.hpp"

#include <span>
#include <string>
#include <string_view>

namespace quoin::engine {

/// While it lives, facts of the type and the subjects change, and nobody knows when exactly.
class under_change {
 public:
    under_change(shared_state& shared, std::string_view type, std::span<const std::string> subjects)
        : shared_(shared), mine_{type, subjects} {
        const memo_graph::lock held(shared_.graph);
        shared_.running.begin(mine_);
    }
    under_change(const under_change&) = delete;
    under_change& operator=(const under_change&) = delete;
    ~under_change() {
        const memo_graph::lock held(shared_.graph);
        shared_.running.end(mine_);
    }
    /// The provider at that position, or one below, may have changed what it says of the subject.
    void changed(std::string_view subject, int position) const {
        memo_graph::lock held(shared_.graph);
        shared_.graph.change(held, mine_.type, subject, position, whole_chain);
    }

 private:
    shared_state& shared_;
    flights::changing mine_;
};

}  // namespace quoin::engine
