// Private copies of libraries, named by their content: what is mapped is never what somebody overwrites, and
// two versions of a library have two paths.
#pragma once

#include "library_scan.hpp"

#include <filesystem>
#include <string>

namespace quoin::loader {

struct staged_library {
    std::filesystem::path opened = {};  ///< what is to be opened; the file itself where nothing can be staged
    std::string digest = {};            ///< SHA-256 of the library, 64 digits
    std::string key = {};               ///< of all that was staged with it; the digest where that is alone
};

class staging {
 public:
    /// An empty folder: nothing is staged.
    explicit staging(std::filesystem::path folder = {});

    /// Hashes and copies the library, or with `whole` the folder that it is in, so that what it finds through
    /// $ORIGIN is beside it. What is there already is not copied again. A file that changes meanwhile is a
    /// refusal. With `exactly` a copy that is there is read and replaced where it is another: for who demands a hash. Any
    /// thread, several processes at once.
    outcome<staged_library> stage(const std::filesystem::path& file, bool whole, bool exactly) const;

 private:
    std::filesystem::path folder_;
};

/// Removes what was not used for a day from a folder that holds more than `most` things, the oldest first.
void prune(const std::filesystem::path& folder, std::size_t most);

}  // namespace quoin::loader
