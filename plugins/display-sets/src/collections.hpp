// collections.hpp - which images were added together, and display sets that were added for an image. Any thread.
#pragma once

#include <quoin/quoin.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace quoin::display_sets {

/// The subjects of one add, and the objects that they named.
struct collection {
    std::vector<std::string> subjects;
    std::vector<std::string> objects;
};

class collections {
 public:
    /// An object is in the collection that it was added in last.
    void put(const std::shared_ptr<const collection>& added) {
        const std::lock_guard lock(mutex_);
        for (const std::string& one : added->objects) of_object_[one] = added;
    }
    void put(const std::string& object, value display_set) {
        const std::lock_guard lock(mutex_);
        given_[object] = std::move(display_set);
    }
    std::shared_ptr<const collection> find(const std::string& object) const {
        const std::lock_guard lock(mutex_);
        const auto found = of_object_.find(object);
        return found == of_object_.end() ? nullptr : found->second;
    }
    value given(const std::string& object) const {
        const std::lock_guard lock(mutex_);
        const auto found = given_.find(object);
        return found == given_.end() ? value() : found->second;
    }
    /// Forgets the collection that the object or subject is in; with an empty name all. The objects it was of.
    std::vector<std::string> forget_collection(const std::string& name) {
        const std::lock_guard lock(mutex_);
        std::vector<std::string> out;
        for (auto at = of_object_.begin(); at != of_object_.end();) {
            const auto& subjects = at->second->subjects;
            const auto& objects = at->second->objects;
            const bool meant = name.empty() ||
                               std::find(subjects.begin(), subjects.end(), name) != subjects.end() ||
                               std::find(objects.begin(), objects.end(), name) != objects.end();
            if (meant) out.push_back(at->first);
            at = meant ? of_object_.erase(at) : std::next(at);
        }
        return out;
    }
    std::vector<std::string> forget_given(const std::string& object) {
        const std::lock_guard lock(mutex_);
        std::vector<std::string> out;
        for (auto at = given_.begin(); at != given_.end();) {
            const bool meant = object.empty() || at->first == object;
            if (meant) out.push_back(at->first);
            at = meant ? given_.erase(at) : std::next(at);
        }
        return out;
    }

 private:
    mutable std::mutex mutex_;
    std::map<std::string, std::shared_ptr<const collection>> of_object_;
    std::map<std::string, value> given_;
};

}  // namespace quoin::display_sets
