// atomic_write.hpp - a file that is either what it was or what it is to be, whatever happens meanwhile.
#pragma once

#include <functional>
#include <string>

namespace quoin::calibration {

/// Replaces the content of a file by what `change` makes of it (called with the path to read from, links
/// followed; the file need not be there): written beside it, flushed to disk, renamed over it, its permissions
/// kept. A new file is readable by its owner alone. One process at a time: the folder is locked meanwhile.
/// Throws quoin::error QUOIN_E_IO with the reason; then the file is as it was.
void replace_file(const std::string& path, const std::function<std::string(const std::string& path)>& change);

}  // namespace quoin::calibration
