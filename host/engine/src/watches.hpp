// Who wants to hear when an answer changes, and the thread that tells them.
//
// Invariants. One thread asks the watched queries, compares and calls back; it holds no lock while it does. A
// watch's last outcome is touched by that thread only, once the watch is listed. `running_` is the watch
// whose callback runs, and unwatch waits until it is another one, so that nothing is called after unwatch
// returned.
#pragma once

#include <engine/engine.hpp>

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace quoin::engine {

class watches {
 public:
    using callback = std::function<void(const result&)>;
    using asker = std::function<result(const query&)>;
    using reasoner = std::function<value(const query&)>;
    using logger = std::function<void(std::string_view line)>;

    /// `reasons` gives what an outcome rests on, for comparison. `pause` says how soon outcomes are to be
    /// compared again without an announced change; zero: never.
    watches(asker ask, reasoner reasons, logger log, std::function<std::chrono::milliseconds()> pause);
    ~watches();
    watches(const watches&) = delete;
    watches& operator=(const watches&) = delete;

    std::uint64_t add(query what, callback changed, watched of);
    bool remove(std::uint64_t which);
    /// None is called any more, whichever is added, and none is running when this returns. Not in a callback.
    void end() noexcept;
    /// Something changed: outcomes are compared soon. Any thread, also inside a provider.
    void announce() noexcept;

 private:
    struct watch {
        query what;
        callback changed;
        result last;
        watched of;
        value last_reasons;
    };

    void attend(const std::stop_token& stop);
    void look_at(std::uint64_t id, watch& at);
    bool renew(watch& at) const;

    const asker ask_;
    const reasoner reasons_;
    const logger log_;
    const std::function<std::chrono::milliseconds()> pause_;
    std::atomic<bool> any_{false};
    std::mutex guard_;
    std::condition_variable_any changed_, finished_;
    bool announced_ = false, ended_ = false;
    std::uint64_t last_id_ = 0, running_ = 0;
    std::map<std::uint64_t, std::shared_ptr<watch>> listed_;
    std::jthread attendant_;    // started by the first watch
    std::thread::id calls_on_;  // the attendant, as long as there is one
};

}  // namespace quoin::engine
