// facts.hpp - what was added: objects, and paths of files, by imageId. Any thread.
#pragma once

#include "object_reader.hpp"

#include <map>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::dicom_json {

/// Exactly one of the two.
struct fact {
    std::string path;
    std::shared_ptr<const json_object> read;
};

class facts {
 public:
    void put(std::string image_id, fact what);
    /// Empty where nothing was added.
    std::shared_ptr<const fact> find(const std::string& image_id) const;
    /// That one, and all whose imageId begins with `prefix`; an empty imageId forgets everything. Returns
    /// what is forgotten.
    std::vector<std::string> forget(const std::string& image_id, const std::string& prefix);

 private:
    using kept = std::map<std::string, std::shared_ptr<const fact>, std::less<>>;
    mutable std::shared_mutex guard_;
    kept kept_;
};

}  // namespace quoin::dicom_json
