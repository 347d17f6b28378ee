#include "epoch.hpp"

#include <algorithm>

namespace quoin::engine {

namespace epochs {

std::atomic<std::uint64_t> current{1};

namespace {

std::atomic<reader*> first{nullptr};  // never shortened: places are taken again by later threads

struct place {
    reader* mine = nullptr;
    ~place() {
        if (mine == nullptr) return;
        mine->taken.store(false, std::memory_order_release);
        mine = my_reader = nullptr;  // whatever the thread still destroys gets a place that stays taken
    }
};

reader* an_old_place() {
    for (reader* one = first.load(std::memory_order_acquire); one != nullptr; one = one->next) {
        bool taken = false;
        if (!one->taken.load(std::memory_order_relaxed) &&
            one->taken.compare_exchange_strong(taken, true, std::memory_order_acquire))
            return one;
    }
    return nullptr;
}

}  // namespace

reader& new_reader_of_this_thread() {
    static thread_local place here;
    if (here.mine != nullptr) return *here.mine;
    here.mine = an_old_place();
    if (here.mine != nullptr) return *here.mine;
    auto* const made = new reader;
    made->next = first.load(std::memory_order_acquire);  // its number is read
    do made->number = made->next == nullptr ? 0 : made->next->number + 1;
    while (
        !first.compare_exchange_weak(made->next, made, std::memory_order_acq_rel, std::memory_order_acquire));
    here.mine = made;
    return *made;
}

std::uint64_t start_next() noexcept {
    return current.fetch_add(1, std::memory_order_seq_cst) + 1;
}

std::uint64_t oldest_pinned() noexcept {
    std::uint64_t oldest = current.load(std::memory_order_seq_cst);
    for (const reader* one = first.load(std::memory_order_seq_cst); one != nullptr; one = one->next)
        if (const std::uint64_t in = one->pinned_in.load(std::memory_order_seq_cst); in != 0)
            oldest = std::min(oldest, in);
    return oldest;
}

}  // namespace epochs

void unlinked_things::look() noexcept {
    epochs::start_next();
    free_before_ = epochs::oldest_pinned();
    added_ = 0;  // a pin that stays does not make every change look
}

void unlinked_things::take(batch& into) {
    const std::size_t most = waiting_.size() > much ? waiting_.size() : at_once;
    while (into.size() < most && !waiting_.empty() && waiting_.front().epoch < free_before_) {
        into.push_back(waiting_.front());
        waiting_.pop_front();
    }
}

void unlinked_things::free_all(batch& all) noexcept {
    for (const thing& one : all) one.free(one.what);
    all.clear();
}

unlinked_things::~unlinked_things() {
    for (const thing& one : waiting_) one.free(one.what);
}

}  // namespace quoin::engine
