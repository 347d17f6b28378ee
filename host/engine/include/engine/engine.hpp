// The engine: asks the providers of a type in order until one answers.
#pragma once

#include <engine/provider.hpp>
#include <quoin/value.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
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
    value answer = {};   ///< with QUOIN_VALUE
    failure error = {};  ///< with QUOIN_ERROR
};

/// Lower-case name of a code as messages and JSON have it: "io", "cycle".
std::string_view code_name(quoin_code code) noexcept;

struct options {
    std::size_t max_depth = 64;  ///< queries that wait for each other
    std::function<void(int level, std::string_view provider, std::string_view line)> log = {};
    /// Extensions of the host, by id: what quoin_host::get_extension answers. Must outlive the engine.
    std::function<const void*(std::string_view id)> extension = {};
};

struct state;

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
    /// Asks for one subject after the other and returns the first answer; a failure ends the search.
    result first_of(const query& what, const terms& on = {}) const;
    /// Offers a fact to the chain; QUOIN_PASS where nobody takes it.
    result add(const query& about, view payload, const terms& on = {});
    /// Forgets the facts of a type about a subject (all subjects where empty).
    void clear(std::string_view type, std::string_view subject = {});

    /// get, and how it came about, as an object (docs/architecture.md, "explain"): who was asked in which
    /// order and why, outcome, time, notes, nested queries.
    value explain(const query& what, const terms& on = {}) const;

    /// Every registration, in the order in which providers are asked where types do not differ.
    std::vector<std::pair<token, registration>> providers() const;
    /// Every type that some provider names, sorted.
    std::vector<std::string> types() const;
    /// The chain of a type: ids in the order in which they are asked.
    std::vector<std::string> chain(std::string_view type) const;

    /// Called by providers through quoin_host::log.
    void log(int level, std::string_view provider, std::string_view line) const;
    /// Called by providers through quoin_host::invalidate.
    void invalidate(std::string_view provider, std::string_view type, std::string_view subject);
    const void* extension(std::string_view id) const;

 private:
    std::unique_ptr<state> state_;
};

}  // namespace quoin::engine
