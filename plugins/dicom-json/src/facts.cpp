#include "facts.hpp"

#include <mutex>

namespace quoin::dicom_json {

void facts::put(std::string image_id, fact what) {
    auto made = std::make_shared<const fact>(std::move(what));
    const std::unique_lock lock(guard_);
    kept_.insert_or_assign(std::move(image_id), std::move(made));
}

std::shared_ptr<const fact> facts::find(const std::string& image_id) const {
    const std::shared_lock lock(guard_);
    const auto found = kept_.find(image_id);
    return found == kept_.end() ? nullptr : found->second;
}

std::vector<std::string> facts::forget(const std::string& image_id, const std::string& prefix) {
    kept gone;  // freed after the lock: values may be large
    {
        const std::unique_lock lock(guard_);
        if (image_id.empty()) {
            gone.swap(kept_);
        } else {
            if (auto one = kept_.extract(image_id)) gone.insert(std::move(one));
            for (auto at = kept_.lower_bound(prefix); at != kept_.end() && at->first.starts_with(prefix);)
                gone.insert(kept_.extract(at++));
        }
    }
    std::vector<std::string> out;
    out.reserve(gone.size());
    for (const auto& one : gone) out.push_back(one.first);
    return out;
}

}  // namespace quoin::dicom_json
