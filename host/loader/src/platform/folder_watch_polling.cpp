#include "folder_watch.hpp"

#include <condition_variable>
#include <mutex>

namespace quoin::loader {

namespace {

class polling_watch final : public folder_watch {
 public:
    void look_at(const std::vector<std::filesystem::path>&) override {}
    void wait(std::chrono::milliseconds longest) override {
        std::unique_lock lock(mutex_);
        woken_.wait_for(lock, longest, [this] { return wake_; });
        wake_ = false;
    }
    void wake() noexcept override {
        const std::lock_guard lock(mutex_);
        wake_ = true;
        woken_.notify_one();
    }
    std::chrono::milliseconds patience() const override { return std::chrono::milliseconds(250); }

 private:
    std::mutex mutex_;
    std::condition_variable woken_;
    bool wake_ = false;
};

}  // namespace

std::unique_ptr<folder_watch> make_polling_watch() {
    return std::make_unique<polling_watch>();
}

#ifndef __linux__
std::unique_ptr<folder_watch> folder_watch::make() {
    return make_polling_watch();
}
#endif

}  // namespace quoin::loader
