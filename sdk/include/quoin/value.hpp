// quoin/value.hpp - values in C++: `view` looks at one, `value` keeps one, `builder` makes one.
// Header-only, needs nothing but the standard library. quoin.hpp includes it; include that one.
#pragma once

#include <quoin/abi.h>
#include <quoin/dtype.hpp>

#include <atomic>
#include <concepts>
#include <cstdint>
#include <exception>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace quoin {

constexpr quoin_str to_str(std::string_view text) noexcept {
    return {text.data(), text.size()};
}
constexpr std::string_view to_view(quoin_str text) noexcept {
    return text.len == 0 ? std::string_view{} : std::string_view{text.ptr, text.len};
}

/// Thrown by this wrapper and to be thrown by providers; becomes QUOIN_ERROR at the boundary.
/// The message reaches users: say what, where, expected, found, how to mend; no patient data.
class error : public std::exception {
 public:
    explicit error(quoin_code code, std::string message) : code_(code), message_(std::move(message)) {}
    explicit error(std::string message) : error(QUOIN_E_FAILED, std::move(message)) {}
    quoin_code code() const noexcept { return code_; }
    const std::string& message() const noexcept { return message_; }
    const char* what() const noexcept override { return message_.c_str(); }

 private:
    quoin_code code_;
    std::string message_;
};

namespace detail {
// A plugin learns the tables from the host in create; code linked with the host knows them from the start.
#ifdef QUOIN_HOST_SIDE
extern "C" const quoin_values* quoin_host_values(void);
extern "C" const quoin_build* quoin_host_build(void);
inline const quoin_values& values() noexcept {
    static const quoin_values* const table = quoin_host_values();
    return *table;
}
inline const quoin_build& build() noexcept {
    static const quoin_build* const table = quoin_host_build();
    return *table;
}
#else
// Not the quoin_host of a provider, which goes with that provider while another one may live on.
struct process_tables {
    // Written by each create, also while providers of other hosts run: always the same.
    std::atomic<const quoin_values*> values{nullptr};
    std::atomic<const quoin_build*> build{nullptr};
    bool set(const quoin_values* to_read, const quoin_build* to_make) noexcept {
        values.store(to_read, std::memory_order_relaxed);
        build.store(to_make, std::memory_order_relaxed);
        return true;
    }
};
#if defined(__GNUC__)
[[gnu::visibility("hidden")]]
#endif
inline process_tables tables{};
inline const quoin_values& values() noexcept {
    return *tables.values.load(std::memory_order_relaxed);
}
inline const quoin_build& build() noexcept {
    return *tables.build.load(std::memory_order_relaxed);
}
#endif
}  // namespace detail

/// What a key is known by: text, or a key of the whole process that needs no hashing. Keep one in a static
/// for names that your code asks again and again: `static const quoin::key rows("Rows");` (after the plugin
/// was created).
class key {
 public:
    explicit key(std::string_view name) : interned_(detail::values().intern(to_str(name))), name_(name) {}
    const quoin_key* interned() const noexcept { return interned_; }
    std::string_view name() const noexcept { return name_; }

 private:
    const quoin_key* interned_;
    std::string name_;
};

/// For view::scan: the member of that name, of an item itself or of the first item of an array in it, the one of
/// that name or each. Refers to the keys.
inline quoin_wanted wanted_member(const key& member) noexcept {
    return {{}, to_str(member.name()), nullptr, member.interned()};
}
inline quoin_wanted wanted_member(const key& in, const key& member) noexcept {
    return {to_str(in.name()), to_str(member.name()), in.interned(), member.interned()};
}
inline quoin_wanted wanted_in_any_array(const key& member) noexcept {
    return {to_str("*"), to_str(member.name()), nullptr, member.interned()};
}

/// For view::scan, before the members that are wanted in any array: the name of the array whose members come next.
inline quoin_wanted wanted_name_of_any_array() noexcept {
    return {to_str("*"), {}, nullptr, nullptr};
}

/// For builder::copy: the member `from`, to be added as `to` where it is plain.
inline quoin_copied copied_member(const key& from, const key& to, quoin_plain plain) noexcept {
    return {from.interned(), to.interned(), plain, 0};
}

/// Looks at a value without keeping it: good as long as the value it came from. Empty where there is nothing
/// (a missing member): an empty view answers every question with "nothing" and never fails, so that
/// `v["a"][0]["b"].as_int()` needs no checks on the way. Any thread.
class view {
 public:
    constexpr view() noexcept = default;
    constexpr explicit view(const quoin_value* node) noexcept : node_(node) {}

    /// False for an empty view. A null value is there: it is a value.
    explicit operator bool() const noexcept { return node_ != nullptr; }
    const quoin_value* get() const noexcept { return node_; }

    /// A QUOIN_ kind; QUOIN_NULL for an empty view.
    quoin_kind kind() const noexcept { return node_ ? detail::values().kind(node_) : QUOIN_NULL; }
    bool is_null() const noexcept { return node_ && kind() == QUOIN_NULL; }
    bool is_object() const noexcept { return kind() == QUOIN_OBJECT; }
    bool is_array() const noexcept { return kind() == QUOIN_ARRAY; }
    bool is_string() const noexcept { return kind() == QUOIN_STRING; }
    bool is_number() const noexcept { return kind() == QUOIN_INT || kind() == QUOIN_REAL; }
    bool is_typed() const noexcept { return kind() == QUOIN_TYPED; }

    std::optional<bool> as_bool() const noexcept {
        std::int32_t out = 0;
        return node_ && detail::values().as_bool(node_, &out) ? std::optional(out != 0) : std::nullopt;
    }
    std::optional<std::int64_t> as_int() const noexcept {
        std::int64_t out = 0;
        return node_ && detail::values().as_int(node_, &out) ? std::optional(out) : std::nullopt;
    }
    /// Of a real or an int.
    std::optional<double> as_real() const noexcept {
        double out = 0;
        return node_ && detail::values().as_real(node_, &out) ? std::optional(out) : std::nullopt;
    }
    /// Text inside the value.
    std::optional<std::string_view> as_string() const noexcept {
        quoin_str out{};
        return node_ && detail::values().as_string(node_, &out) ? std::optional(to_view(out)) : std::nullopt;
    }

    /// Items, members or elements; 0 for everything else.
    std::size_t size() const noexcept { return node_ ? detail::values().count(node_) : 0; }
    template <std::integral T>  // a template, so that v[0] is an index and not a null char pointer
    view operator[](T index) const noexcept {
        return view(node_ ? detail::values().at(node_, static_cast<std::size_t>(index), nullptr) : nullptr);
    }
    view operator[](std::string_view name) const noexcept {
        return view(node_ ? detail::values().find(node_, to_str(name)) : nullptr);
    }
    view operator[](const char* name) const noexcept { return (*this)[std::string_view(name)]; }
    view operator[](const key& name) const noexcept {
        if (!node_) return view();
        return view(name.interned() ? detail::values().find_key(node_, name.interned())
                                    : detail::values().find(node_, to_str(name.name())));
    }
    /// Member number index with its name.
    std::pair<std::string_view, view> member(std::size_t index) const noexcept {
        quoin_str name{};
        const quoin_value* const found = node_ ? detail::values().at(node_, index, &name) : nullptr;
        return {to_view(name), view(found)};
    }
    /// The object this one overrides.
    view base() const noexcept { return view(node_ ? detail::values().base(node_) : nullptr); }

    /// Shape of a typed array without reading a lazy one; nothing for other kinds.
    std::optional<quoin_typed> shape() const noexcept {
        quoin_typed out{};
        if (!node_ || detail::values().typed_shape(node_, &out) != QUOIN_OK) return std::nullopt;
        return out;
    }
    /// The elements of a typed array of exactly that type; reads a lazy one. Throws error where it is none or
    /// reading fails.
    template <class T>
    std::span<const T> elements() const {
        const quoin_typed found = typed();
        if (found.dtype != dtype_of<T>)
            throw error(QUOIN_E_INVALID, "typed array holds another element type");
        return {static_cast<const T*>(found.data), static_cast<std::size_t>(found.count)};
    }
    /// The elements of a typed array whatever their type; reads a lazy one. Throws error.
    quoin_typed typed() const {
        quoin_typed out{};
        const quoin_code code = node_ ? detail::values().typed_data(node_, &out) : QUOIN_E_INVALID;
        if (code != QUOIN_OK)
            throw error(code, code == QUOIN_E_INVALID ? "no typed array" : "cannot read the lazy array");
        return out;
    }

    /// Exactly out.size() numbers, reals or ints, of an array (or the one that this is) into `out`; false
    /// where it is something else, with `out` in an unknown state.
    bool read_reals(std::span<double> out) const noexcept {
        return node_ && detail::values().as_reals(node_, out.data(), out.size()) != 0;
    }

    /// Reads `wanted` of each object in the array that is member `array` of this object, without making
    /// values of them where the object can do without: calls told(item, which, values) for each that an item
    /// has, item by item, and of one item in the order of `wanted`. `values` are the one scalar or those of an
    /// array, none of null; a tree among them has only its kind. They are good until told returns, which may
    /// throw. False where there is no such array. Throws error.
    template <class Told>
    bool scan(const key& array, std::span<const quoin_wanted> wanted, Told&& told) const {
        struct hearer {
            Told& told;
            std::exception_ptr thrown = {};
            static quoin_code QUOIN_CALL hear(void* context, std::uint64_t item, std::size_t which,
                                              const quoin_scalar* values, std::size_t count) {
                auto* const me = static_cast<hearer*>(context);
                try {
                    me->told(item, which, std::span<const quoin_scalar>(values, count));
                    return QUOIN_OK;
                } catch (...) {
                    me->thrown = std::current_exception();
                    return QUOIN_E_FAILED;
                }
            }
        } me{told};
        const quoin_listener to{sizeof(quoin_listener), 0, &me, &hearer::hear};
        const quoin_code code = node_ ? detail::values().scan(node_, to_str(array.name()), array.interned(),
                                                              wanted.data(), wanted.size(), &to)
                                      : QUOIN_E_NOT_FOUND;
        if (me.thrown) std::rethrow_exception(me.thrown);
        if (code == QUOIN_OK || code == QUOIN_E_NOT_FOUND) return code == QUOIN_OK;
        throw error(code, "the items of " + std::string(array.name()) + " cannot be read");
    }

    friend bool operator==(view a, view b) noexcept {
        if (!a.node_ || !b.node_) return a.node_ == b.node_;
        return detail::values().equal(a.node_, b.node_) != 0;
    }

 protected:
    const quoin_value* node_ = nullptr;
};

/// Adds what scan would tell of a value: the one scalar, those of an array, none of null or of an empty view. Text
/// is that of the value.
inline void add_scalars(view of, std::vector<quoin_scalar>& out) {
    const auto add = [&out](view one) {
        quoin_scalar& made = out.emplace_back();
        made.kind = one.kind();
        if (made.kind == QUOIN_REAL) made.real = *one.as_real();
        if (made.kind == QUOIN_INT) made.integer = *one.as_int();
        if (made.kind == QUOIN_BOOL) made.integer = *one.as_bool() ? 1 : 0;
        if (made.kind == QUOIN_STRING) made.text = to_str(*one.as_string());
    };
    if (of.is_array())
        for (std::size_t i = 0; i < of.size(); ++i) add(of[i]);
    else if (of && !of.is_null())
        add(of);
}

/// Keeps a value (or a part of one, and with it the tree it is in). Copies are a count. Any thread, as a
/// shared_ptr: one object must not be assigned by two threads, but all may read it and copies of it.
class value : public view {
 public:
    constexpr value() noexcept = default;
    /// Keeps what the view looks at.
    explicit value(view looked_at) noexcept : view(looked_at) {
        if (node_) detail::values().ref(node_);
    }
    value(const value& other) noexcept : value(static_cast<const view&>(other)) {}
    value(value&& other) noexcept : view(std::exchange(other.node_, nullptr)) {}
    value& operator=(value other) noexcept {
        std::swap(node_, other.node_);
        return *this;
    }
    ~value() {
        if (node_) detail::values().unref(node_);
    }

    /// Takes over a reference.
    static value adopt(const quoin_value* node) noexcept {
        value out;
        out.node_ = node;
        return out;
    }
    /// Hands the reference over.
    const quoin_value* release() noexcept { return std::exchange(node_, nullptr); }

    static value null();
    static value of(bool flag);
    static value of(std::int64_t number);
    static value of(double number);
    static value of(std::string_view text);
    static value of(const char* text) { return of(std::string_view(text)); }
    template <std::integral T>
    static value of(T number) {
        return of(static_cast<std::int64_t>(number));
    }
};

/// Makes a value:
///     quoin::builder b;
///     b.object().member("rows", 512).member("spacing", [](quoin::builder& v) {
///     v.array().add(0.5).add(0.5).end(); }); quoin::value v = b.end().finish();
/// Misuse (a key twice, an end too many) is reported by finish(), which throws error. One thread at a time.
class builder {
 public:
    builder() : builder_(detail::build().create()) {
        if (!builder_) throw error(QUOIN_E_MEMORY, "out of memory");
    }
    builder(const builder&) = delete;
    builder& operator=(const builder&) = delete;
    builder(builder&& other) noexcept : builder_(std::exchange(other.builder_, nullptr)) {}
    builder& operator=(builder&& other) noexcept {
        std::swap(builder_, other.builder_);
        return *this;
    }
    ~builder() {
        if (builder_) detail::build().destroy(builder_);
    }

    /// Opens an object; with a base, one that has the base's members unless it overrides them.
    builder& object(view base = {}) {
        detail::build().begin_object(builder_, base.get());
        return *this;
    }
    builder& array() {
        detail::build().begin_array(builder_);
        return *this;
    }
    /// Closes the innermost object or array.
    builder& end() {
        detail::build().end(builder_);
        return *this;
    }
    builder& key(std::string_view name) {
        detail::build().key(builder_, to_str(name));
        return *this;
    }
    builder& key(const quoin::key& name) {
        if (name.interned())
            detail::build().key_interned(builder_, name.interned());
        else
            detail::build().key(builder_, to_str(name.name()));
        return *this;
    }

    builder& null() {
        detail::build().null(builder_);
        return *this;
    }
    builder& add(bool flag) {
        detail::build().boolean(builder_, flag ? 1 : 0);
        return *this;
    }
    template <std::integral T>
    requires(!std::same_as<T, bool> && !std::same_as<T, char>) builder& add(T number) {
        detail::build().integer(builder_, static_cast<std::int64_t>(number));
        return *this;
    }
    builder& add(double number) {
        detail::build().real(builder_, number);
        return *this;
    }
    builder& add(std::string_view text) {
        detail::build().string(builder_, to_str(text));
        return *this;
    }
    builder& add(const char* text) { return add(std::string_view(text)); }
    builder& add(const std::string& text) { return add(std::string_view(text)); }
    /// A value that exists: referred to, not copied. An empty view becomes null.
    builder& add(view existing) {
        if (existing)
            detail::build().value(builder_, existing.get());
        else
            null();
        return *this;
    }
    /// An array of reals (add of a span makes a typed array).
    builder& reals(std::span<const double> numbers) {
        detail::build().reals(builder_, numbers.data(), numbers.size());
        return *this;
    }
    /// A typed array with a copy of these elements.
    template <class T>
    requires(dtype_of<std::remove_const_t<T>> != 0) builder& add(std::span<T> elements) {
        using element = std::remove_const_t<T>;
        std::span<element> room = typed<element>(elements.size());
        for (std::size_t i = 0; i < room.size(); ++i) room[i] = elements[i];
        return *this;
    }
    /// A typed array to be filled at once: the span is good until the next call on this builder, not cleared,
    /// and empty after misuse.
    template <class T>
    std::span<T> typed(std::size_t count) {
        void* const room = detail::build().typed(builder_, dtype_of<T>, count);
        return room ? std::span<T>(static_cast<T*>(room), count) : std::span<T>();
    }
    builder& lazy(const quoin_lazy& source) {
        detail::build().lazy(builder_, &source);
        return *this;
    }
    /// An object whose members source makes when they are asked for; see quoin_deferred.
    builder& deferred(const quoin_deferred& source) {
        detail::build().deferred(builder_, &source);
        return *this;
    }
    /// Elements of another typed array, from that byte on; refers to it.
    builder& slice(view source, std::uint64_t offset, quoin_dtype dtype, std::uint64_t count) {
        detail::build().slice(builder_, source.get(), offset, dtype, count);
        return *this;
    }

    /// key and add in one. What a function adds must be one value.
    template <class Key, class T>
    builder& member(const Key& name, T&& content) {
        if constexpr (std::is_same_v<Key, quoin::key>)
            key(name);
        else
            key(std::string_view(name));
        if constexpr (std::is_invocable_v<T, builder&>)
            std::forward<T>(content)(*this);
        else
            add(std::forward<T>(content));
        return *this;
    }
    /// member, if there is something: an empty optional or view adds no member.
    template <class Key, class T>
    builder& member_if(const Key& name, const T& content) {
        if (content) {
            if constexpr (std::is_convertible_v<T, view>)
                member(name, content);
            else
                member(name, *content);
        }
        return *this;
    }

    /// Adds the members of `from` that are in the table and plain, up to the first that is not, as
    /// quoin_build.copy says: many attributes under other names in one call. Returns its place, table.size()
    /// where there is none; `added` becomes the number of members added.
    std::size_t copy(view from, std::span<const quoin_copied> table, std::size_t& added) {
        return detail::build().copy(builder_, from.get(), table.data(), table.size(), &added);
    }

    /// The finished tree; the builder is empty again. Throws error on misuse.
    value finish() {
        quoin_value* out = nullptr;
        const quoin_code code = detail::build().finish(builder_, &out);
        if (code != QUOIN_OK) {
            quoin_str why{};
            detail::build().why(builder_, &why);
            throw error(code, std::string(to_view(why)));
        }
        return value::adopt(out);
    }

    quoin_builder* get() const noexcept { return builder_; }

 private:
    quoin_builder* builder_ = nullptr;
};

inline value value::null() {
    return builder().null().finish();
}
inline value value::of(bool flag) {
    return builder().add(flag).finish();
}
inline value value::of(std::int64_t number) {
    return builder().add(number).finish();
}
inline value value::of(double number) {
    return builder().add(number).finish();
}
inline value value::of(std::string_view text) {
    return builder().add(text).finish();
}

}  // namespace quoin
