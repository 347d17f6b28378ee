// What is remembered of a library's content, so that it need not be read again: one file for each content.
#pragma once

#include "library_scan.hpp"

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace quoin::loader {

/// Attempts that end the process that makes them before nobody tries any more.
inline constexpr unsigned most_crashes = 3;

/// What became of making a provider of a library with one config.
struct rehearsal {
    unsigned crashes = 0;  ///< 0: it was made
    std::string last_crash = {};
};

struct scan_record {
    std::optional<library_card> card = {};
    unsigned crashes = 0;
    std::string last_crash = {};
    std::map<std::string, rehearsal> rehearsals = {};     ///< by digest of id and config
    std::map<std::string, std::string> quarantined = {};  ///< by provider: why, as the end of a refusal
};

/// JSON of a record, and back; empty where the text is none, or of another version.
std::string text_of(const scan_record& record);
std::optional<scan_record> record_of(std::string_view text, const std::filesystem::path& file);

/// Records by key of content. A file that cannot be read or understood is no record: the library is read
/// again. Files are replaced whole, so that processes side by side see old or new. Any thread.
class record_store {
 public:
    /// An empty folder: kept in memory only.
    explicit record_store(std::filesystem::path folder = {});
    scan_record get(const std::string& key, const std::filesystem::path& file) const;
    void put(const std::string& key, const scan_record& record);

 private:
    std::filesystem::path file_of(const std::string& key) const;
    std::filesystem::path folder_;
    mutable std::mutex mutex_;
    std::map<std::string, std::string> kept_;  // what no file holds
};

}  // namespace quoin::loader
