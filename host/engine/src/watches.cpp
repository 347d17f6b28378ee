#include "watches.hpp"

namespace quoin::engine {

namespace {

bool same(const result& a, const result& b) {
    if (a.outcome != b.outcome) return false;
    if (a.outcome == QUOIN_ERROR) return a.error.code == b.error.code && a.error.message == b.error.message;
    return view(a.answer) == view(b.answer);
}

}  // namespace

watches::watches(asker ask, reasoner reasons, logger log, std::function<std::chrono::milliseconds()> pause)
    : ask_(std::move(ask)), reasons_(std::move(reasons)), log_(std::move(log)), pause_(std::move(pause)) {}

watches::~watches() {
    end();
}

void watches::end() noexcept {
    {
        const std::lock_guard lock(guard_);
        ended_ = true;
    }
    if (!attendant_.joinable()) return;
    attendant_.request_stop();
    attendant_.join();
}

std::uint64_t watches::add(query what, callback changed, watched of) {
    auto made = std::make_shared<watch>(watch{std::move(what), std::move(changed), {}, of, {}});
    renew(*made);
    const std::lock_guard lock(guard_);
    const std::uint64_t id = ++last_id_;
    listed_.emplace(id, std::move(made));
    any_ = true;
    announced_ = true;  // it may have changed between the asking and the listing
    changed_.notify_all();
    if (!ended_ && !attendant_.joinable())
        attendant_ = std::jthread([this](const std::stop_token& stop) { attend(stop); });
    return id;
}

bool watches::remove(std::uint64_t which) {
    std::shared_ptr<watch> removed;  // goes after the lock: with it goes what the callback holds
    std::unique_lock lock(guard_);
    if (const auto found = listed_.find(which); found != listed_.end()) {
        removed = std::move(found->second);
        listed_.erase(found);
        any_ = !listed_.empty();
    }
    // Also for one that is listed no more: its callback may have removed it, and still be running.
    if (calls_on_ != std::this_thread::get_id()) finished_.wait(lock, [&] { return running_ != which; });
    return removed != nullptr;
}

void watches::announce() noexcept {
    if (!any_.load()) return;
    const std::lock_guard lock(guard_);
    announced_ = true;
    changed_.notify_all();
}

void watches::attend(const std::stop_token& stop) {
    std::unique_lock lock(guard_);
    calls_on_ = std::this_thread::get_id();
    while (!stop.stop_requested()) {
        const auto is_announced = [this] { return announced_; };
        const std::chrono::milliseconds pause = listed_.empty() ? std::chrono::milliseconds(0) : pause_();
        if (pause.count() > 0)
            changed_.wait_for(lock, stop, pause, is_announced);
        else
            changed_.wait(lock, stop, is_announced);
        announced_ = false;
        for (std::uint64_t last = 0; !stop.stop_requested();) {
            const auto next = listed_.upper_bound(last);
            if (next == listed_.end()) break;
            last = next->first;
            std::shared_ptr<watch> at = next->second;
            running_ = last;
            lock.unlock();
            look_at(last, *at);
            at.reset();
            lock.lock();
            running_ = 0;
            finished_.notify_all();
        }
    }
}

/// Asks again; whether something is not as it was.
bool watches::renew(watch& at) const {
    result now = ask_(at.what);
    bool changed = !same(now, at.last);
    at.last = std::move(now);
    if (at.of == watched::reasons) {
        value reasons = reasons_(at.what);
        changed = changed || view(reasons) != view(at.last_reasons);
        at.last_reasons = std::move(reasons);
    }
    return changed;
}

void watches::look_at(std::uint64_t id, watch& at) {
    try {
        if (!renew(at)) return;
        {
            const std::lock_guard lock(guard_);
            if (!listed_.contains(id)) return;
        }
        at.changed(at.last);
    } catch (const std::exception& e) {
        log_(std::string("a watch threw an exception: ") + e.what());
    } catch (...) {
        log_("a watch threw an exception that is no std::exception");
    }
}

}  // namespace quoin::engine
