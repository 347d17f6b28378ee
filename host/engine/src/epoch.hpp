// When memory that readers looked at without a lock may be freed.
//
// A reader pins: it writes the number of the current epoch into a place of its own, and takes it back when it
// is done. A writer unlinks a thing, so that nobody finds it any more, writes down the epoch of that moment,
// and starts the next epoch. The thing is freed when no reader is pinned in that epoch or an earlier one.
//
// Why that is right. The stores that pin and unlink, and the loads that follow them, are sequentially
// consistent. If the writer, after it unlinked, finds a reader not pinned, then the pinning comes later in
// the one order of all those operations, hence the unlinking too comes before what the reader loads, and the
// reader does not find the thing. If it finds the reader pinned, it waits; and when the reader's place holds
// 0 or a later epoch, what the reader did while it was pinned happened before (release, acquire). A reader
// that loads the number, is held up, and then pins with an old number only delays.
#pragma once

#include <boost/container/small_vector.hpp>

#include <atomic>
#include <cstdint>
#include <deque>
#include <utility>

namespace quoin::engine {

/// The place of one thread; used by that thread and read by writers.
struct alignas(64) reader {
    std::atomic<std::uint64_t> pinned_in{0};  ///< 0: not pinned
    unsigned depth = 0;                       ///< pins of the thread that are open; its own business
    unsigned number = 0;                      ///< among the readers of the process
    std::atomic<bool> taken{true};
    reader* next = nullptr;
};

namespace epochs {

extern std::atomic<std::uint64_t> current;
reader& new_reader_of_this_thread();

/// The first epoch that some reader may be pinned in, after a new one was started.
std::uint64_t start_next() noexcept;
std::uint64_t oldest_pinned() noexcept;

}  // namespace epochs

inline constinit thread_local reader* my_reader = nullptr;
inline reader& this_reader() {
    if (my_reader == nullptr) [[unlikely]]
        my_reader = &epochs::new_reader_of_this_thread();
    return *my_reader;
}

/// As long as it lives nothing is freed that this thread finds. Short; on one thread. May be nested.
class pin {
 public:
    pin() : pin(this_reader()) {}
    explicit pin(reader& of) noexcept : of_(&of) {
        if (of_->depth++ == 0)
            of_->pinned_in.store(epochs::current.load(std::memory_order_acquire), std::memory_order_seq_cst);
    }
    pin(pin&& other) noexcept : of_(other.of_) { other.of_ = nullptr; }
    pin(const pin&) = delete;
    pin& operator=(const pin&) = delete;
    pin& operator=(pin&&) = delete;
    ~pin() {
        if (of_ != nullptr) end(*of_);
    }
    reader& of() const noexcept { return *of_; }
    /// Hands it over: whoever gets the reader has to call end.
    reader* release() noexcept { return std::exchange(of_, nullptr); }
    static void end(reader& of) noexcept {
        if (--of.depth == 0) of.pinned_in.store(0, std::memory_order_release);
    }

 private:
    reader* of_;
};

/// What was unlinked and waits to be freed. Guarded by whoever has it.
class unlinked_things {
 public:
    struct thing {
        std::uint64_t epoch;
        void* what;
        void (*free)(void*);
    };
    using batch = boost::container::small_vector<thing, 16>;

    unlinked_things() = default;
    unlinked_things(const unlinked_things&) = delete;
    unlinked_things& operator=(const unlinked_things&) = delete;
    /// No reader is left.
    ~unlinked_things();

    void add(void* what, void (*free)(void*)) {
        waiting_.push_back({epochs::current.load(std::memory_order_seq_cst), what, free});
        ++added_;
    }
    /// Moves out some of what can be freed, and all where it is much; for the caller to free without a lock, since
    /// freeing a value may run a plugin's code. Some, so that what comes next finds that memory.
    void take_freeable(batch& into) {
        if (added_ >= worth_a_look) look();
        if (!waiting_.empty() && waiting_.front().epoch < free_before_) take(into);
    }
    static void free_all(batch& all) noexcept;

 private:
    static constexpr std::size_t worth_a_look = 64, at_once = 8, much = 512;

    void look() noexcept;
    void take(batch& into);

    std::deque<thing> waiting_;
    std::size_t added_ = 0;          // since the last look
    std::uint64_t free_before_ = 0;  // nobody is pinned in an epoch before that one
};

}  // namespace quoin::engine
