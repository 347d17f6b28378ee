#include "held_facts.hpp"

namespace quoin::memory_store {

void held_facts::put(const std::string& type, std::string key, value content) {
    const std::unique_lock lock(guard_);
    kept_[type].insert_or_assign(std::move(key), std::move(content));
}

value held_facts::find(std::string_view type, std::string_view key) const {
    const std::shared_lock lock(guard_);
    const auto of_type = kept_.find(type);
    if (of_type == kept_.end()) return {};
    const auto found = of_type->second.find(key);
    return found == of_type->second.end() ? value() : found->second;
}

void held_facts::forget(std::string_view type, std::string_view key) {
    forget_if(type, [&](const std::string& one) { return one == key; });
}

value held_facts::all(std::string_view type) const {
    builder out;
    out.object();
    const std::shared_lock lock(guard_);
    if (const auto found = kept_.find(type); found != kept_.end())
        for (const auto& [key, content] : found->second) out.member(key, content);
    return out.end().finish();
}

void held_facts::replace_all(const std::string& type, view members) {
    facts next;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto [key, content] = members.member(i);
        next.insert_or_assign(std::string(key), value(content));
    }
    const std::unique_lock lock(guard_);
    kept_[type] = std::move(next);
}

}  // namespace quoin::memory_store
