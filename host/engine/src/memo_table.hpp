// Finds a memo by its key, without a lock.
//
// Invariants. Open addressing; the number of slots is a power of two, and at least an eighth of them was
// never used, so that every search ends. One writer at a time (the graph's lock); a reader is pinned. A
// slot's hash is written before its memo and is a hint only: a reader that sees the hash of another time
// misses, and looks again under the lock. A slot that was used and is free again holds `gone`, so that
// searches go on past it. When slots run out the writer makes another table and swaps the pointer; the old
// one is unlinked.
#pragma once

#include "epoch.hpp"
#include "memo.hpp"

#include <bit>

namespace quoin::engine {

class memo_table {
 public:
    explicit memo_table(std::size_t slots = 64) : mask_(slots - 1), slots_(new slot[slots]) {}

    /// Null where there is none.
    memo* find(const query_key& key) const noexcept {
        for (std::size_t i = key.hash & mask_;; i = (i + 1) & mask_) {
            memo* const at = slots_[i].at.load(std::memory_order_seq_cst);
            if (at == nullptr) return nullptr;
            if (slots_[i].hash.load(std::memory_order_relaxed) == key.hash && at != gone() &&
                at->matches(key))
                return at;
        }
    }
    /// A search for that hash comes soon.
    void fetch([[maybe_unused]] std::uint64_t hash) const noexcept {
#ifdef __GNUC__
        __builtin_prefetch(&slots_[hash & mask_]);
#endif
    }
    /// Tells where its searches look.
    template <class Told>
    void tell(Told& to) const noexcept {
        to.tell(slots_.get(), sizeof(slot), mask_);
    }
    bool is_full() const noexcept {
        return used_ + 1 > (mask_ + 1) / 8 * 7;
    }
    std::size_t slots() const noexcept {
        return mask_ + 1;
    }
    std::size_t entries() const noexcept {
        return used_ - gone_;
    }

    void insert(memo* what, std::uint64_t hash) noexcept {
        std::size_t i = hash & mask_;
        while (true) {
            memo* const at = slots_[i].at.load(std::memory_order_relaxed);
            if (at == nullptr) break;
            if (at == gone()) {
                --gone_;
                --used_;
                break;
            }
            i = (i + 1) & mask_;
        }
        ++used_;
        slots_[i].hash.store(hash, std::memory_order_relaxed);
        slots_[i].at.store(what, std::memory_order_release);  // whoever misses it looks again under the lock
    }
    void erase(const memo* what, std::uint64_t hash) noexcept {
        std::size_t i = hash & mask_;
        while (slots_[i].at.load(std::memory_order_relaxed) != what) i = (i + 1) & mask_;
        if (slots_[(i + 1) & mask_].at.load(std::memory_order_relaxed) == nullptr) {
            slots_[i].at.store(nullptr, std::memory_order_seq_cst);  // no search goes on past it
            --used_;
        } else {
            slots_[i].at.store(gone(), std::memory_order_seq_cst);
            ++gone_;
        }
    }
    /// Calls it with every memo.
    template <class Body>
    void each(Body&& body) const {
        for (std::size_t i = 0; i <= mask_; ++i)
            if (memo* const at = slots_[i].at.load(std::memory_order_relaxed); at != nullptr && at != gone())
                body(*at);
    }
    /// A table with the same entries and room for as many again.
    std::unique_ptr<memo_table> grown() const {
        auto out = std::make_unique<memo_table>(std::max<std::size_t>(64, std::bit_ceil(entries() * 2 + 2)));
        for (std::size_t i = 0; i <= mask_; ++i)
            if (memo* const at = slots_[i].at.load(std::memory_order_relaxed); at != nullptr && at != gone())
                out->insert(at, slots_[i].hash.load(std::memory_order_relaxed));
        return out;
    }

 private:
    struct slot {
        std::atomic<std::uint64_t> hash{0};
        std::atomic<memo*> at{nullptr};
    };
    static memo* gone() noexcept {
        // NOLINTNEXTLINE(performance-no-int-to-ptr): a mark that is no memo, and never followed
        return reinterpret_cast<memo*>(std::uintptr_t{1});
    }

    std::size_t mask_, used_ = 0, gone_ = 0;  // used: not free any more, gone ones included
    std::unique_ptr<slot[]> slots_;
};

}  // namespace quoin::engine
