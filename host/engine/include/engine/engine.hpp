// The engine: asks the providers of a type in order until one answers.
#pragma once

#include <engine/provider.hpp>
#include <quoin/value.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quoin::engine {

/// What is asked: a type, one or more subjects, options (an object or empty).
struct query {
    std::string type;
    std::vector<std::string> subjects;
    value options = {};
};

/// On whose terms: until when, whether the caller gave up.
struct terms {
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
    std::stop_token cancel = {};
};

/// Why a query failed. `provider` is empty where no provider is to blame (a cycle, no subject).
struct failure {
    quoin_code code = QUOIN_OK;
    std::string message;
    std::string provider;
    std::string type;
    std::string subject;
};

/// An answer, no answer, or a failure.
struct result {
    quoin_result outcome = QUOIN_PASS;
    value answer = {};  ///< with QUOIN_VALUE
    failure error;      ///< with QUOIN_ERROR
};

/// Lower-case name of a code as messages and JSON have it: "io", "cycle".
std::string_view code_name(quoin_code code) noexcept;

/// What the engine did for one type since it was made.
struct type_statistics {
    std::string type;
    std::uint64_t entries = 0;  ///< answers that are kept now, "no answer" included
    std::uint64_t bytes = 0;    ///< that these take, bookkeeping included
    std::uint64_t hits = 0;     ///< queries answered from memory
    std::uint64_t misses = 0;   ///< queries for which nothing was kept, or nothing that is still good
    std::uint64_t drops = 0;    ///< answers let go of: for the budget, or because they were no longer good
    std::uint64_t recomputations = 0;  ///< walks down a chain: how often providers were asked for an answer
};

/// The whole, and each type of which answers may be kept, sorted by name. What volatile providers serve is asked
/// each time and not counted.
struct statistics {
    type_statistics all;          ///< its type is empty
    std::uint64_t max_bytes = 0;  ///< the budget
    std::vector<type_statistics> types;
};

/// What an outside fact was found as: for a file its size, its time and its inode. All zero: not there.
using fact_stamp = std::array<std::uint64_t, 3>;

/// How answers are kept.
struct cache_settings {
    std::uint64_t max_bytes = 256u << 20;  ///< bookkeeping included; beyond it the least recently used go
    std::chrono::milliseconds recheck{
        1000};  ///< facts outside are looked at again after so long; 0: each time
    bool verify =
        false;  ///< computes kept answers again and compares: finds a provider that is not what it says
};

struct options {
    std::size_t max_depth = 64;  ///< queries that wait for each other
    std::function<void(int level, std::string_view provider, std::string_view line)> log = {};
    /// Hears of each call that ended after the provider's own timeout. On the thread of the query, with no
    /// lock held.
    std::function<void(std::string_view provider)> late = {};
    /// Extensions of the host, by id: what quoin_host::get_extension answers. Must outlive the engine.
    std::function<const void*(std::string_view id)> extension = {};
    cache_settings cache = {};
    /// How an outside fact is now. Called with no lock held, on a thread that asks.
    std::function<fact_stamp(std::string_view name)> probe = {};
};

/// What a watch is told of: another outcome, or also that the same one rests on something else (a fact that it
/// was made of changed, somebody else was asked).
enum class watched { outcome, reasons };

struct state;
struct found;

/// A query that was prepared once, for whoever asks the same again and again. Keeps the engine's knowledge of
/// it from one get to the next; must not outlive the engine. One thread at a time; copies are independent.
class prepared {
 public:
    prepared(prepared&&) noexcept;
    prepared& operator=(prepared&&) noexcept;
    prepared(const prepared&);
    prepared& operator=(const prepared&);
    ~prepared();

    /// As engine::get, borrowed: good until the next get of this object, its assignment or its end.
    const result& get(const terms& on = {});

 private:
    friend class engine;
    struct inside;
    explicit prepared(std::unique_ptr<inside> made);
    std::unique_ptr<inside> inside_;
};

/// What is kept for a query, borrowed: nothing is counted, so that threads that ask the same do not disturb
/// each other. Short-lived: while it lives, no memory of kept answers is freed. Ends on the thread it was
/// made on.
class borrowed {
 public:
    borrowed() = default;
    borrowed(borrowed&& other) noexcept
        : reader_(std::exchange(other.reader_, nullptr)), word_(std::exchange(other.word_, 0)) {}
    borrowed& operator=(borrowed&&) = delete;
    ~borrowed() {
        if (reader_) give_back(reader_);
    }

    /// Whether an answer or "no answer" is kept and good.
    explicit operator bool() const noexcept { return reader_ != nullptr; }
    /// Empty for "no answer". Good as long as this object.
    view answer() const noexcept;

    /// Hands the loan over: whoever has it calls give_back, on the same thread.
    void* release() noexcept { return std::exchange(reader_, nullptr); }
    static void give_back(void* loan) noexcept;

 private:
    friend class engine;
    friend struct state;
    void* reader_ = nullptr;
    std::uintptr_t word_ = 0;
};

/// All functions: any thread, also while queries run; a query ends on the table it started with.
class engine {
 public:
    explicit engine(options with = {});
    ~engine();
    engine(const engine&) = delete;
    engine& operator=(const engine&) = delete;

    using token = std::uint64_t;  ///< of a registered provider; never 0, never used twice

    /// Puts a provider into the chains. At equal priority the one registered later is asked first.
    token add_provider(registration how, std::shared_ptr<provider> what);
    /// Takes it out; false where the token is unknown. Queries that run go on with it; it is destroyed after
    /// the last.
    bool remove_provider(token which);
    /// Takes all out.
    void remove_all_providers();
    /// Takes some out and puts others in, as one swap that no query sees half done.
    std::vector<token> replace_providers(std::span<const token> out,
                                         std::vector<std::pair<registration, std::shared_ptr<provider>>> in);

    /// Asks the chain of the type once with all subjects.
    result get(const query& what, const terms& on = {}) const;
    /// The same for one subject, and copies no text.
    result get(std::string_view type, std::string_view subject, view options = {},
               const terms& on = {}) const;
    /// The same without options, and what it gives is small: how most queries come. (engine/found.hpp)
    found find(std::string_view type, std::string_view subject, const terms& on = {}) const;
    /// find for each of several types, about one subject: what they have in common is looked for once. Sets `out`, which
    /// has as many places.
    void get_row(std::span<const std::string> types, std::string_view subject, std::span<found> out,
                 const terms& on = {}) const;
    /// What is kept for one subject and no options, if it is good. No allocation, no lock.
    borrowed kept(std::string_view type, std::string_view subject) const noexcept;
    /// Asks for one subject after the other and returns the first answer; a failure ends the search.
    result first_of(const query& what, const terms& on = {}) const;
    /// Offers a fact to the chain; QUOIN_PASS where nobody takes it.
    result add(const query& about, view payload, const terms& on = {});
    /// Forgets the facts of a type about a subject (all subjects where empty).
    void clear(std::string_view type, std::string_view subject = {});

    /// get, and how it came about, as an object (docs/architecture.md, "explain"): who was asked in which
    /// order and why, outcome, time, notes, nested queries.
    value explain(const query& what, const terms& on = {}) const;

    /// From now on. What is over the budget goes at once.
    void set_cache(const cache_settings& how);

    /// The query, for asking it again and again.
    prepared prepare(query what) const;

    using watch_id = std::uint64_t;  ///< never 0, never used twice
    /// Calls `changed` once after each change of the query's outcome (an answer, no answer, a failure; with
    /// watched::reasons also of what it rests on), on a thread of the engine, one call at a time and with no lock held: it may ask the engine, watch and
    /// unwatch. Changes that follow each other faster than the answer is computed come as one call with the
    /// last. The outcome at the time of watch is the first to be compared with. What it throws is logged.
    watch_id watch(query what, std::function<void(const result&)> changed, watched of = watched::outcome);
    /// No call begins after it returns, and none is running, unless it is called by the callback itself.
    /// False where the id is unknown.
    bool unwatch(watch_id which);
    /// None is called any more, also of those added later, and none is running when this returns. Not in a
    /// callback.
    void end_watches() noexcept;

    /// What was kept, asked and dropped. Counted by each thread on its own, so the figures of a moment in
    /// which other threads ask are those of about that moment.
    statistics stats() const;

    /// Every registration, in the order in which providers are asked where types do not differ.
    std::vector<std::pair<token, registration>> providers() const;
    /// Calls of every registered provider since it was made.
    std::vector<std::pair<token, call_counts>> calls() const;
    /// Every type that some provider names, sorted.
    std::vector<std::string> types() const;
    /// The chain of a type: ids in the order in which they are asked.
    std::vector<std::string> chain(std::string_view type) const;
    /// Visits the chain of a type in the order of asking; the providers live until the visit returns.
    void each_in_chain(std::string_view type,
                       const std::function<void(const registration&, provider&)>& visit) const;

    /// Called by providers through quoin_host::log.
    void log(int level, std::string_view provider, std::string_view line) const;
    /// Called by a query after a call that took longer than the provider's own timeout.
    void tell_late(std::string_view provider) const;
    /// Called by providers through quoin_host::invalidate.
    void invalidate(std::string_view provider, std::string_view type, std::string_view subject);
    /// The same for every subject that was asked about and that `matches` accepts, which must not call the
    /// engine. What the answers are made of must have changed before.
    void invalidate_where(std::string_view provider, std::string_view type,
                          const std::function<bool(std::string_view subject)>& matches);
    const void* extension(std::string_view id) const;
    /// Called by extensions of the host inside a call: what the provider answers rests on an outside fact of
    /// that name, which it found as `found`.
    static void rests_on(quoin_call& call, std::string_view name, const fact_stamp& found);
    /// What the provider answers in this call cannot be kept after all.
    static void rests_on_nothing_known(quoin_call& call) noexcept;

 private:
    friend class prepared;
    void tell_invalidated(std::string_view provider, std::string_view type);
    std::unique_ptr<state> state_;
};

}  // namespace quoin::engine
