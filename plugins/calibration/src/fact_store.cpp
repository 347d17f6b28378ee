#include "fact_store.hpp"

#include <mutex>

namespace quoin::calibration {

void fact_store::put(const target& of, value content) {
    const std::unique_lock lock(guard_);
    kept_.insert_or_assign(of.key(), entry{of, std::move(content)});
    count_.store(kept_.size(), std::memory_order_release);
}

void fact_store::forget_one(const std::string& key) {
    const std::unique_lock lock(guard_);
    kept_.erase(key);
    count_.store(kept_.size(), std::memory_order_release);
}

value fact_store::find(const std::string& key) const {
    const std::shared_lock lock(guard_);
    const auto found = kept_.find(key);
    return found == kept_.end() ? value() : found->second.content;
}

std::vector<std::string> fact_store::forget(std::string_view subject) {
    std::vector<std::string> out;
    const std::unique_lock lock(guard_);
    for (auto at = kept_.begin(); at != kept_.end();) {
        if (!subject.empty() && !at->second.of.named_by(subject)) {
            ++at;
            continue;
        }
        out.push_back(at->first);
        at = kept_.erase(at);
    }
    count_.store(kept_.size(), std::memory_order_release);
    return out;
}

}  // namespace quoin::calibration
