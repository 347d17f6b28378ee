// What a mould has to make, made with a builder, and values told apart in all that can be seen of them.
#pragma once

#include <quoin/mould.hpp>

#include <bit>
#include <span>
#include <string>

namespace quoin::tests {

/// Kinds and bits too: 0.0 and -0.0, which are equal, are not the same here.
inline std::string exactly(view of) {
    if (!of) return "nothing";
    const std::string kind = std::to_string(of.kind());
    std::string out = kind + ":";
    if (const auto flag = of.as_bool()) return out + std::to_string(*flag ? 1 : 0);
    if (const auto text = of.as_string())
        return out + std::to_string(text->size()) + "'" + std::string(*text) + "'";
    if (of.kind() == QUOIN_INT) return out + std::to_string(*of.as_int());
    if (of.kind() == QUOIN_REAL) return out + std::to_string(std::bit_cast<std::uint64_t>(*of.as_real()));
    out += "(";
    for (std::size_t i = 0; i < of.size(); ++i) {
        const auto [name, member] = of.member(i);
        out.append(name).append("=").append(exactly(member)).append(";");
        // By its name it is found where it stands.
        if (of.is_object() && of[name].get() != member.get()) out += "but not by its name;";
    }
    return out + ")";
}

/// Whether it adds a member.
inline bool add_given(builder& to, const quoin_key* name, const quoin_given& given) {
    if (given.what == QUOIN_GIVEN_NONE) return false;
    detail::build().key_interned(to.get(), name);
    switch (given.what) {
        case QUOIN_GIVEN_FLAG:
            to.add(given.is.integer != 0);
            break;
        case QUOIN_GIVEN_INT:
            to.add(given.is.integer);
            break;
        case QUOIN_GIVEN_REAL:
            to.add(given.is.real);
            break;
        case QUOIN_GIVEN_TEXT:
            to.add(std::string_view(given.is.text, given.count));
            break;
        case QUOIN_GIVEN_REALS:
            to.reals({given.is.reals, given.count});
            break;
        default:
            to.array();
            for (std::uint32_t i = 0; i < given.count; ++i) to.add(to_view(given.is.texts[i]));
            to.end();
    }
    return true;
}

/// As mould::made_of.
inline std::optional<value> built(view from, std::span<const quoin_copied> table,
                                  std::span<const quoin_given> given = {}) {
    builder out;
    std::size_t members = 0, next_given = 0;
    out.object();
    for (const quoin_copied& line : table) {
        if (line.plain == QUOIN_PLAIN_GIVEN) {
            members += add_given(out, line.to, given[next_given++]) ? 1 : 0;
            continue;
        }
        std::size_t added = 0;
        if (out.copy(from, {&line, 1}, added) != 1) return std::nullopt;
        members += added;
    }
    value made = out.end().finish();
    return members == 0 ? value() : made;
}

}  // namespace quoin::tests
