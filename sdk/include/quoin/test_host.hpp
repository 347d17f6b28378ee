// quoin/test_host.hpp - a host for unit tests of providers, without Quoin: header-only, the standard library
// and the system's loader.
//
//     quoin::test_host host;
//     const quoin_plugin& plugin = host.load("build/libacme-truth.so");
//     host.on_get("generalSeriesModule", "x:1", quoin::builder().object().member("modality",
//     "CT").end().finish()); quoin::test_provider truth = host.create(plugin, "com.acme.ground-truth");
//     quoin::test_result got = truth.get("com.acme.groundTruth", "x:1");
//     EXPECT_EQ(got.value["lesions"].as_int(), 3) << got.message;
//     truth.destroy();
//     EXPECT_EQ(host.references(), 0);
//
// It plays all the others: what `get` of another type and `next` come to is what the test says, and no answer
// where the test says nothing. A failure inside of the provider is a result, not an exception. It does what
// `quoin check` cannot: prove that the answers are the right ones. Any thread, if the provider may be asked
// on any; scripts are set before queries run.
#pragma once

#include <quoin/quoin.hpp>
#include <quoin/testing/ledger.hpp>
#include <quoin/testing/open_row.hpp>
#include <quoin/testing/result.hpp>

#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#endif

#include <atomic>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace quoin {

/// What a test asks a provider. Texts may be any bytes.
struct test_query {
    std::string type;
    std::vector<std::string> subjects;
    quoin::value options = {};
    quoin::value payload = {};  ///< of an add
};

class test_host;

/// The message where create returns neither a provider nor a reason.
inline constexpr std::string_view no_reason_of_create = "create gave neither a provider nor a reason";

namespace testing {

/// Behind quoin_call: one call and what it heard.
struct call_record {
    test_host* host = nullptr;
    const quoin_request* request = nullptr;
    open_row* row = nullptr;  ///< of several types
    test_result heard = {};
    std::string last_message = {};
    quoin_code last_code = QUOIN_OK;
};

inline call_record& record_of(quoin_call* call) noexcept {
    return *reinterpret_cast<call_record*>(call);
}

template <class Function>
const Function* loaded_function(const std::string& library, const char* name) {
#ifdef _WIN32
    const HMODULE handle = LoadLibraryA(library.c_str());
    if (!handle) throw error(QUOIN_E_IO, "cannot load " + library);
    void* const found = reinterpret_cast<void*>(GetProcAddress(handle, name));
#else
    // Never unloaded: values that the plugin made, and its threads, may outlive the test.
    void* const handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!handle) throw error(QUOIN_E_IO, std::string("cannot load it: ") + dlerror());
    void* const found = dlsym(handle, name);
#endif
    if (!found) throw error(QUOIN_E_NOT_FOUND, library + " exports no " + name);
    return reinterpret_cast<const Function*>(found);
}

}  // namespace testing

/// A provider that a test_host made. Destroyed with this, before the host.
class test_provider {
 public:
    /// `says` is its descriptor, if there is one.
    test_provider(test_host& host, const quoin_provider* made,
                  const quoin_descriptor* says = nullptr) noexcept
        : host_(&host), made_(made), says_(says) {}
    test_provider(test_provider&& other) noexcept
        : host_(other.host_), made_(std::exchange(other.made_, nullptr)), says_(other.says_) {}
    test_provider& operator=(test_provider&& other) noexcept {
        std::swap(host_, other.host_);
        std::swap(made_, other.made_);
        std::swap(says_, other.says_);
        return *this;
    }
    ~test_provider() { destroy(); }

    test_result get(const test_query& what) { return ask(what, false); }
    test_result get(std::string type, std::string subject, quoin::value options = {}) {
        return get({std::move(type), {std::move(subject)}, std::move(options), {}});
    }
    /// Several types of one subject as the host asks them (quoin/ext/row.h): in one call where the provider answers
    /// rows; get for each that it leaves, and for all where it does not, or where it asked what it may not.
    test_row get_row(const std::vector<std::string>& types, const std::string& subject);
    /// Passes where it takes no facts at all.
    test_result add(const test_query& what) { return ask(what, true); }
    test_result add(std::string type, std::string subject, quoin::value payload) {
        return add({std::move(type), {std::move(subject)}, {}, std::move(payload)});
    }
    void clear(std::string_view type, std::string_view subject = {}) {
        if (made_->clear) made_->clear(made_->self, to_str(type), to_str(subject));
    }
    const void* extension(std::string_view id) {
        return made_->get_extension ? made_->get_extension(made_->self, to_str(id)) : nullptr;
    }
    /// As the host does at the end; a second time does nothing.
    void destroy() noexcept {
        const quoin_provider* const gone = std::exchange(made_, nullptr);
        if (gone && gone->destroy) gone->destroy(gone->self);
    }
    const quoin_provider* raw() const noexcept { return made_; }
    /// Gives it up without destroy: for one that has none.
    const quoin_provider* release() noexcept { return std::exchange(made_, nullptr); }

 private:
    test_result ask(const test_query& what, bool adding);
    void ask_row(const quoin_provider_row& by, testing::open_row& row, test_row& into);
    /// Null where the host would ask it type by type.
    const quoin_provider_row* in_rows(std::string& why_not);

    test_host* host_;
    const quoin_provider* made_;
    const quoin_descriptor* says_;
};

class test_host {
 public:
    /// What somebody else says: a value, pass, or what it throws.
    using script = std::function<answer(const request&)>;

    test_host() : table_{} {
        table_.struct_size = sizeof table_;
        table_.abi_minor = QUOIN_ABI_MINOR;
        table_.context = this;
        table_.values = &testing::counted_values();
        table_.build = &testing::counted_build();
        set_functions();
    }
    test_host(const test_host&) = delete;
    test_host& operator=(const test_host&) = delete;

    /// The plugin in a library, which stays mapped. Throws error where it cannot be loaded.
    static const quoin_plugin& load(const std::string& library) {
        using entry = const quoin_plugin*(void);
        const quoin_plugin* const found = testing::loaded_function<entry>(library, "quoin_entry_1")();
        if (!found) throw error(QUOIN_E_INVALID, "quoin_entry_1 of " + library + " returned null");
        return *found;
    }

    /// Makes a provider; config is an object, none of its own: an empty one. Throws the error that it refuses
    /// with.
    test_provider create(const quoin_plugin& plugin, std::string_view id, const value& config = {}) {
        const value given = config ? config : builder().object().end().finish();
        testing::ledger::instance().took(given.get(), 0);
        testing::call_record record;
        record.host = this;
        const quoin_provider* made = nullptr;
        const quoin_result result =
            plugin.create(&table_, reinterpret_cast<quoin_call*>(&record), to_str(id), given.get(), &made);
        if (result == QUOIN_VALUE && made) return test_provider(*this, made, descriptor_of(plugin, id));
        if (record.last_code == QUOIN_OK) throw error(QUOIN_E_FAILED, std::string(no_reason_of_create));
        throw error(record.last_code, record.last_message);
    }
    /// Why create refuses; empty where it does not.
    std::string refusal(const quoin_plugin& plugin, std::string_view id, const value& config = {}) {
        try {
            create(plugin, id, config);
            return {};
        } catch (const error& refused) {
            return refused.message();
        }
    }

    /// What queries of the provider come to: for one type and subject, or for all that have no line.
    void on_get(std::string type, std::string subject, value with) {
        on_get(std::move(type), std::move(subject),
               [with = std::move(with)](const request&) { return answer(with); });
    }
    void on_get(std::string type, std::string subject, script with) {
        scripts_[{std::move(type), std::move(subject)}] = std::move(with);
    }
    void on_any_get(script with) { any_get_ = std::move(with); }
    /// What the rest of the chain says.
    void on_next(value with) {
        on_next([with = std::move(with)](const request&) { return answer(with); });
    }
    void on_next(script with) { next_ = std::move(with); }
    /// A script that fails.
    static script failing(quoin_code code, std::string message) {
        return [code, message = std::move(message)](const request&) -> answer { throw error(code, message); };
    }
    /// What get_extension says to that id: the host's side of a file in quoin/ext/.
    void extension(std::string id, const void* table) { extensions_[std::move(id)] = table; }

    /// From now on (or no longer) calls are told that nobody waits for them.
    void cancel(bool is = true) noexcept { cancelled_ = is; }
    /// How often providers asked whether they are cancelled.
    std::size_t polled() const noexcept { return polled_; }

    /// References on values, builders and moulds that plugins of this process hold: 0 after the last destroy.
    /// Meaningful for plugins in libraries; one compiled into the test shares its tables with the test.
    std::int64_t references() const { return testing::ledger::instance().references(); }
    std::int64_t builders() const { return testing::ledger::instance().builders(); }
    std::int64_t moulds() const { return testing::ledger::instance().moulds(); }

    /// "level: line" of what was logged, "type subject" of what was invalidated.
    std::vector<std::string> log() const {
        const std::lock_guard hold(guard_);
        return log_;
    }
    std::vector<std::string> invalidated() const {
        const std::lock_guard hold(guard_);
        return invalidated_;
    }
    const quoin_host* raw() const noexcept { return &table_; }

 private:
    friend class test_provider;

    static const quoin_descriptor* descriptor_of(const quoin_plugin& plugin, std::string_view id) {
        constexpr std::size_t whole =
            offsetof(quoin_descriptor, type_count) + sizeof(quoin_descriptor::type_count);
        for (std::size_t i = 0; i < plugin.descriptor_count; ++i)
            if (plugin.descriptors[i]->struct_size >= whole && to_view(plugin.descriptors[i]->id) == id)
                return plugin.descriptors[i];
        return nullptr;
    }
    void remember(const std::vector<std::string>& subjects) {
        const std::lock_guard hold(guard_);
        asked_.insert(subjects.begin(), subjects.end());
    }
    using record = testing::call_record;

    static test_host& of(const quoin_host* host) noexcept { return *static_cast<test_host*>(host->context); }

    static quoin_result play(record& call, const script* how, const quoin_request& asked,
                             const quoin_value** out) noexcept {
        try {
            answer said = how && *how ? (*how)(request(&asked)) : answer(pass);
            if (said.passed()) return QUOIN_PASS;
            *out = said.held().release();
            testing::ledger::instance().took(*out);
            return QUOIN_VALUE;
        } catch (const error& failed) {
            call.last_code = failed.code();
            call.last_message = failed.message();
        } catch (...) {
            call.last_code = QUOIN_E_FAILED;
            call.last_message = "a script of the test threw something that is no quoin::error";
        }
        return QUOIN_ERROR;
    }
    const script* script_for(const request& asked) const {
        const auto found = scripts_.find({std::string(asked.type()), std::string(asked.subject())});
        return found == scripts_.end() ? &any_get_ : &found->second;
    }
    static quoin_result refuse(record& call, const char* why) {
        call.last_code = QUOIN_E_INVALID;
        call.last_message = why;
        return QUOIN_ERROR;
    }
    static quoin_result refuse_in_row(record& call) {
        call.row->spoil(call.heard.asked.back());
        call.last_code = QUOIN_E_UNSUPPORTED;
        call.last_message = testing::open_row::refusal;
        return QUOIN_ERROR;
    }
    static quoin_result get(quoin_call* raw, const quoin_request* asked, const quoin_value** out) {
        record& call = testing::record_of(raw);
        if (!asked || !out) return refuse(call, "get was called without a request or a place for the answer");
        if (asked->type.len == 0 || asked->subject_count == 0)
            return refuse(call, "a query needs a type and a subject");
        const request what(asked);
        call.heard.asked.push_back("get " + std::string(what.type()) + " " + std::string(what.subject()));
        if (call.row && !call.row->may_get(*asked)) return refuse_in_row(call);
        return play(call, call.host->script_for(what), *asked, out);
    }
    static quoin_result next(quoin_call* raw, const quoin_request* changed, const quoin_value** out) {
        record& call = testing::record_of(raw);
        if (out && call.row) {
            call.heard.asked.emplace_back("next");
            return refuse_in_row(call);
        }
        if (!out || !call.request) return refuse(call, "next was called where there is no chain");
        quoin_request asked = *call.request;
        if (changed) {
            if (changed->type.len > 0 && to_view(changed->type) != to_view(asked.type))
                return refuse(call, "next asks the rest of the same chain: its type must not differ");
            if (changed->subject_count > 0) {
                asked.subjects = changed->subjects;
                asked.subject_count = changed->subject_count;
            }
            asked.options = changed->options;
            if (changed->payload) asked.payload = changed->payload;
        }
        call.heard.asked.emplace_back("next");
        return play(call, &call.host->next_, asked, out);
    }
    void set_functions() {
        table_.log = [](const quoin_host* host, std::int32_t level, quoin_str line) {
            const std::lock_guard hold(of(host).guard_);
            of(host).log_.push_back(std::to_string(level) + ": " + std::string(to_view(line)));
        };
        table_.get_extension = [](const quoin_host* host, quoin_str id) -> const void* {
            const auto found = of(host).extensions_.find(std::string(to_view(id)));
            return found == of(host).extensions_.end() ? nullptr : found->second;
        };
        table_.invalidate = [](const quoin_host* host, quoin_str type, quoin_str subject) {
            const std::lock_guard hold(of(host).guard_);
            of(host).invalidated_.push_back(std::string(to_view(type)) + " " + std::string(to_view(subject)));
        };
        table_.invalidate_where = [](const quoin_host* host, quoin_str type,
                                     const quoin_subject_test* which) {
            const std::lock_guard hold(of(host).guard_);
            for (const std::string& subject : of(host).asked_)
                if (which->matches(which->context, to_str(subject)) != 0)
                    of(host).invalidated_.push_back(std::string(to_view(type)) + " " + subject);
        };
        table_.get = &get;
        table_.next = &next;
        table_.set_error = [](quoin_call* call, quoin_code code, quoin_str message) {
            testing::record_of(call).last_code = code == QUOIN_OK ? QUOIN_E_FAILED : code;
            testing::record_of(call).last_message = to_view(message);
        };
        table_.last_error = [](quoin_call* call, quoin_str* message) {
            if (message) *message = to_str(testing::record_of(call).last_message);
            return testing::record_of(call).last_code;
        };
        table_.cancelled = [](quoin_call* call) -> std::int32_t {
            ++testing::record_of(call).host->polled_;
            return testing::record_of(call).host->cancelled_ ? 1 : 0;
        };
        table_.note = [](quoin_call* call, quoin_str line) {
            record& into = testing::record_of(call);
            if (into.row)
                into.row->note(to_view(line));
            else
                into.heard.notes.emplace_back(to_view(line));
        };
    }

    quoin_host table_;
    std::map<std::pair<std::string, std::string>, script> scripts_;
    script any_get_, next_;
    std::map<std::string, const void*> extensions_;
    std::atomic<bool> cancelled_{false};
    std::atomic<std::size_t> polled_{0};
    mutable std::mutex guard_;
    std::vector<std::string> log_, invalidated_;
    std::set<std::string> asked_;  // subjects of queries
};

inline test_result test_provider::ask(const test_query& what, bool adding) {
    std::vector<quoin_str> subjects;
    for (const std::string& one : what.subjects) subjects.push_back(to_str(one));
    if (!adding) host_->remember(what.subjects);
    quoin_request asked{};
    asked.struct_size = sizeof asked;
    asked.type = to_str(what.type);
    asked.subjects = subjects.data();
    asked.subject_count = subjects.size();
    asked.options = what.options.get();
    asked.payload = adding ? what.payload.get() : nullptr;
    auto& ledger = testing::ledger::instance();
    ledger.took(asked.options, 0);
    ledger.took(asked.payload, 0);

    testing::call_record record;
    record.host = host_;
    record.request = &asked;
    test_result& heard = record.heard;
    if (adding && !made_->add) {
        heard.outcome = QUOIN_PASS;
        return std::move(heard);
    }
    // An address that no value has: whoever passes leaves it alone.
    static const char untouched = 0;
    const auto* const nothing = reinterpret_cast<const quoin_value*>(&untouched);
    const quoin_value* out = nothing;
    auto* const raw = reinterpret_cast<quoin_call*>(&record);
    const auto break_it = [&heard](test_breach how, std::string words) {
        heard.breach = how;
        heard.broken = std::move(words);
    };
    try {
        heard.outcome =
            adding ? made_->add(made_->self, raw, &asked, &out) : made_->get(made_->self, raw, &asked, &out);
    } catch (...) {
        heard.outcome = QUOIN_ERROR;
        record.last_code = QUOIN_E_FAILED;
        record.last_message = "an exception came out of the provider";
        break_it(test_breach::threw, record.last_message);
    }
    if (heard.outcome == QUOIN_VALUE) {
        if (out == nothing || !out) {
            if (!adding)
                break_it(test_breach::no_value,
                         "QUOIN_VALUE without a value in *out (null is a value: make one)");
        } else if (!ledger.knows(out)) {
            break_it(test_breach::foreign_value, "*out is no value that the host made");
        } else {
            ledger.gave_back(out);
            heard.value = value::adopt(out);
        }
    } else if (heard.outcome == QUOIN_PASS) {
        if (out != nothing) break_it(test_breach::value_with_pass, "QUOIN_PASS, but *out was changed");
    } else if (heard.breach == test_breach::none) {
        if (heard.outcome != QUOIN_ERROR)
            break_it(test_breach::unknown_result,
                     "returned " + std::to_string(heard.outcome) + ", expected 0, 1 or -1");
        else if (record.last_code == QUOIN_OK)
            break_it(test_breach::no_reason, "QUOIN_ERROR without a reason (set_error was not called)");
        else if (record.last_message.empty())
            break_it(test_breach::no_reason, "QUOIN_ERROR with an empty message");
    }
    if (heard.failed()) {
        heard.code = record.last_code == QUOIN_OK ? QUOIN_E_FAILED : record.last_code;
        heard.message = record.last_message;
    }
    return std::move(heard);
}

inline const quoin_provider_row* test_provider::in_rows(std::string& why_not) {
    const auto* const found = static_cast<const quoin_provider_row*>(extension(QUOIN_EXT_ROW));
    constexpr std::uint32_t needed = QUOIN_THREAD_SAFE | QUOIN_TRACKED;
    if (!found)
        why_not = "the provider has no " QUOIN_EXT_ROW;
    else if (found->struct_size < sizeof *found || !found->get_row)
        why_not = "the provider's " QUOIN_EXT_ROW " has no get_row";
    else if (says_ && (says_->flags & needed) != needed)
        why_not = "the host asks rows only of a provider that is QUOIN_THREAD_SAFE and QUOIN_TRACKED";
    return why_not.empty() ? found : nullptr;
}

inline void test_provider::ask_row(const quoin_provider_row& by, testing::open_row& row, test_row& into) {
    testing::call_record record;
    record.host = host_;
    record.row = &row;
    try {
        by.get_row(made_->self, reinterpret_cast<quoin_call*>(&record), &row.asked());
        into.not_used = row.spoiled();
        into.broken = row.beyond();
        if (!into.broken.empty()) into.breach = test_breach::beyond_row;
    } catch (...) {
        into.breach = test_breach::threw;
        into.broken = into.not_used = "an exception came out of get_row";
    }
    into.asked = std::move(record.heard.asked);
}

inline test_row test_provider::get_row(const std::vector<std::string>& types, const std::string& subject) {
    test_row out;
    const std::span<const quoin_str> served =
        says_ && says_->types ? std::span(says_->types, says_->type_count) : std::span<const quoin_str>();
    testing::open_row row(types, subject, served);
    host_->remember({subject});
    if (const quoin_provider_row* const by = in_rows(out.not_used)) ask_row(*by, row, out);
    for (std::size_t i = 0; i < types.size(); ++i) {
        const bool is_said = out.not_used.empty() && !row.is_left(i);
        out.results.push_back(is_said ? row.said(i) : get(types[i], subject));
    }
    return out;
}

}  // namespace quoin
