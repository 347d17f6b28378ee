// facts.hpp - what was added: for an imageId, a file's path or an object that came as bytes. Any thread.
#pragma once

#include "object.hpp"

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace quoin::dicom_files {

/// A path, or bytes and what was read of them.
struct fact {
    std::string path;
    value bytes;
    object read;
};

class facts {
 public:
    void put(std::string subject, fact what);
    /// Empty where nothing was added.
    std::shared_ptr<const fact> find(const std::string& subject) const;
    /// An empty subject forgets everything.
    void forget(const std::string& subject);

 private:
    mutable std::shared_mutex guard_;
    std::unordered_map<std::string, std::shared_ptr<const fact>> kept_;
};

}  // namespace quoin::dicom_files
