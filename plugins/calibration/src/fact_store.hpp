// fact_store.hpp - calibrations that were added and go with the process. Any thread.
#pragma once

#include "calibration.hpp"

#include <atomic>
#include <map>
#include <shared_mutex>
#include <vector>

namespace quoin::calibration {

class fact_store {
 public:
    void put(const target& of, value content);
    /// Nothing is in it: what a provider makes of that rests on it until something is put, which must be told
    /// after that.
    bool is_empty() const noexcept { return count_.load(std::memory_order_acquire) == 0; }
    /// Of that key alone, if it is there.
    void forget_one(const std::string& key);
    /// Empty where there is none.
    value find(const std::string& key) const;
    /// Forgets those that the subject names, all where it is empty; returns their keys.
    std::vector<std::string> forget(std::string_view subject);

 private:
    struct entry {
        target of;
        value content;
    };
    mutable std::shared_mutex guard_;
    std::map<std::string, entry> kept_;
    std::atomic<std::size_t> count_ = 0;  // of kept_
};

}  // namespace quoin::calibration
