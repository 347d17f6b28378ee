// Answers that rest on one other answer about the same subject, and on nothing else: kept with that one.
//
// Most answers about an image are made of its `instance` alone. Such a *part* has no memo of its own: it stands in a
// row at the memo of its *whole*, is good while that is, and goes with the whole's answer. Which types are parts of
// which is learned from computations (part_types). A computation that was begun as one of a part and reads something
// else goes on as any other, and is kept in a memo; so is a part that somebody comes to depend on or wants explained.
//
// Invariants. All of a row and its parts but `word`, and a memo's pointer to its row, is read and written under the
// lock of memo_graph only. A pinned reader that found the whole good may take the answer out of `word` without the
// lock. Whoever makes a part puts a claim into `word` first, its own address with `being_made`, pinned and without the
// lock: all others who want it wait. What changes the facts that the part rests on by itself adds `spoiled` to it. So an
// answer whose claim is found as it was left rests on facts that held all the time; any other is not kept. Only a memo
// that has an answer has a row, which is taken off it with that answer, is never looked at again but by who found it
// before, and is freed as other unlinked things are.
#pragma once

#include "memo.hpp"

#include <value/same_text.hpp>

#include <algorithm>
#include <deque>

namespace quoin::engine {

/// A moment in four bytes, told from another one near it: to the millisecond within twelve days, then to the second.
class near_moment {
 public:
    near_moment() = default;
    constexpr near_moment(std::int64_t unix_ms, std::int64_t base_ms) noexcept {
        const std::int64_t after = unix_ms - base_ms;
        const bool is_near = after >= -most && after <= most;
        const std::int64_t told = is_near ? after : std::clamp<std::int64_t>(after / 1000, -most, most);
        coded_ = static_cast<std::int32_t>(told * 2 + (is_near ? 0 : 1));
    }
    constexpr std::int64_t unix_ms(std::int64_t base_ms) const noexcept {
        const std::int64_t told = coded_ >> 1;
        return base_ms + ((coded_ & 1) != 0 ? told * 1000 : told);
    }

 private:
    static constexpr std::int64_t most = (std::int64_t{1} << 30) - 1;

    std::int32_t coded_ = 0;  // twice that, and 1 for seconds
};
constexpr bool comes_back(std::int64_t after_ms, std::int64_t as_ms) noexcept {
    constexpr std::int64_t base = 1'795'000'000'123;
    return near_moment(base + after_ms, base).unix_ms(base) == base + as_ms;
}
static_assert(comes_back(0, 0) && comes_back(1, 1) && comes_back(-1, -1));
static_assert(comes_back(1'073'741'823, 1'073'741'823) && comes_back(-1'073'741'823, -1'073'741'823));
static_assert(comes_back(1'073'741'824, 1'073'741'000) && comes_back(-1'073'741'824, -1'073'741'000));
static_assert(comes_back(864'000'000'999, 864'000'000'000), "ten years");

struct part {
    // bits of word; an answer has its address there, and no_answer is that of memo
    static constexpr std::uintptr_t spoiled = 1, being_made = 8;

    std::atomic<std::uintptr_t> word{0};
    kept_notes notes;
    std::uint32_t took = 0, value_units = 0;
    near_moment since;           ///< told from the row's
    std::uint16_t asked_to = 0;  ///< position of the provider that ended the walk
    std::uint16_t asked_at = 0;  ///< of the one that asked for the whole

    static bool is_kept(std::uintptr_t word) noexcept { return word != 0 && (word & being_made) == 0; }
};

static_assert(sizeof(part) <= 32);

/// The parts of one whole, each at the place that its type has: in one piece of memory, right behind it.
class alignas(part) part_row {
 public:
    static std::unique_ptr<part_row> make(std::uint32_t size, std::int64_t since_ms) {
        return std::unique_ptr<part_row>(::new (::operator new(bytes_of(size))) part_row(size, since_ms));
    }
    static void operator delete(void* memory) { ::operator delete(memory); }
    part_row(const part_row&) = delete;
    part_row& operator=(const part_row&) = delete;
    /// Without a lock: with the answers a plugin's code may run.
    ~part_row() {
        for (const part& one : *this) {
            const std::uintptr_t word = one.word.load(std::memory_order_relaxed);
            if (part::is_kept(word) && memo::answer_in(word)) detail::values().unref(memo::answer_in(word));
        }
        std::destroy_n(begin(), size_);
    }

    std::uint32_t size() const noexcept { return size_; }
    std::int64_t since_ms() const noexcept { return since_ms_; }
    std::size_t bytes() const noexcept { return bytes_of(size_); }
    part& operator[](std::uint32_t place) noexcept { return begin()[place]; }
    part* begin() noexcept { return reinterpret_cast<part*>(this + 1); }
    part* end() noexcept { return begin() + size_; }

 private:
    part_row(std::uint32_t size, std::int64_t since_ms) noexcept : size_(size), since_ms_(since_ms) {
        std::uninitialized_value_construct_n(begin(), size);
    }
    static std::size_t bytes_of(std::uint32_t size) noexcept {
        return sizeof(part_row) + size * sizeof(part);
    }

    std::uint32_t size_;
    std::int64_t since_ms_;
};
static_assert(alignof(part) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

/// A type whose answers are parts. Lives as long as the graph, and but for the last three never changes.
struct part_type {
    part_type(type_entry& is_part, type_entry& of_whole, std::uint32_t at, std::uint32_t nth) noexcept
        : part(&is_part), whole(&of_whole), place(at), number(nth) {}

    type_entry* const part;
    type_entry* const whole;
    const std::uint32_t place;   ///< in the rows of the whole
    const std::uint32_t number;  ///< among all part types, below part_types::most

    std::atomic<bool> is_one{true};  ///< whether the next one is made as a part
    // The rest under the graph's lock.
    std::uint32_t surprises = 0;  ///< computations that read something else
    mutable note_pool::recent notes;
};

/// The types that are known to be parts, of one engine; found without the lock, at any time. One writer at a time.
class part_types {
 public:
    static constexpr std::size_t most = 256;

    /// Null where there is none.
    part_type* find(const tree::hashed_text& type) const noexcept {
        for (std::size_t i = type.hash & mask;; i = (i + 1) & mask) {
            part_type* const at = cells_[i].load(std::memory_order_acquire);
            if (at == nullptr) return nullptr;
            if (at->part->hash == type.hash && at->part->text == type.text) return at;
        }
    }
    /// The same for the type at a place of a row: who asks for rows asks for the same types again, and then nothing is
    /// searched. Null says nothing.
    const part_type* find_as_last(std::size_t place, std::string_view type) const noexcept {
        const part_type* const last = last_in_rows_[place].load(std::memory_order_acquire);
        return last && tree::is_same_text(last->part->text, type) ? last : nullptr;
    }
    void found_in_row(std::size_t place, const part_type& which) const noexcept {
        last_in_rows_[place].store(&which, std::memory_order_release);
    }
    static constexpr std::size_t most_in_rows = 32;

    /// Null where there is no room for more. The type must not be there yet.
    part_type* add(type_entry& is_part, type_entry& of_whole, std::uint32_t place) {
        if (all_.size() == most) return nullptr;
        part_type& made =
            all_.emplace_back(is_part, of_whole, place, static_cast<std::uint32_t>(all_.size()));
        std::size_t i = is_part.hash & mask;
        while (cells_[i].load(std::memory_order_relaxed) != nullptr) i = (i + 1) & mask;
        cells_[i].store(&made, std::memory_order_release);
        return &made;
    }

 private:
    static constexpr std::size_t mask = 4 * most - 1;

    std::deque<part_type> all_;
    std::atomic<part_type*> cells_[mask + 1] = {};
    mutable std::atomic<const part_type*> last_in_rows_[most_in_rows] = {};
};

/// What a computation that is begun as one of a part may read.
struct whole_reading {
    view answer = {};  ///< empty: no answer
    std::string_view type = {};
    quoin_str subject = {};
    bool was_read = false;
    std::uint16_t asked_at = 0;

    bool is_of(const quoin_request& asked) const noexcept {
        return asked.subject_count == 1 && !asked.options && to_view(asked.type) == type &&
               to_view(asked.subjects[0]) == to_view(subject);
    }
};

/// The key of the whole that a part is of.
inline query_key whole_key(const part_type& of, const query_key& part) noexcept {
    return {of.whole->text,
            part.subjects,
            {},
            0,
            of.whole->hash,
            part.subject_hash,
            combined(of.whole->hash, part.subject_hash, 0)};
}

}  // namespace quoin::engine
