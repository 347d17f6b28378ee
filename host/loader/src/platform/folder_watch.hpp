// Hears that something in a folder changed. What changed is for its user to see: systems lose events.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <vector>

namespace quoin::loader {

class folder_watch {
 public:
    /// The best that this system has: where it has none, or is out of it, one that only waits.
    static std::unique_ptr<folder_watch> make();
    virtual ~folder_watch() = default;

    /// Watches these folders, and no others. One thread.
    virtual void look_at(const std::vector<std::filesystem::path>& folders) = 0;
    /// Waits for a change in one of them, for wake(), or for that long. The thread that calls look_at.
    virtual void wait(std::chrono::milliseconds longest) = 0;
    /// Ends wait, now or the next time. Any thread.
    virtual void wake() noexcept = 0;
    /// How long a change may go unheard: the longest time for wait.
    virtual std::chrono::milliseconds patience() const = 0;
};

/// One that hears of nothing: its user looks every quarter of a second.
std::unique_ptr<folder_watch> make_polling_watch();

}  // namespace quoin::loader
