#include "facts.hpp"

namespace quoin::dicom_files {

void facts::put(std::string subject, fact what) {
    auto kept = std::make_shared<const fact>(std::move(what));
    const std::unique_lock lock(guard_);
    kept_.insert_or_assign(std::move(subject), std::move(kept));
}

std::shared_ptr<const fact> facts::find(const std::string& subject) const {
    const std::shared_lock lock(guard_);
    const auto found = kept_.find(subject);
    return found == kept_.end() ? nullptr : found->second;
}

void facts::forget(const std::string& subject) {
    // Freed after the lock: a value may be large.
    std::unordered_map<std::string, std::shared_ptr<const fact>> all;
    std::shared_ptr<const fact> one;
    const std::unique_lock lock(guard_);
    if (subject.empty()) {
        all.swap(kept_);
    } else if (const auto found = kept_.find(subject); found != kept_.end()) {
        one = std::move(found->second);
        kept_.erase(found);
    }
}

}  // namespace quoin::dicom_files
