// The kept answers, with what each rests on: finds them, ties them together, and lets go of what changed.
//
// Invariants. One lock guards all but what memo.hpp and memo_table.hpp say is read without it. No provider is
// called, no value is freed and no file is touched while it is held. `revision` counts changes of facts. A
// change first takes every memo that it reaches off the good ones, then makes its revision the current one,
// so whoever loads the revision and then finds a memo good knows that the answer is that of this revision or
// a later one, and whoever finds the same revision later, that nothing changed between.
#pragma once

#include "later_subjects.hpp"
#include "memo_table.hpp"
#include "parts.hpp"
#include "readings.hpp"
#include "text_index.hpp"

#include <engine/found.hpp>
#include <value/holding.hpp>

#include <deque>
#include <mutex>
#include <unordered_set>

namespace quoin::engine {

/// What a computation read, and what speaks against keeping what it came to.
struct recorder {
    readings read;
    taken_notes notes;
    whole_reading* whole =
        nullptr;                 ///< what it may read so as to be a part; null: it is none, or not any more
    std::uint64_t seen = 0;      ///< a revision in which all of `read` was good, and what failed did
    unsigned asked_queries = 0;  ///< different ones, and all of which nothing is kept
    unsigned asked = 0;          ///< providers
    std::uint16_t asked_to = 0;
    bool failed = false;       ///< something read was a failure: of it nobody hears when it changes
    bool untracked = false;    ///< a provider is not tracked, or something failed: not kept, and that is all
    bool is_volatile = false;  ///< a provider is not tracked: nobody knows since when it answers as it does
    bool outdated = false;     ///< something read was no longer good when it came: not kept
    bool unclear = false;      ///< at which moment something read held is not known
    bool torn = false;         ///< what was read did not hold at one moment
    bool read_chains = false;  ///< it was asked who stands first in chains
};

/// The hash stands beside the entry, so that a search looks only at the one that it finds.
struct subject_slot {
    std::uint64_t hash = 0;
    subject_entry* entry = nullptr;
};

/// Where a search will look, for whoever fetches it from memory before: of a moment ago, and never followed.
class fetched_slots {
 public:
    void tell(const void* slots, std::size_t size, std::size_t mask) noexcept {
        at_.store(reinterpret_cast<std::uintptr_t>(slots), std::memory_order_relaxed);
        size_.store(size, std::memory_order_relaxed);
        mask_.store(mask, std::memory_order_relaxed);
    }
    void fetch([[maybe_unused]] std::uint64_t hash) const noexcept {
#ifdef __GNUC__
        const std::uintptr_t slot =
            at_.load(std::memory_order_relaxed) +
            (hash & mask_.load(std::memory_order_relaxed)) * size_.load(std::memory_order_relaxed);
        // NOLINTNEXTLINE(performance-no-int-to-ptr): no pointer any more where the slots are gone
        __builtin_prefetch(reinterpret_cast<const void*>(slot));
#endif
    }

 private:
    std::atomic<std::uintptr_t> at_{0};
    std::atomic<std::size_t> size_{0}, mask_{0};
};

// What readers look at stands on lines of its own, apart from what is written under the lock.
class memo_graph {  // NOLINT(clang-analyzer-optin.performance.Padding)
 public:
    explicit memo_graph(const cache_settings& how);
    ~memo_graph();
    memo_graph(const memo_graph&) = delete;
    memo_graph& operator=(const memo_graph&) = delete;

    /// The lock. What was unlinked meanwhile is freed after it.
    class lock {
     public:
        explicit lock(memo_graph& of) : of_(of), held_(of.guard_) {}
        ~lock();
        std::unique_lock<std::mutex>& held() noexcept { return held_; }
        /// Lets go and takes it again.
        void pause();
        void resume() { held_.lock(); }

     private:
        memo_graph& of_;
        std::unique_lock<std::mutex> held_;
    };

    void set(const cache_settings& how);
    /// Whether kept answers are to be computed again and compared.
    bool verifies() const noexcept { return verify_.load(std::memory_order_relaxed); }
    /// How often to look whether something outside changed; zero where nothing rests on it.
    std::chrono::milliseconds recheck();

    std::uint64_t revision() const noexcept { return revision_.load(std::memory_order_acquire); }

    // --- pinned, without the lock

    /// A search for that key comes soon: where it will look is fetched from memory meanwhile. At any time and without
    /// the lock: what it knows of the tables may be of a moment ago.
    void fetch(const query_key& key) const noexcept {
        memo_slots_.fetch(key.hash);
        subject_slots_.fetch(key.subject_hash);
    }
    memo* find(const query_key& key) const noexcept {
        return table_.load(std::memory_order_seq_cst)->find(key);
    }
    /// Whether no other query about its first subject can be found just now. Of a memo that was found.
    static bool is_only_one(const memo& found) noexcept {
        return found.subject->memos.load(std::memory_order_seq_cst) == 1;
    }
    /// Whether the answer in a memo's word may be given out without another look outside.
    bool may_serve(const memo& of, std::uintptr_t word) const noexcept {
        if (!memo::is_good_answer(word)) return false;
        return (word & memo::rests_outside) == 0 || is_fresh(of.checked_ms.load(std::memory_order_relaxed));
    }
    /// The answer in a word, counted; or that there is none.
    static found given(std::uintptr_t word) {
        const quoin_value* const answer = memo::answer_in(word);
        return answer ? found::of(value(view(answer))) : found();
    }
    void count_hit(memo& of, reader& by) noexcept { count_hit(of, *of.type, by); }
    /// Of a part: the memo is that of its whole.
    void count_hit(memo& of, type_entry& type, reader& by) noexcept {
        const std::uint32_t now = tick_.load(std::memory_order_relaxed);
        if (of.used.load(std::memory_order_relaxed) != now) of.used.store(now, std::memory_order_relaxed);
        type.hits.add(by.number);
    }
    /// Null where answers of the type are no parts. Need not be pinned.
    const part_type* part_type_of(const tree::hashed_text& type) const noexcept {
        return part_types_.find(type);
    }
    /// The same of the type at a place of a row below row_types; the hash is that of the text.
    const part_type* part_type_of(std::size_t place, std::string_view type, std::uint64_t& hash) const {
        const part_type* found = part_types_.find_as_last(place, type);
        if (found) {
            hash = found->part->hash;
            return found;
        }
        hash = tree::wide_text_hash(type);
        found = part_types_.find({type, hash});
        if (found) part_types_.found_in_row(place, *found);
        return found;
    }
    static constexpr std::size_t row_types = part_types::most_in_rows;
    /// The word of that part of a whole; 0 where there is no place for it yet.
    static std::uintptr_t part_word(const memo& whole, const part_type& of) noexcept {
        const part* const at = part_of(whole, of);
        return at ? at->word.load(std::memory_order_seq_cst) : 0;
    }
    static part* part_of(const memo& whole, const part_type& of) noexcept {
        part_row* const row = whole.parts.load(std::memory_order_acquire);
        return row && of.place < row->size() ? &(*row)[of.place] : nullptr;
    }
    bool is_fresh(std::uint32_t checked_ms) const noexcept;
    static std::uint32_t now_ms() noexcept;
    /// Of the calendar, in Unix time.
    static std::int64_t unix_ms() noexcept;

    // --- under the lock

    /// The memo of that key, made where there is none; null where there are too many types.
    memo* find_or_make(lock&, const query_key& key);
    /// The outside fact of that name, found as `stamp`: changed where it was something else before.
    memo* outside(lock&, std::string_view name, const fact_stamp& stamp);
    /// After another look at an outside fact.
    void looked_at(lock&, memo& fact, const fact_stamp& stamp);
    /// Outside facts that the memo rests on and that must be looked at again; where there are none, it is
    /// fresh.
    std::vector<memo_holder> to_look_at(lock&, memo& of);

    /// Whether nothing that was read changed since.
    static bool still_holds(const recorder& of) noexcept;
    /// Keeps an answer (null: no answer) with what it rests on. `same` says that it equals the one before; not good is
    /// one that has to be looked at before anybody may have it.
    void keep(lock&, memo& at, recorder& by, const value& answer, bool same, std::uint32_t took,
              bool is_good = true);
    /// The answer stands: what it rests on turned out unchanged.
    void stands(lock&, memo& at, const recorder& by);
    /// Lets go of what is kept; the memo too, unless somebody depends on it or computes it.
    void forget(lock&, memo& at);
    /// Unlinks a memo for which nothing is kept, unless somebody depends on it or computes it.
    void tidy(lock&, memo& at);

    /// Makes room for that part of the whole, and of all types that are known by now.
    void make_room_for_part(lock&, memo& whole, const part_type& of);
    /// The part of that claim; null where it was spoiled meanwhile, or its row is gone.
    static part* claimed_part(lock&, const memo& whole, const part_type& of, std::uintptr_t claim) noexcept {
        part* const at = part_of(whole, of);
        return at && at->word.load(std::memory_order_relaxed) == claim ? at : nullptr;
    }
    /// The first row of a whole that has none, once `fill` had it.
    template <class Fill>
    void make_first_row(lock&, memo& whole, const type_entry& type, Fill&& fill) {
        auto made = part_row::make(static_cast<std::uint32_t>(type.parts.size()), unix_ms());
        account(whole, static_cast<std::int64_t>(made->bytes()));
        fill(*made);
        whole.parts.store(made.release(), std::memory_order_release);
    }
    /// Nothing came of it, or something that is kept elsewhere.
    static void give_up_part(lock&, const memo& whole, const part_type& of, std::uintptr_t claim) noexcept;
    /// What came of it (null: no answer).
    struct part_facts {
        const taken_notes& notes;
        std::uint32_t took;
        std::int64_t since_ms;
        std::uint16_t asked_to;  ///< position of the provider that ended the walk
        std::uint16_t asked_at;  ///< of the one that asked for the whole
    };
    void keep_part(lock&, const memo& whole, const part_type& of, part& at, const value& answer,
                   const part_facts& facts);
    /// After some were kept.
    void has_new_parts(lock&, memo& whole);
    /// The word of the query as a part; 0 where there is none.
    std::uintptr_t part_word(lock&, const query_key& key) const noexcept;
    /// Moves what is kept of the query as a part, and something is, into its memo, for which nothing is kept.
    void take_part(lock&, memo& into, const query_key& key);
    /// Learns from what was kept just now whether answers of its type are parts.
    void learn_part(lock&, const memo& from, const recorder& by);
    /// A computation that was begun as one of a part read something else.
    void is_surprised(lock&, const part_type& by);

    /// Facts of providers at these positions of the type's chain changed. Empty: all types, all subjects.
    void change(lock&, std::string_view type, std::string_view subject, int first_position,
                int last_position);
    /// Somebody wants to know who stands first in the chain of that type; false where it cannot be heard of
    /// when that changes.
    bool reads_chain(lock&, const tree::hashed_text& type);
    /// From that position on the chain of the type is another one.
    struct chain_change {
        type_entry* type;
        std::size_t first_position;
    };
    /// Looks at all that is kept once, however many chains changed.
    void change_chains(lock&, std::span<const chain_change> changes);
    std::vector<type_entry*> types(lock&);
    /// Those that something of the type is kept or computed for; maybe more than once.
    std::vector<std::string> subjects_of(lock&, const type_entry& type) const;

    statistics stats();
    type_entry* type_of(lock&, const tree::hashed_text& type);

    /// Lets go of what was read; unlinks what nobody came to depend on and nothing is kept for.
    void done_with(lock&, recorder& of);
    void done_with(lock&, memo_holder& of);

 private:
    friend class memo_holder;

    void mark(memo& at, bool own_facts);
    void announce() noexcept {
        revision_.store(revision_.load(std::memory_order_relaxed) + 1, std::memory_order_release);
    }
    std::uint64_t next_revision() const noexcept { return revision_.load(std::memory_order_relaxed) + 1; }
    void set_word(memo& at, std::uintptr_t to) { at.word.store(to, std::memory_order_seq_cst); }
    void drop_answer(memo& at);
    void discount_answer(memo& at) noexcept;
    void set_notes(memo& at, const taken_notes& to);
    static bool rests_outside(const recorder& what) noexcept;
    static std::uint32_t looked_at_last(const recorder& what) noexcept;
    static bool is_tied(const memo& at, const recorder& by) noexcept;
    void make_room_for_dependants(memo& on);
    void tie(memo& at, const recorder& by);
    loose_edges untied(memo& at);
    void untie(memo& at);
    void tidy(memo& at);
    void unlink(memo& at);
    void line_up(memo& at);
    void clear_line_of_gone();
    void fit_into_budget();
    void let_go(memo* what);
    void bury(memo* what);
    void bury_orphans();

    subject_entry* find_subject(std::string_view text, std::uint64_t hash) const noexcept;
    subject_entry* make_subject(std::string_view text, std::uint64_t hash);
    void place_subject(subject_slot what) noexcept;
    void fetch_ahead() const noexcept;
    void tell_slots() noexcept;
    void unlink_subject(subject_entry* what) noexcept;
    static std::uint64_t hash_of(const memo& of) noexcept;
    static std::int64_t own_bytes(const memo& of) noexcept;
    void account(memo& at, std::int64_t bytes) noexcept { account(*at.type, bytes); }
    void account(type_entry& type, std::int64_t bytes) noexcept {
        bytes_ += static_cast<std::uint64_t>(bytes);
        type.bytes += static_cast<std::uint64_t>(bytes);
    }
    /// Calls it with every part of the memo that is kept or being made, and its type.
    template <class Body>
    static void each_part(const memo& of, Body&& body) {
        part_row* const row = of.parts.load(std::memory_order_relaxed);
        if (!row) return;
        for (std::uint32_t i = 0; i < row->size(); ++i)
            if ((*row)[i].word.load(std::memory_order_relaxed) != 0) body((*row)[i], *of.type->parts[i]);
    }
    void drop_part(part& at, type_entry& type);
    void drop_parts(memo& of);
    void change_part(part& at, const part_type& of);

    std::atomic<std::uint32_t> recheck_ms_;
    std::atomic<bool> verify_;
    alignas(64) std::atomic<memo_table*> table_;
    fetched_slots memo_slots_;     // of table_
    fetched_slots subject_slots_;  // of subjects_
    alignas(64) std::atomic<std::uint64_t> revision_{1};
    std::atomic<std::uint32_t> tick_{1};

    std::atomic<memo*> orphans_{nullptr};  // unlinked memos whose last holder let go; by next_of_subject

    alignas(64) std::mutex guard_;
    std::uint64_t max_bytes_;
    note_pool notes_;  // outlives what is unlinked
    unlinked_things unlinked_;
    std::deque<type_entry> types_;
    part_types part_types_;
    text_index<type_entry> by_type_;      // of types_
    std::vector<subject_slot> subjects_;  // open addressing; a power of two
    std::size_t subject_count_ = 0;
    later_subjects later_subjects_;
    std::deque<memo*> line_;        // memos with an answer, in the order in which the budget looks at them
    std::size_t gone_in_line_ = 0;  // of these, those that were unlinked
    std::uint64_t bytes_ = 0;
    std::uint64_t marks_ = 0;
    std::vector<memo*> spreading_;  // scratch of mark
};

}  // namespace quoin::engine
