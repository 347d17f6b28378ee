// Finds a thing by its text, whose hash is known: one line of memory looked at where a map follows two nodes.
#pragma once

#include <value/text_hash.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace quoin::engine {

/// Of things that live elsewhere and stay where they are. `Thing` says its text with `std::string_view text_of(const
/// Thing&)`, found by its namespace. Nothing is ever taken out.
template <class Thing>
class text_index {
 public:
    /// Null where there is none.
    Thing* find(const tree::hashed_text& of) const noexcept {
        if (slots_.empty()) return nullptr;
        for (std::size_t i = of.hash & mask();; i = (i + 1) & mask()) {
            const slot& at = slots_[i];
            if (at.what == nullptr) return nullptr;
            if (at.hash == of.hash && text_of(*at.what) == of.text) return at.what;
        }
    }
    /// The text must not be there yet.
    void add(std::uint64_t hash, Thing& what) {
        if ((count_ + 1) * 2 > slots_.size()) grow();
        place({hash, &what});
        ++count_;
    }

 private:
    struct slot {
        std::uint64_t hash = 0;
        Thing* what = nullptr;
    };

    std::size_t mask() const noexcept { return slots_.size() - 1; }
    void place(const slot& one) noexcept {
        std::size_t i = one.hash & mask();
        while (slots_[i].what != nullptr) i = (i + 1) & mask();
        slots_[i] = one;
    }
    void grow() {
        std::vector<slot> before(slots_.empty() ? 16 : slots_.size() * 2);
        slots_.swap(before);
        for (const slot& one : before)
            if (one.what != nullptr) place(one);
    }

    std::vector<slot> slots_;  // open addressing; a power of two, at most half of it used
    std::size_t count_ = 0;
};

}  // namespace quoin::engine
