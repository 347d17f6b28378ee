// What a computation asked of other queries, in the order of asking, each once.
#pragma once

#include "memo.hpp"

#include <boost/container/small_vector.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include <utility>

namespace quoin::engine {

class memo_graph;

/// Keeps a memo from being freed (not from being unlinked).
class memo_holder {
 public:
    memo_holder() = default;
    /// Takes over a hold that was taken.
    memo_holder(memo_graph& of, memo* held) noexcept : of_(&of), held_(held) {}
    memo_holder(memo_holder&& other) noexcept : of_(other.of_), held_(std::exchange(other.held_, nullptr)) {}
    memo_holder(const memo_holder& other) noexcept : of_(other.of_), held_(other.held_) {
        if (held_) held_->holders.fetch_add(1, std::memory_order_relaxed);
    }
    memo_holder& operator=(memo_holder other) noexcept {
        std::swap(of_, other.of_);
        std::swap(held_, other.held_);
        return *this;
    }
    ~memo_holder() { release(); }
    void release() noexcept;
    memo* get() const noexcept { return held_; }
    memo* operator->() const noexcept { return held_; }
    explicit operator bool() const noexcept { return held_ != nullptr; }

 private:
    memo_graph* of_ = nullptr;
    memo* held_ = nullptr;
};

/// One query that a provider asked, as it was found.
struct reading {
    memo_holder what;
    std::uint64_t marked;
    std::uint16_t asked_at;
    bool by_next;
};

/// Few are searched one by one; of many, as a provider that goes over a study has, there is an index.
class readings {
 public:
    /// Null where the memo was not read yet.
    const reading* find(const memo* of) const noexcept {
        if (all_.size() <= few) {
            for (const reading& one : all_)
                if (one.what.get() == of) return &one;
            return nullptr;
        }
        const auto found = places_.find(of);
        return found == places_.end() ? nullptr : &all_[found->second];
    }
    void add(reading one) {
        all_.push_back(std::move(one));
        if (all_.size() <= few) return;
        for (std::size_t i = places_.size(); i < all_.size(); ++i) places_.emplace(all_[i].what.get(), i);
    }
    void clear() noexcept {
        all_.clear();
        places_.clear();
    }
    std::size_t size() const noexcept { return all_.size(); }
    bool empty() const noexcept { return all_.empty(); }
    auto begin() noexcept { return all_.begin(); }
    auto end() noexcept { return all_.end(); }
    auto begin() const noexcept { return all_.begin(); }
    auto end() const noexcept { return all_.end(); }

 private:
    static constexpr std::size_t few = 24;

    boost::container::small_vector<reading, 4> all_;
    boost::unordered_flat_map<const memo*, std::size_t> places_;  // of all_, where they are many
};

}  // namespace quoin::engine
