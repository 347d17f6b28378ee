// Who computes what just now, and who waits for it: a query is computed once however many threads ask.
//
// Invariants. All of it is guarded by the graph's lock. A flight and a waiter stand on the stack of their
// thread and are unlisted before they go. A thread waits for one flight at most, hence `waits_for` leads
// along one path; a thread that would close a ring of threads does not wait but computes for itself, so
// nobody waits for ever, and a query that really asks itself is found on the path of that thread.
#pragma once

#include "memo_graph.hpp"
#include "own_frame.hpp"

#include <engine/found.hpp>

#include <algorithm>
#include <condition_variable>
#include <stop_token>
#include <thread>

namespace quoin::engine {

struct seat;

/// A thread that asks.
struct asking_thread {
    const asking_thread* waits_for = nullptr;  ///< under the graph's lock
    std::atomic<const seat*> asks{nullptr};    ///< whose provider it is in, while a flight of it is listed
};

inline asking_thread& this_asking_thread() {
    static thread_local constinit asking_thread me;
    return me;
}

class flights {
 public:
    struct waiter {
        std::optional<found> shared = {};  ///< the failure that ended the flight, if it is the waiter's too
        std::uint64_t seen = 0;            ///< the revision in which it landed
        bool landed = false;
        asking_thread* by = nullptr;
        waiter* next = nullptr;
    };
    struct flight {
        memo* of;
        asking_thread* by;
        waiter* waiting = nullptr;
        flight* next = nullptr;
    };

    void list(flight& one) noexcept {
        one.next = first_;
        first_ = &one;
    }
    /// Ends it. A failure is handed to those who wait, where it is one of the query and not of the asker.
    void land(flight& one, const found* failed, std::uint64_t revision) {
        flight** link = &first_;
        while (*link != &one) link = &(*link)->next;
        *link = one.next;
        tell_landed(one, failed, revision);
    }
    /// The same of one that is not listed, but found by its part.
    void tell_landed(flight& one, const found* failed, std::uint64_t revision) {
        if (one.waiting) tell_those_who_wait(one, failed, revision);
    }
    QUOIN_OWN_FRAME void tell_those_who_wait(flight& one, const found* failed, std::uint64_t revision) {
        for (waiter* each = one.waiting; each; each = each->next) {
            if (failed) each->shared = failed->copy();
            each->seen = revision;
            each->landed = true;
            // Not only when it wakes: the thread that landed may have ended by then.
            each->by->waits_for = nullptr;
        }
        one.waiting = nullptr;
        landed_.notify_all();
    }
    flight* find(const memo* of) const noexcept {
        flight* one = first_;
        while (one && one->of != of) one = one->next;
        return one;
    }
    static bool closes_a_ring(const flight& one, const asking_thread& me) noexcept {
        for (const asking_thread* at = one.by; at; at = at->waits_for)
            if (at == &me) return true;
        return false;
    }
    /// False where the deadline or the caller ended the waiting; then `busy` is whose provider was awaited.
    QUOIN_OWN_FRAME bool wait(memo_graph::lock& lock, flight& one, waiter& mine, asking_thread& me,
                              std::chrono::steady_clock::time_point deadline, const std::stop_token& cancel,
                              const seat*& busy) {
        mine.by = &me;
        mine.next = one.waiting;
        one.waiting = &mine;
        me.waits_for = one.by;
        const auto has_landed = [&] { return mine.landed; };
        if (deadline == deadline.max())
            landed_.wait(lock.held(), cancel, has_landed);
        else
            landed_.wait_until(lock.held(), cancel, deadline, has_landed);
        if (mine.landed) return true;
        me.waits_for = nullptr;
        busy = one.by->asks.load(std::memory_order_relaxed);
        waiter** link = &one.waiting;
        while (*link != &mine) link = &(*link)->next;
        *link = mine.next;
        return false;
    }

    // A change under way: `add` and `clear` call providers, and at which moment these change their facts
    // nobody knows. What is computed meanwhile may rest on either state.
    struct changing {
        std::string_view type;
        std::span<const std::string> subjects;  ///< none: all
        std::thread::id by = std::this_thread::get_id();
        changing* next = nullptr;
    };
    void begin(changing& one) noexcept {
        one.next = changing_;
        changing_ = &one;
    }
    void end(changing& one) {
        changing** link = &changing_;
        while (*link != &one) link = &(*link)->next;
        *link = one.next;
        ++ended_;
        landed_.notify_all();
    }
    /// Whether another thread is changing facts that a memo rests on by itself.
    bool is_changing(const memo& at) const noexcept {
        if (is_changing(at.type->text, at.subject->text())) return true;
        return at.extra &&
               std::any_of(at.extra->more.begin(), at.extra->more.end(),
                           [&](const std::string& more) { return is_changing(at.type->text, more); });
    }
    bool is_changing(std::string_view type, std::string_view subject) const noexcept {
        for (const changing* one = changing_; one; one = one->next) {
            if (one->by == std::this_thread::get_id()) continue;
            if (!one->type.empty() && one->type != type) continue;
            if (one->subjects.empty()) return true;
            if (std::find(one->subjects.begin(), one->subjects.end(), subject) != one->subjects.end())
                return true;
        }
        return false;
    }
    /// Waits until a change of another thread that is under way now ended, if there is one.
    void wait_for_a_change(memo_graph::lock& lock, std::chrono::steady_clock::time_point deadline,
                           const std::stop_token& cancel) {
        const std::uint64_t now = ended_;
        const auto is_over = [&] {
            if (ended_ != now) return true;
            for (const changing* one = changing_; one; one = one->next)
                if (one->by != std::this_thread::get_id()) return false;
            return true;
        };
        if (deadline == deadline.max())
            landed_.wait(lock.held(), cancel, is_over);
        else
            landed_.wait_until(lock.held(), cancel, deadline, is_over);
    }

 private:
    flight* first_ = nullptr;
    changing* changing_ = nullptr;
    std::uint64_t ended_ = 0;
    std::condition_variable_any landed_;
};

}  // namespace quoin::engine
