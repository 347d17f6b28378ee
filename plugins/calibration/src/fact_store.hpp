// fact_store.hpp - calibrations that were added and go with the process. Any thread.
#pragma once

#include "calibration.hpp"

#include <map>
#include <shared_mutex>
#include <vector>

namespace quoin::calibration {

class fact_store {
 public:
    void put(const target& of, value content);
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
};

}  // namespace quoin::calibration
