// What is kept out because it failed too often: the words for it, and the watch over late answers.
#pragma once

#include "scan_record.hpp"

#include <chrono>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace quoin::loader {

/// Ends of refusals: "expected .., found ..; mend".
std::string refusal_of_crash(const scan_record& record);
std::string refusal_of_quarantined_library(const scan_record& record, const std::filesystem::path& file);
std::string refusal_of_crash_in_create(const rehearsal& of);
std::string refusal_of_quarantined_config(const rehearsal& of, const std::string& id);
std::string refusal_of_late_provider(std::string_view id, std::chrono::milliseconds timeout);

/// Late answers within a time. Any thread.
class late_watch {
 public:
    static constexpr std::size_t most = 3;
    static constexpr std::chrono::seconds within{120};

    /// One more late answer of a provider: true where it is the one too many; then it is forgotten.
    bool one_more(std::string_view id, std::chrono::steady_clock::time_point now);

 private:
    std::mutex mutex_;
    std::map<std::string, std::deque<std::chrono::steady_clock::time_point>, std::less<>> times_;
};

}  // namespace quoin::loader
