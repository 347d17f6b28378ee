// quoin/mould.hpp - objects of one kind, each made in one call: members of another object under new names, as far as
// they are plain, and what the caller gives.
#pragma once

#include <quoin/value.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace quoin {

/// For a line of a mould: the member `to` is given.
inline quoin_copied given_member(const key& to) noexcept {
    return {nullptr, to.interned(), QUOIN_PLAIN_GIVEN, 0};
}

namespace detail {
inline std::uint32_t given_count(std::size_t count) {
    if (count > std::numeric_limits<std::uint32_t>::max())
        throw error(QUOIN_E_LIMIT, "a text or an array of more than 4,294,967,295 for a mould");
    return static_cast<std::uint32_t>(count);
}
}  // namespace detail

// What is given; text and numbers are referred to. What is larger than an object can be throws error.
inline quoin_given given_nothing() noexcept {
    return {QUOIN_GIVEN_NONE, 0, {0}};
}
inline quoin_given given_flag(bool is) noexcept {
    return {QUOIN_GIVEN_FLAG, 0, {is ? 1 : 0}};
}
inline quoin_given given_integer(std::int64_t is) noexcept {
    return {QUOIN_GIVEN_INT, 0, {is}};
}
inline quoin_given given_real(double is) noexcept {
    quoin_given out{QUOIN_GIVEN_REAL, 0, {0}};
    out.is.real = is;
    return out;
}
inline quoin_given given_text(std::string_view is) {
    quoin_given out{QUOIN_GIVEN_TEXT, detail::given_count(is.size()), {0}};
    out.is.text = is.data();
    return out;
}
inline quoin_given given_reals(std::span<const double> are) {
    quoin_given out{QUOIN_GIVEN_REALS, detail::given_count(are.size()), {0}};
    out.is.reals = are.data();
    return out;
}
inline quoin_given given_texts(std::span<const quoin_str> are) {
    quoin_given out{QUOIN_GIVEN_TEXTS, detail::given_count(are.size()), {0}};
    out.is.texts = are.data();
    return out;
}

/// Makes objects whose members are those of a table, in its order. Objects that are equal may be one, and one that
/// differs from another in little may have it for its base. Any thread.
/// Keep one in your provider, not in a static: what it holds is given back with it.
class mould {
 public:
    /// Lines as copied_member and given_member make them, at most 64, each with another key. Throws error.
    explicit mould(std::span<const quoin_copied> table) {
        quoin_mould* made = nullptr;
        const quoin_code code = detail::build().create_mould(table.data(), table.size(), &made);
        if (code == QUOIN_E_MEMORY) throw error(code, "out of memory");
        if (code == QUOIN_E_LIMIT) throw error(code, "a mould of more than 64 members");
        if (code != QUOIN_OK)
            throw error(code, "a mould with a member that has no key, or one of another member");
        made_.reset(made);
        for (const quoin_copied& line : table)
            if (line.plain == QUOIN_PLAIN_GIVEN) ++given_;
    }

    /// The object made of `from`, an empty value where it would have no member; nothing where a member that is
    /// wanted of `from` is there and not plain: then a builder has to make it. `given` has one for each line of
    /// given_member. Throws error where it has not, and where text that is given is not UTF-8.
    std::optional<value> made_of(view from, std::span<const quoin_given> given = {}) const {
        if (given.size() != given_)
            throw error(QUOIN_E_INVALID, "an object of a mould is given more or less than its table says");
        const quoin_value* out = nullptr;
        const quoin_code code = detail::build().mould_object(made_.get(), from.get(), given.data(), &out);
        if (code == QUOIN_OK) return value::adopt(out);
        if (code == QUOIN_E_UNSUPPORTED) return std::nullopt;
        throw error(code, "an object could not be made in its mould");
    }

 private:
    struct destroy {
        void operator()(quoin_mould* gone) const noexcept { detail::build().destroy_mould(gone); }
    };
    std::unique_ptr<quoin_mould, destroy> made_;
    std::size_t given_ = 0;
};

}  // namespace quoin
