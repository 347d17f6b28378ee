// quoin/quoin.hpp - write a metadata provider in C++20. Header-only; all that a vendor includes.
//
//     struct truth : quoin::provider {
//         static constexpr auto types = quoin::types("com.acme.groundTruth");
//         static constexpr quoin::descriptor info{.id = "com.acme.truth", .version = "1.0.0", .types = types};
//         explicit truth(const quoin::setup&) {}
//         quoin::answer get(quoin::call&, const quoin::request& request) override {
//             if (request.subject() != "acme:1") return quoin::pass;
//             return quoin::builder().object().member("lesions", 3).end().finish();
//         }
//     };
//     QUOIN_PLUGIN(truth)
//
// Whatever is thrown becomes an error of the query; nothing crosses the boundary but the C ABI of abi.h.
#pragma once

#include <quoin/ext/chain.h>
#include <quoin/ext/row.h>
#include <quoin/ext/serves.h>
#include <quoin/value.hpp>

#include <array>
#include <new>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

namespace quoin {

/// "Not mine": the next provider is asked.
struct pass_t {};
inline constexpr pass_t pass{};

/// What get and add come to: a value, or pass. Errors are thrown.
class answer {
 public:
    answer(pass_t) noexcept {}
    answer(quoin::value found) : value_(std::move(found)), passed_(false) {
        if (!value_) value_ = quoin::value::null();
    }
    answer(std::optional<quoin::value> found) : answer(pass) {
        if (found) *this = answer(std::move(*found));
    }
    bool passed() const noexcept { return passed_; }
    quoin::value& held() noexcept { return value_; }

 private:
    quoin::value value_;
    bool passed_ = true;
};

/// A query as it comes in. Good during the call.
class request {
 public:
    explicit request(const quoin_request* raw) noexcept : raw_(raw) {}
    std::string_view type() const noexcept { return to_view(raw_->type); }
    /// How many subjects: at least 1.
    std::size_t subject_count() const noexcept { return raw_->subject_count; }
    std::string_view subject(std::size_t index = 0) const noexcept { return to_view(raw_->subjects[index]); }
    /// An object, or empty.
    view options() const noexcept { return view(raw_->options); }
    /// What an add offers; empty in a get.
    view payload() const noexcept { return view(raw_->payload); }
    const quoin_request* raw() const noexcept { return raw_; }

 private:
    const quoin_request* raw_;
};

/// The host's side of one call: ask other queries, ask the rest of the chain, hear of cancellation. On the
/// thread of the call only (cancelled: any).
class call {
 public:
    call(const quoin_host* host, quoin_call* raw) noexcept : host_(host), raw_(raw) {}
    /// The same call, whose notes go into `notes` and not to the host: for what is kept, and noted again by each that
    /// makes an answer of it. Refers to `notes`.
    call(const call& of, std::vector<std::string>& notes) noexcept
        : host_(of.host_), raw_(of.raw_), notes_(&notes) {}

    /// Asks a query from the top; nothing where nobody answers. Throws error where it fails.
    std::optional<value> get(std::string_view type, std::string_view subject, view options = {}) {
        const quoin_str one = to_str(subject);
        return get(type, std::span(&one, 1), options);
    }
    std::optional<value> get(std::string_view type, std::span<const quoin_str> subjects, view options = {}) {
        quoin_request asked{};
        asked.struct_size = sizeof asked;
        asked.type = to_str(type);
        asked.subjects = subjects.data();
        asked.subject_count = subjects.size();
        asked.options = options.get();
        const quoin_value* out = nullptr;
        const quoin_result result = host_->get(raw_, &asked, &out);
        return outcome(result, out);
    }
    /// Asks the rest of the own chain with the same request. Throws error where it fails.
    std::optional<value> next() {
        const quoin_value* out = nullptr;
        const quoin_result result = host_->next(raw_, nullptr, &out);
        return outcome(result, out);
    }
    /// The same with another request (its type must not differ).
    std::optional<value> next(const quoin_request& changed) {
        const quoin_value* out = nullptr;
        const quoin_result result = host_->next(raw_, &changed, &out);
        return outcome(result, out);
    }
    /// Whether one provider that names both types is asked first about both, so that nobody can answer one of them
    /// otherwise; what is answered then rests on that (quoin/ext/chain.h). False where the host cannot tell.
    bool same_first(std::string_view type_a, std::string_view type_b) {
        const auto* const chains =
            static_cast<const quoin_host_chain*>(host_->get_extension(host_, to_str(QUOIN_EXT_CHAIN)));
        return chains && chains->same_first(raw_, to_str(type_a), to_str(type_b)) != 0;
    }
    /// True once nobody waits for the answer: stop.
    bool cancelled() const noexcept { return host_->cancelled(raw_) != 0; }
    /// A line for explain: what was assumed, defaulted or tolerated. No patient data.
    void note(std::string_view line) {
        if (notes_)
            notes_->emplace_back(line);
        else
            host_->note(raw_, to_str(line));
    }
    quoin_call* raw() const noexcept { return raw_; }

 private:
    std::optional<value> outcome(quoin_result result, const quoin_value* out) {
        if (result == QUOIN_PASS) return std::nullopt;
        if (result == QUOIN_VALUE) return value::adopt(out);
        quoin_str why{};
        const quoin_code code = host_->last_error(raw_, &why);
        throw error(code == QUOIN_OK ? QUOIN_E_FAILED : code, std::string(to_view(why)));
    }
    const quoin_host* host_;
    quoin_call* raw_;
    std::vector<std::string>* notes_ = nullptr;
};

/// What a provider gets when it is made: its configuration and the host's services. The services may be kept, of the
/// configuration a quoin::value.
class setup {
 public:
    setup(const quoin_host* host, std::string_view id, view config) noexcept
        : host_(host), id_(id), config_(config) {}
    /// The provider's `config` of the manifest: an object, maybe empty. Keep quoin::value(config()) if needed
    /// later.
    view config() const noexcept { return config_; }
    std::string_view id() const noexcept { return id_; }
    /// For a provider without settings: whatever stands in its `config` is a slip of who wrote it. Throws error.
    void refuse_settings() const {
        if (config_.size() == 0) return;
        throw error(QUOIN_E_CONFIG, "unknown key '" + std::string(config_.member(0).first) +
                                        "' (this provider has no settings); remove it");
    }
    /// Good until the provider's destructor returns.
    const quoin_host* host() const noexcept { return host_; }

 private:
    const quoin_host* host_;
    std::string_view id_;
    view config_;
};

/// Several types of one subject, to be answered in one call (quoin/ext/row.h). Good during the call.
class row {
 public:
    explicit row(quoin_row& raw) noexcept : raw_(raw) {}

    std::string_view subject() const noexcept { return to_view(raw_.subject); }
    std::size_t size() const noexcept { return raw_.count; }
    std::string_view type(std::size_t i) const noexcept { return to_view(raw_.answers[i].type); }
    /// Of the type in the descriptor's list; nothing where it does not stand there.
    std::optional<std::size_t> place(std::size_t i) const noexcept {
        const std::int32_t at = raw_.answers[i].place;
        return at < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(at));
    }
    /// From here on what is noted is noted with that one.
    void begin(std::size_t i) noexcept { raw_.at = i; }
    /// What get would have come to; the last counts. A type that is not answered is asked by itself.
    void answer(std::size_t i, quoin::answer what) noexcept {
        quoin_row_answer& to = raw_.answers[i];
        const auto before = value::adopt(std::exchange(to.answer, nullptr));
        to.result = what.passed() ? QUOIN_PASS : QUOIN_VALUE;
        if (!what.passed()) to.answer = what.held().release();
    }

 private:
    quoin_row& raw_;
};

/// Derive from this. get runs on several threads at once only if the descriptor says thread_safe.
class provider {
 public:
    virtual ~provider() = default;
    virtual answer get(call&, const request&) = 0;
    /// Takes a fact: return a value (null will do) for "taken", pass for "not mine".
    virtual answer add(call&, const request&) { return pass; }
    /// Forgets what was added for a subject; an empty subject means all of the type.
    virtual void clear(std::string_view /*type*/, std::string_view /*subject*/) {}
    /// Whether it serves that type of its descriptor as it is configured: where not, it is not asked
    /// (quoin/ext/serves.h). Always the same for a type, on any thread; must not call the host.
    virtual bool serves(std::string_view /*type*/) const { return true; }
    /// Answers of several types as get would answer them, made of one and the same other answer; those that take
    /// more are left. What it throws ends the row: the rest is asked by get. See quoin/ext/row.h.
    virtual void get_row(call&, row&) {}
    /// The provider's side of an extension of quoin/ext/, or null.
    virtual const void* extension(std::string_view /*id*/) { return nullptr; }
};

/// `static constexpr auto types = quoin::types("a", "b");`
template <class... Names>
constexpr std::array<quoin_str, sizeof...(Names)> types(const Names&... names) noexcept {
    return {to_str(std::string_view(names))...};
}

/// What a provider says of itself, as `static constexpr quoin::descriptor info{.id = .., ..}`.
struct descriptor {
    std::string_view id;         ///< "com.acme.ground-truth"
    std::string_view name = {};  ///< for people; the id if empty
    std::string_view version = "0.0.0";
    std::string_view vendor = {};
    std::string_view description = {};      ///< one line
    std::string_view licence = {};          ///< SPDX
    std::span<const quoin_str> types = {};  ///< empty: may be asked for any type
    std::int32_t priority = 0;
    bool thread_safe = false;  ///< get, add and clear may run on several threads at once
    bool tracked = false;      ///< same request, same answer, until add, clear or invalidate
    bool blocking = false;     ///< waits for disk or network
};

namespace detail {

/// Runs body; whatever it throws is set as the call's error.
template <class Body>
quoin_result guarded(const quoin_host* host, quoin_call* raw, Body&& body) noexcept {
    try {
        return body();
    } catch (const error& e) {
        host->set_error(raw, e.code(), to_str(e.message()));
    } catch (const std::bad_alloc&) {
        host->set_error(raw, QUOIN_E_MEMORY, to_str("out of memory"));
    } catch (const std::exception& e) {
        host->set_error(raw, QUOIN_E_FAILED, to_str(e.what()));
    } catch (...) {
        host->set_error(raw, QUOIN_E_FAILED, to_str("an exception that is no std::exception"));
    }
    return QUOIN_ERROR;
}

// A class may have had a get_row of its own before there was this one: that is none.
template <class T>
concept takes_rows = requires(T& made, call& in, row& asked) {
    made.get_row(in, asked);
};
template <class T>
concept inherits_get_row = std::is_same_v<decltype(&T::get_row), void (provider::*)(call&, row&)>;

/// A provider of class T with the C table around it.
template <class T>
struct instance {
    quoin_provider table{};
    const quoin_host* host;
    T made;

    instance(const quoin_host* services, const setup& with) : host(services), made(with) {
        table.struct_size = sizeof table;
        table.self = this;
        table.get = &get;
        table.add = &add;
        table.clear = &clear;
        table.get_extension = &extension;
        table.destroy = &destroy;
    }

    static quoin_result deliver(answer&& found, const quoin_value** out) {
        if (found.passed()) return QUOIN_PASS;
        *out = found.held().release();
        return QUOIN_VALUE;
    }
    static quoin_result QUOIN_CALL get(void* self, quoin_call* raw, const quoin_request* asked,
                                       const quoin_value** out) {
        auto* const me = static_cast<instance*>(self);
        return guarded(me->host, raw, [&] {
            call services(me->host, raw);
            return deliver(me->made.get(services, request(asked)), out);
        });
    }
    static quoin_result QUOIN_CALL add(void* self, quoin_call* raw, const quoin_request* asked,
                                       const quoin_value** out) {
        auto* const me = static_cast<instance*>(self);
        return guarded(me->host, raw, [&] {
            call services(me->host, raw);
            return deliver(me->made.add(services, request(asked)), out);
        });
    }
    static void QUOIN_CALL clear(void* self, quoin_str type, quoin_str subject) {
        auto* const me = static_cast<instance*>(self);
        try {
            me->made.clear(to_view(type), to_view(subject));
        } catch (...) {
            me->host->log(me->host, QUOIN_LOG_ERROR, to_str("clear threw an exception"));
        }
    }
    static const void* QUOIN_CALL extension(void* self, quoin_str id) {
        try {
            const void* const own = static_cast<instance*>(self)->made.extension(to_view(id));
            if (own) return own;
            if (to_view(id) == QUOIN_EXT_SERVES) return &serving;
            if constexpr (answers_rows)
                if (to_view(id) == QUOIN_EXT_ROW) return &in_rows;
            return nullptr;
        } catch (...) {
            return nullptr;
        }
    }
    /// Where it cannot tell it is asked.
    static std::int32_t QUOIN_CALL serves(void* self, quoin_str type) {
        try {
            return static_cast<const instance*>(self)->made.serves(to_view(type)) ? 1 : 0;
        } catch (...) {
            return 1;
        }
    }
    static void QUOIN_CALL get_row(void* self, quoin_call* raw, quoin_row* asked) {
        auto* const me = static_cast<instance*>(self);
        try {
            call services(me->host, raw);
            row in(*asked);
            me->made.get_row(services, in);
        } catch (...) {  // what is not answered is asked by itself, and fails there if it fails
        }
    }
    static constexpr bool answers_rows = takes_rows<T> && !inherits_get_row<T>;
    static constexpr quoin_provider_row in_rows{sizeof(quoin_provider_row), 0, &get_row};
    static constexpr quoin_provider_serves serving{sizeof(quoin_provider_serves), 0, &serves};
    static void QUOIN_CALL destroy(void* self) { delete static_cast<instance*>(self); }
};

template <class T>
constexpr quoin_descriptor describe() noexcept {
    constexpr const descriptor& info = T::info;
    quoin_descriptor out{};
    out.struct_size = sizeof out;
    out.priority = info.priority;
    out.flags = (info.thread_safe ? QUOIN_THREAD_SAFE : 0) | (info.tracked ? QUOIN_TRACKED : 0) |
                (info.blocking ? QUOIN_BLOCKING : 0);
    out.id = to_str(info.id);
    out.name = to_str(info.name.empty() ? info.id : info.name);
    out.version = to_str(info.version);
    out.vendor = to_str(info.vendor);
    out.description = to_str(info.description);
    out.licence = to_str(info.licence);
    out.types = info.types.empty() ? nullptr : info.types.data();
    out.type_count = info.types.size();
    return out;
}

#ifndef QUOIN_HOST_SIDE
/// The library's table for the providers Ts.
template <class... Ts>
struct plugin {
    template <class T>
    static constexpr quoin_descriptor descriptor_of = describe<T>();
    static constexpr std::array<const quoin_descriptor*, sizeof...(Ts)> descriptors{&descriptor_of<Ts>...};

    static quoin_result QUOIN_CALL create(const quoin_host* host, quoin_call* raw, quoin_str id,
                                          const quoin_value* config, const quoin_provider** out) {
        tables.set(host->values, host->build);
        return guarded(host, raw, [&] {
            const setup with(host, to_view(id), view(config));
            const bool made =
                ((T_is<Ts>(id) && (*out = &(new instance<Ts>(host, with))->table, true)) || ...);
            if (!made) throw error(QUOIN_E_NOT_FOUND, "this library has no provider of that id");
            return QUOIN_VALUE;
        });
    }
    template <class T>
    static bool T_is(quoin_str id) noexcept {
        return to_view(id) == T::info.id;
    }

    static constexpr quoin_plugin table{sizeof(quoin_plugin), QUOIN_ABI_MAJOR,    QUOIN_ABI_MINOR, 0,
                                        descriptors.data(),   descriptors.size(), &create};
};
#endif

}  // namespace detail
}  // namespace quoin

/// Once in a library, with every provider class in it: exports quoin_entry_1.
#define QUOIN_PLUGIN(...)                                                        \
    extern "C" QUOIN_EXPORT const quoin_plugin* QUOIN_CALL quoin_entry_1(void) { \
        return &quoin::detail::plugin<__VA_ARGS__>::table;                       \
    }
