// A kept answer, and what it is tied to.
//
// Invariants. All members but the atomic ones, `type`, `subject`, `from` and the key in `extra` are read
// and written under the lock of memo_graph only. `word` holds the answer and whether it is good; a reader
// that is pinned (epoch.hpp) may take the answer out of it without the lock. Writers change it under the
// lock, and give the reference on an answer that they take out to unlinked_things.
//
// An edge leads from a memo to each memo that its provider asked, once, in the order of asking; the other one
// lists it among its dependants. `good` says that the facts it rests on are what they were: where a memo is
// not good, none of its dependants, theirs included, is good. `changed` is the revision in which its answer
// became what it is, `verified` the one in which its edges were all good and unchanged. So a memo that is not
// good, and not `dirty`, is good again as it stands if, asked anew, no edge leads to a memo with a `changed`
// above its own `verified`. `marked` is another number each time that it stops being good, also in one
// revision: whoever read the answer and finds the same `marked` later knows that the answer was good all the
// time between.
//
// A memo that somebody depends on stays without its answer where the budget takes that (it is good all the
// same), so that changes still reach the dependants.
#pragma once

#include "notes.hpp"
#include "provider_table.hpp"
#include "query_key.hpp"
#include "spare_memory.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace quoin::engine {

struct memo;
struct part_type;
class part_row;

/// Hits of one type. A thread whose number is below `own` adds without a locked instruction.
class hit_count {
 public:
    void add(unsigned reader_number) noexcept {
        if (reader_number < own) [[likely]] {
            std::atomic<std::uint64_t>& mine = places_[reader_number].count;
            mine.store(mine.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
        } else {
            places_[own].count.fetch_add(1, std::memory_order_relaxed);
        }
    }
    std::uint64_t sum() const noexcept {
        std::uint64_t out = 0;
        for (const place& one : places_) out += one.count.load(std::memory_order_relaxed);
        return out;
    }

 private:
    static constexpr unsigned own = 15;
    struct alignas(64) place {
        std::atomic<std::uint64_t> count{0};
    };
    place places_[own + 1];
};

/// A type that was asked for. Lives as long as the graph.
struct type_entry {
    std::string text;
    std::uint64_t hash;             ///< tree::wide_text_hash of the text
    std::vector<part_type*> parts;  ///< types whose answers are parts of its own, by their place
    hit_count hits;
    std::uint64_t misses = 0, drops = 0, recomputations = 0, entries = 0, bytes = 0;
    static constexpr std::size_t unchanged = ~std::size_t{0};
    std::size_t changed_from = unchanged;  ///< of its chain, in memo_graph::change_chains; else unchanged
    bool chain_was_read = false;           ///< memos may rest on who stands first in its chain

    tree::hashed_text hashed() const noexcept { return {text, hash}; }
};

inline std::string_view text_of(const type_entry& one) noexcept {
    return one.text;
}

/// A subject that memos are about; its text stands behind it.
struct subject_entry {
    std::uint64_t hash;
    memo* first;  ///< of the memos whose first subject it is, linked by next_of_subject
    std::uint32_t length;
    std::atomic<std::uint32_t> memos;  ///< that refer to it, unlinked ones that somebody holds included

    std::string_view text() const noexcept { return {reinterpret_cast<const char*>(this + 1), length}; }
    /// With its text.
    std::size_t bytes() const noexcept { return sizeof(subject_entry) + length; }
};

struct edge {
    memo* on;
    std::uint32_t back;      ///< index among on's dependants
    std::uint16_t asked_at;  ///< position of the provider that asked
    bool by_next;
};

/// Edges that no memo has any more.
struct loose_edges {
    std::uint32_t count = 0;
    edge one = {};
    std::unique_ptr<edge[]> many = {};

    std::span<const edge> all() const noexcept { return {many ? many.get() : &one, count}; }
};

/// What few memos have. The key's part never changes: readers compare it.
struct memo_extra {
    std::vector<std::string> more;  ///< subjects after the first
    value options;
    fact_stamp stamp{};  ///< of an outside fact; under the lock
};

/// `from` of what is no query but a fact outside of the providers, named by its subject.
inline constexpr std::uint16_t outside_fact = 0xFFFF;
/// `asked_to` of a walk that no provider ended.
inline constexpr std::uint16_t whole_chain = 0xFFFF;

/// Of a memo in the list of those that depend on another: itself, and which of its edges leads there.
inline constexpr std::size_t dependant_bytes = sizeof(std::uintptr_t) + sizeof(std::uint32_t);
/// What that list has room for, by the number of times that it grew: a number of 8 bits in each memo.
inline constexpr auto dependant_rooms = [] {
    std::array<std::uint32_t, 54> out{0, 2};
    for (std::size_t i = 2; i < out.size(); ++i) out[i] = out[i - 1] + (out[i - 1] + 1) / 2;
    return out;
}();
static_assert(dependant_rooms.back() > 0x8000'0000U);

struct memo {
    memo() noexcept {}  // no edge yet
    memo(const memo&) = delete;
    memo& operator=(const memo&) = delete;
    /// Without a lock: with the answer a plugin's code may run.
    ~memo();
    static void* operator new(std::size_t size);
    static void operator delete(void* gone) noexcept;

    // bits of word beside the address of the answer
    static constexpr std::uintptr_t not_good = 1, no_answer = 2, rests_outside = 4, bits = 15;

    // What a hit looks at comes first, so that it lies in as few cache lines as can be.
    std::atomic<std::uintptr_t> word{0};  ///< without address and no_answer: nothing is kept
    type_entry* type = nullptr;
    subject_entry* subject = nullptr;
    std::unique_ptr<memo_extra> extra;
    std::atomic<std::uint32_t> used{0};        ///< the tick of its last use
    std::atomic<std::uint32_t> checked_ms{0};  ///< when what it rests on outside was last looked at
    std::uint16_t from = 0, asked_to = 0;
    /// The graph is one, until the memo is unlinked and out of the line; whoever wants to be one finds it above 0.
    std::atomic<std::uint32_t> holders{1};
    std::atomic<std::uint64_t> marked{0};
    std::atomic<std::uint64_t> changed{0};  ///< written under the lock
    std::uint64_t verified = 0;
    memo* next_of_subject = nullptr;
    union {
        edge one_edge;     ///< the usual case, in place
        edge* many_edges;  ///< with has_many_edges; owned
    };
    memo** dependants = nullptr;  ///< behind them, for each: which of its edges it is (edge_numbers)
    std::int64_t since_ms = 0;    ///< Unix time in which the answer became what it is
    kept_notes notes;
    std::atomic<part_row*> parts{nullptr};  ///< kept with the answer (parts.hpp)
    std::uint32_t edge_count = 0, dependant_count = 0;
    std::uint32_t queued = 0;       ///< the tick in which it was put in line for the budget
    std::uint32_t took = 0;         ///< the computation: shortened ticks
    std::uint32_t value_units = 0;  ///< bytes of the answer that go with it, in units of 16
    std::uint16_t computing = 0;
    std::uint8_t grown = 0;  ///< dependants: see dependant_rooms
    bool good : 1 = false, dirty : 1 = false, queued_now : 1 = false, unlinked : 1 = false;
    bool last_of_subject : 1 = false;  ///< the subject goes with it
    bool read_chains : 1 = false;      ///< it rests on who stands first in chains whose type says so
    bool has_many_edges : 1 = false;

    std::span<edge> edges() noexcept { return {has_many_edges ? many_edges : &one_edge, edge_count}; }
    std::span<const edge> edges() const noexcept {
        return {has_many_edges ? many_edges : &one_edge, edge_count};
    }
    /// Under the lock: no other is about its subject.
    bool is_alone() const noexcept { return !next_of_subject && subject->first == this; }

    static bool is_kept(std::uintptr_t of) noexcept { return (of & ~(not_good | rests_outside)) != 0; }
    static bool is_good_answer(std::uintptr_t of) noexcept { return is_kept(of) && (of & not_good) == 0; }
    static const quoin_value* answer_in(std::uintptr_t of) noexcept {
        // NOLINTNEXTLINE(performance-no-int-to-ptr): answer and state change together, in one word
        return reinterpret_cast<const quoin_value*>(of & ~bits);
    }

    bool matches(const query_key& key) const noexcept {
        const bool same_type = type->text.data() == key.type.data() || type->text == key.type;
        if (from != key.from || !same_type || subject->text() != to_view(key.subjects[0])) return false;
        if (!extra) return key.is_plain();
        if (extra->more.size() + 1 != key.subjects.size()) return false;
        for (std::size_t i = 1; i < key.subjects.size(); ++i)
            if (extra->more[i - 1] != to_view(key.subjects[i])) return false;
        return same_options(extra->options, key.options);
    }
    std::uint32_t* edge_numbers() const noexcept {
        return reinterpret_cast<std::uint32_t*>(dependants + dependant_rooms[grown]);
    }
    bool hold() noexcept {
        std::uint32_t now = holders.load(std::memory_order_relaxed);
        while (now != 0)
            if (holders.compare_exchange_weak(now, now + 1, std::memory_order_acquire)) return true;
        return false;
    }
};

inline memo::~memo() {
    if (const quoin_value* const answer = answer_in(word.load(std::memory_order_relaxed)))
        detail::values().unref(answer);
    if (last_of_subject) spare_memory::give_back(subject, subject->bytes());
    if (has_many_edges) delete[] many_edges;
}
inline void* memo::operator new(std::size_t) {
    return spare_memory::take(sizeof(memo));
}
inline void memo::operator delete(void* gone) noexcept {
    spare_memory::give_back(gone, sizeof(memo));
}

}  // namespace quoin::engine
