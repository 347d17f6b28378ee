// held_facts.hpp - values by type and subject, in memory. Any thread.
#pragma once

#include <quoin/value.hpp>

#include <map>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>

namespace quoin::memory_store {

class held_facts {
 public:
    void put(const std::string& type, std::string key, value content);
    /// Empty where there is none.
    value find(std::string_view type, std::string_view key) const;
    void forget(std::string_view type, std::string_view key);
    /// Forgets those whose key `named` accepts.
    template <class Predicate>
    void forget_if(std::string_view type, Predicate named) {
        const std::unique_lock lock(guard_);
        if (const auto found = kept_.find(type); found != kept_.end())
            std::erase_if(found->second, [&](const auto& one) { return named(one.first); });
    }
    /// Everything of a type, an object by key.
    value all(std::string_view type) const;
    /// Replaces everything of a type by the members of an object.
    void replace_all(const std::string& type, view members);

 private:
    using facts = std::map<std::string, value, std::less<>>;
    mutable std::shared_mutex guard_;
    std::map<std::string, facts, std::less<>> kept_;
};

}  // namespace quoin::memory_store
