// inotify. It does not hear of changes that another machine makes on a shared file system, nor of a folder
// that was moved away and made again: so wait ends every two seconds too.
#ifdef __linux__

#include "folder_watch.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace quoin::loader {

namespace {

class inotify_watch final : public folder_watch {
 public:
    inotify_watch()
        : events_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)),
          wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
    ~inotify_watch() override {
        if (events_ >= 0) ::close(events_);
        if (wake_ >= 0) ::close(wake_);
    }
    bool works() const { return events_ >= 0 && wake_ >= 0; }

    void look_at(const std::vector<std::filesystem::path>& folders) override {
        // Adding a watch that is there already changes nothing but its name.
        std::vector<int> now;
        all_heard_ = true;
        for (const auto& each : folders) {
            const int id = ::inotify_add_watch(events_, each.c_str(),
                                               IN_ONLYDIR | IN_CREATE | IN_DELETE | IN_MODIFY |
                                                   IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB |
                                                   IN_DELETE_SELF | IN_MOVE_SELF);
            if (id < 0)
                all_heard_ = false;
            else
                now.push_back(id);
        }
        for (const int id : ids_)
            if (std::find(now.begin(), now.end(), id) == now.end()) ::inotify_rm_watch(events_, id);
        ids_ = std::move(now);
    }

    void wait(std::chrono::milliseconds longest) override {
        std::array<pollfd, 2> watched{{{events_, POLLIN, 0}, {wake_, POLLIN, 0}}};
        ::poll(watched.data(), watched.size(), static_cast<int>(longest.count()));
        alignas(inotify_event) std::array<char, 4096> piece;
        while (::read(events_, piece.data(), piece.size()) > 0) {
        }
        std::uint64_t count = 0;
        while (::read(wake_, &count, sizeof count) > 0) {
        }
    }
    void wake() noexcept override {
        const std::uint64_t one = 1;
        // A counter that is full wakes too.
        if (::write(wake_, &one, sizeof one) < 0) return;
    }
    std::chrono::milliseconds patience() const override {
        return std::chrono::milliseconds(all_heard_ ? 2000 : 250);
    }

 private:
    int events_;
    int wake_;
    std::vector<int> ids_;
    bool all_heard_ = true;
};

}  // namespace

std::unique_ptr<folder_watch> folder_watch::make() {
    auto out = std::make_unique<inotify_watch>();
    if (out->works()) return out;
    return make_polling_watch();
}

}  // namespace quoin::loader

#endif
