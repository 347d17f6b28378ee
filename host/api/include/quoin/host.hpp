// quoin/host.hpp - a host of metadata providers inside your program.
//
//     quoin::host host({.manifest = "config/quoin.yaml", .caller_rights = true});
//     if (auto plane = host.get("imagePlaneModule", "/data/scan.dcm"))
//         std::cout << quoin::to_json(*plane) << '\n';
//
// Link quoin::host (find_package(quoin)). All functions of `host`: any thread, also while queries run.
#pragma once

#include <quoin/json.hpp>
#include <quoin/quoin.hpp>
#include <quoin/worker_pool.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace quoin {

/// One thing that is wrong with a manifest, an override or a library, as one line for people:
/// "config/quoin.yaml:12:5: unknown key 'prioritee' (did you mean 'priority'?)".
using problem = std::string;

/// The manifest cannot be used; what() has all problems, one a line. The host was not started.
class config_error : public error {
 public:
    explicit config_error(std::vector<problem> found);
    const std::vector<problem>& problems() const noexcept { return problems_; }

 private:
    std::vector<problem> problems_;
};

/// A query failed: with the provider that is to blame (may be empty), the type and the subject.
class query_error : public error {
 public:
    query_error(quoin_code code, std::string message, std::string provider, std::string type,
                std::string subject);
    const std::string& provider() const noexcept { return provider_; }
    const std::string& type() const noexcept { return type_; }
    const std::string& subject() const noexcept { return subject_; }

 private:
    std::string provider_, type_, subject_;
};

/// Lower-case name of a QUOIN_E_ code: "io", "cycle".
std::string_view code_name(quoin_code code) noexcept;

/// Compile-time version of the host: "0.1.0".
std::string_view version() noexcept;

/// What a change of the manifest or of a plugin folder came to, in a host that watches them.
struct plugin_change {
    bool taken = true;  ///< false: the manifest is wrong; everything goes on as it was
    std::vector<std::string> added = {}, removed = {}, changed = {};  ///< ids of providers
    /// Why not; or what is refused now, or goes on as it was because its new version was refused.
    std::vector<problem> problems = {};
};

struct host_options {
    std::filesystem::path manifest = {};  ///< empty: no manifest, no plugins
    std::vector<std::string> set = {};    ///< "com.acme.ground-truth.priority=5", over the manifest
    bool use_environment = true;          ///< QUOIN_DISABLE, QUOIN_SAFE_MODE
    /// True: providers may read what this process may read (a program of one user). False: only what their
    /// configuration names (a server), for dicom-files the folders in `roots`.
    bool caller_rights = false;
    std::filesystem::path builtin_folder = {};  ///< where built-in plugins are; empty: found from the program
    /// Where private copies of libraries are, and what is remembered of them (docs/plugins.md); empty: quoin
    /// in the user's cache folder (XDG_CACHE_HOME).
    std::filesystem::path cache_folder = {};
    /// quoin-scan, which reads libraries in a process of its own; empty: found from the program and from
    /// builtin_folder. Where it is not there, or others may change it (rights and owner of the file and its
    /// folder), this process reads them, and problems() says why.
    std::filesystem::path scanner = {};
    /// True: the manifest and the plugin folders are watched, and a change takes effect while queries run:
    /// each query ends on the providers that it began with. A change that is wrong leaves what it would
    /// replace as it is. `changed` hears of every change, on a thread of the host; it must not destroy the
    /// host.
    bool live_plugins = false;
    std::function<void(const plugin_change&)> changed = {};
    std::size_t max_depth = 64;  ///< queries that wait for each other
    /// As `cache.verify: true` of the manifest: kept answers are computed again and compared.
    bool verify = false;
    /// Lines for a log, level QUOIN_LOG_.., from any thread; empty: warnings and errors go to stderr.
    std::function<void(int level, std::string_view provider, std::string_view line)> log = {};
    /// Threads for get_async and get_many; empty: its own, one a processor.
    std::shared_ptr<worker_pool> workers = {};
};

/// On whose terms a query runs.
struct query_terms {
    std::chrono::milliseconds timeout{0};  ///< 0: none
    std::stop_token cancel = {};
};

/// What a query came to, where that is neither returned nor thrown: an answer, or why it failed, or neither
/// (nobody has an answer).
struct query_result {
    std::optional<value> answer = {};
    std::optional<query_error> failure = {};
};
using result_callback = std::function<void(query_result)>;

/// A subject of get_many, and what each type came to, in the order of the types.
struct many_row {
    std::size_t number = 0;  ///< of the subject, from 0
    std::string subject = {};
    std::vector<query_result> results = {};
};

struct many_options {
    value options = {};   ///< of every query
    query_terms on = {};  ///< the timeout is that of each query
    unsigned jobs = 0;    ///< subjects that are asked about at once; 0: as many as the pool has threads
};

/// Sets the next subject; false where there is none left. Any thread, one at a time.
using subject_source = std::function<bool(std::string& next)>;
/// Takes a row on the thread that made it, several at once, and returns what is to be done in the order of
/// the subjects, on the thread that called get_many (or nothing).
using row_work = std::function<std::function<void()>(many_row)>;

/// How a C++ callable stands in the chains.
struct provider_options {
    std::vector<std::string> types = {};  ///< empty: asked for any type
    std::int32_t priority = 0;
    std::string id = {};      ///< empty: "callable-N"
    bool thread_safe = true;  ///< false: the host calls it on one thread at a time
    bool tracked = false;     ///< same request, same answer, until invalidate
    bool blocking = false;    ///< waits for disk or network
};

/// A C++ provider: returns a value or quoin::pass, throws quoin::error (or anything) on failure.
using provider_function = std::function<answer(call&, const request&)>;

namespace detail {
struct host_state;
}

/// Takes its provider out of the host when it goes. Movable; may outlive the host.
class provider_handle {
 public:
    provider_handle() = default;
    provider_handle(provider_handle&& other) noexcept;
    provider_handle& operator=(provider_handle&& other) noexcept;
    ~provider_handle();
    /// Now. Queries that run already may still call the function; it is destroyed after the last of them.
    void remove();
    /// Leaves the provider in for the life of the host.
    void release() noexcept;
    const std::string& id() const noexcept { return id_; }

 private:
    friend class host;
    std::weak_ptr<detail::host_state> state_;
    std::uint64_t token_ = 0;
    std::string id_;
};

/// A query that was prepared once, for a viewer that asks the same for each frame it draws: no text is hashed
/// and nothing is allocated where the answer is kept. Must not outlive its host. One thread at a time; copies
/// are independent of each other.
class prepared_query {
 public:
    prepared_query(prepared_query&&) noexcept;
    prepared_query& operator=(prepared_query&&) noexcept;
    prepared_query(const prepared_query&);
    prepared_query& operator=(const prepared_query&);
    ~prepared_query();

    /// The answer, borrowed: good until the next get of this object, its assignment or its end. An empty view
    /// where nobody has one. Throws query_error.
    view get(const query_terms& on = {});

 private:
    friend class host;
    struct inside;
    explicit prepared_query(std::unique_ptr<inside> made);
    std::unique_ptr<inside> inside_;
};

/// What a watch is told of.
enum class watch_for { outcome, reasons };

/// Ends its watch when it goes. Movable; may outlive the host.
class watch_handle {
 public:
    watch_handle() = default;
    watch_handle(watch_handle&& other) noexcept;
    watch_handle& operator=(watch_handle&& other) noexcept;
    ~watch_handle();
    /// Now. No call begins after it returns, and none is running unless it is called by the callback itself.
    void stop();

 private:
    friend class host;
    std::weak_ptr<detail::host_state> state_;
    std::uint64_t which_ = 0;
};

/// The library of a provider and its SHA-256: what `quoin pin` writes into a manifest.
struct library_pin {
    std::string id = {};
    std::filesystem::path library = {};
    std::string sha256 = {};
    std::string before = {};  ///< what the manifest said; empty: nothing
};

/// Hashes the libraries of every provider that the manifest would make active, whatever hashes it has now,
/// and with `write` puts them into it: comments, order and spelling stay. `notes` gets lines about libraries
/// that were refused, and so not pinned. Throws config_error.
std::vector<library_pin> pin_libraries(const host_options& of, bool write, std::vector<problem>& notes);

/// Lets a provider (by its id) or a library (by its file name) out of quarantine. Returns the libraries that
/// were in it. Hosts that run take it in with the next change.
std::vector<std::filesystem::path> release_from_quarantine(const host_options& of, std::string_view name);

/// An answer that is borrowed: nothing is counted, so that threads that ask the same do not disturb each
/// other. Short-lived, on the thread that asked: while it lives, no memory of kept answers is freed.
class borrowed_answer {
 public:
    borrowed_answer(borrowed_answer&&) noexcept;
    borrowed_answer& operator=(borrowed_answer&&) = delete;
    ~borrowed_answer();
    /// Empty where nobody has an answer. Good as long as this object.
    view get() const noexcept { return seen_; }

 private:
    friend class host;
    borrowed_answer() = default;
    void* reader_ = nullptr;
    value own_;  // what was not kept
    view seen_;
};

class host {
 public:
    /// Loads the manifest and its plugins. Throws config_error with all problems; a refused plugin is none
    /// unless the manifest says `required: true` (see problems()).
    explicit host(const host_options& options = {});
    ~host();
    host(host&&) noexcept;
    host& operator=(host&&) noexcept;

    /// The answer, or nothing where nobody has one. Throws query_error.
    std::optional<value> get(std::string_view type, std::string_view subject, view options = {},
                             const query_terms& on = {}) const;
    /// get without a count: the fastest way to a kept answer. Throws query_error.
    borrowed_answer borrow(std::string_view type, std::string_view subject, const query_terms& on = {}) const;
    /// Several subjects go to each provider together.
    std::optional<value> get(std::string_view type, std::span<const std::string> subjects, view options = {},
                             const query_terms& on = {}) const;
    /// Asks for one subject after the other; the first answer. Throws query_error.
    std::optional<value> first_of(std::string_view type, std::span<const std::string> subjects,
                                  view options = {}, const query_terms& on = {}) const;
    /// Each of several types of one subject, as get of one after the other, in less time: what they have in common is
    /// looked for once. `results` has as many places as there are types; a query that fails is in its place and fails no
    /// other. The timeout is that of each query. Throws only where memory is out, and std::invalid_argument.
    void get_row(std::span<const std::string> types, std::string_view subject,
                 std::span<query_result> results, const query_terms& on = {}) const;
    /// get on a thread of the pool, whoever answers: a provider that blocks never runs on the thread that
    /// asked. The timeout begins with this call. The future holds the answer or a query_error; whoever waits
    /// for it on a thread of the pool may wait for ever.
    std::future<std::optional<value>> get_async(std::string_view type, std::string_view subject,
                                                view options = {}, const query_terms& on = {}) const;
    /// Calls back once, on a thread of the pool, holding no lock. What `then` throws is logged. When the host
    /// goes, what is queued or runs is cancelled, called back with a failure `cancelled`, and waited for: so
    /// a callback must not destroy the host.
    void get_async(std::string_view type, std::span<const std::string> subjects, result_callback then,
                   view options = {}, const query_terms& on = {}) const;

    /// Every type of every subject, one query each, on the pool: rows in the order of the subjects. A query
    /// that fails is in its row and fails no other. The types of a subject are asked one after the other on
    /// one thread, so that its file is read once.
    std::vector<many_row> get_many(std::span<const std::string> types, std::span<const std::string> subjects,
                                   const many_options& how = {}) const;
    /// The same for any number of subjects: no more than eight rows a job are in memory at once. Throws what
    /// `next`, `with` or what it returned throw; nothing of it runs any more then.
    void get_many(std::span<const std::string> types, const subject_source& next, const row_work& with,
                  const many_options& how = {}) const;
    /// The threads of get_async and get_many.
    worker_pool& workers() const noexcept;

    /// Offers a fact (a DICOM object, a calibration) to the chain; false where no provider takes it.
    bool add(std::string_view type, std::string_view subject, view payload, view options = {},
             const query_terms& on = {});
    bool add(std::string_view type, std::span<const std::string> subjects, view payload, view options = {},
             const query_terms& on = {});
    /// Forgets what was added; an empty subject means all of the type.
    void clear(std::string_view type, std::string_view subject = {});

    /// get, and how it came about (docs/architecture.md, "explain"). Never throws for a failed query: it is
    /// in the trace.
    value explain(std::string_view type, std::span<const std::string> subjects, view options = {},
                  const query_terms& on = {}) const;

    /// The query, for asking it again and again.
    prepared_query prepare(std::string_view type, std::string_view subject, view options = {}) const;
    prepared_query prepare(std::string_view type, std::span<const std::string> subjects,
                           view options = {}) const;

    /// Calls `changed` once after each change of the outcome, on a thread of the host, one call at a time,
    /// with no lock held: it may ask the host, watch and stop watches. Changes that follow each other faster
    /// than the answer is computed come as one call with the last. The outcome at the time of watch is the
    /// first to be compared with. Whoever has much to do in a callback keeps the others waiting, and not the
    /// host. What it throws is logged. A callback must not destroy the host.
    /// With watch_for::reasons it is called also where the outcome is the same and rests on something else: a
    /// fact that it was made of changed, or others were asked.
    [[nodiscard]] watch_handle watch(std::string_view type, std::span<const std::string> subjects,
                                     result_callback changed, view options = {},
                                     watch_for what = watch_for::outcome);
    [[nodiscard]] watch_handle watch(std::string_view type, std::string_view subject, result_callback changed,
                                     view options = {}, watch_for what = watch_for::outcome);

    /// What was kept, asked and dropped: an object {entries, bytes, maxBytes, hits, misses, drops,
    /// recomputations, types: [{type, entries, bytes, hits, misses, drops, recomputations}]}. Recomputations
    /// are walks down a chain, that is how often providers were asked for an answer.
    value stats() const;

    /// Makes a callable a provider. At equal priority the one added later is asked first.
    [[nodiscard]] provider_handle add_provider(provider_function function, provider_options how = {});
    /// By id; false where there is none. Works for plugins too; a host that watches its plugins loads them
    /// again with the next change.
    bool remove_provider(std::string_view id);
    void remove_all_providers();

    /// Array of objects, in the order of asking, refused ones last: id, name, version, vendor, library,
    /// priority, priorityOrigin, priorities, types (or null: any), state ("active", "refused", "disabled"),
    /// reason, sha256, calls, errors, ns (in all calls, with what they asked in turn).
    value providers() const;
    /// The effective configuration: array of {key, value, origin}.
    value config() const;
    /// Every type that a provider names, sorted.
    std::vector<std::string> types() const;
    /// What the types are: array of objects, sorted by type, of `type`, `providers` (ids in the order of
    /// asking), and what the first provider that describes it says (quoin/ext/type_info.h): `about`,
    /// `subject`, `standard`, `describedBy`, `fields` (array of `name`, `kind`, `unit`, `source`, `about`);
    /// members are left out where nothing is said.
    value describe_types() const;
    /// Lines about plugins that were refused and settings that had no effect; where a change of the manifest
    /// was not taken, why.
    std::vector<problem> problems() const;

 private:
    std::shared_ptr<detail::host_state> state_;
};

}  // namespace quoin
