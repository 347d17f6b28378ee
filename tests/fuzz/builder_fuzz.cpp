// Any sequence of events ends in a value or in an error, and everything in a value can be reached both by its
// place and by its name. A mould makes what a builder makes, in values and in errors.
#include "../unit/value/mould_model.hpp"

#include <cstdlib>
#include <vector>

namespace {

struct input {
    const unsigned char* at;
    std::size_t left;

    unsigned char byte() {
        if (left == 0) return 0;
        --left;
        return *at++;
    }
    std::string_view text() {
        const std::size_t size = std::min<std::size_t>(byte() % 40, left);
        const std::string_view out(reinterpret_cast<const char*>(at), size);
        at += size;
        left -= size;
        return out;
    }
};

// A deferred object of up to four members, each the number of its place or a text that is held.
quoin_deferred deferred(unsigned count) {
    static constexpr std::string_view names[] = {"a", "b", "a text that is held", "d"};
    quoin_deferred out{};
    out.struct_size = sizeof out;
    out.count = count;
    out.name = [](void*, std::uint64_t, std::uint32_t index, quoin_str* name) -> quoin_code {
        *name = quoin::to_str(names[index]);
        return QUOIN_OK;
    };
    out.part = count;
    out.find = [](void*, std::uint64_t part, quoin_str name, const quoin_key*,
                  std::uint32_t* index) -> quoin_code {
        for (*index = 0; *index < part; ++*index)
            if (names[*index] == quoin::to_view(name)) return QUOIN_OK;
        return QUOIN_E_NOT_FOUND;
    };
    out.make = [](void*, std::uint64_t, std::uint32_t index, quoin_builder* into) -> quoin_code {
        if (index == 3)
            quoin::detail::build().held_string(into, quoin::to_str(names[2]));
        else
            quoin::detail::build().integer(into, index);
        return QUOIN_OK;
    };
    return out;
}

void walk(quoin::view of, int depth) {
    if (depth > 50) return;
    if (of.is_typed()) {
        if (of.typed().count != of.size()) std::abort();
        return;
    }
    for (std::size_t i = 0; i < of.size(); ++i) {
        const auto [name, member] = of.member(i);
        if (!member) std::abort();
        if (of.is_object() && of[name].get() != member.get()) std::abort();
        walk(member, depth + 1);
    }
    if (of[of.size()]) std::abort();
}

/// Of the objects in member "a", those of an array in them included: what is told is there.
void scan(quoin::view of) {
    static const quoin::key array("a"), member("b");
    static const quoin_wanted wanted[]{quoin::wanted_member(member), quoin::wanted_member(array, member),
                                       quoin::wanted_name_of_any_array(), quoin::wanted_in_any_array(member)};
    quoin::view in_array;
    of.scan(array, wanted, [&](std::uint64_t item, std::size_t which, std::span<const quoin_scalar> values) {
        if (which == 2) {
            if (values.size() != 1 || values[0].kind != QUOIN_STRING) std::abort();
            in_array = of[array][item][quoin::to_view(values[0].text)][0];
            if (!in_array.is_object()) std::abort();
            return;
        }
        const quoin::view owner = which == 0   ? of[array][item]
                                  : which == 1 ? of[array][item][array][0]
                                               : in_array;
        const quoin::view found = owner[member];
        if (!found || values.size() != (found.is_array() ? found.size() : found.is_null() ? 0 : 1))
            std::abort();
        std::vector<double> numbers(values.size());
        if (!numbers.empty() && found.read_reals(numbers) && values[0].kind != QUOIN_REAL &&
            values[0].kind != QUOIN_INT)
            std::abort();
    });
}

/// Members of single letters, as every kind of plain member; the last of no object.
std::span<const quoin_copied> copied_letters() {
    static const quoin::key a("a"), b("b"), c("c"), d("d");
    static const quoin_copied table[]{{a.interned(), b.interned(), QUOIN_PLAIN_TEXT, 0},
                                      {b.interned(), c.interned(), QUOIN_PLAIN_INT, 0},
                                      {c.interned(), d.interned(), QUOIN_PLAIN_REAL, 0},
                                      {d.interned(), a.interned(), QUOIN_PLAIN_REALS, 0},
                                      {a.interned(), nullptr, QUOIN_PLAIN_NONE, 0}};
    return table;
}

/// Copies these; what is not plain is passed over.
void copy(quoin::builder& into, quoin::view from) {
    const std::span<const quoin_copied> all = copied_letters();
    for (std::size_t next = 0; next < all.size(); ++next) {
        std::size_t added = 0;
        const std::size_t done = into.copy(from, all.subspan(next), added);
        if (added > done || next + done > all.size()) std::abort();
        next += done;
    }
}

/// Of each letter that is wanted, and of one thing that is given.
quoin::value moulded(const quoin::mould& with, std::span<const quoin_copied> table, quoin::view from,
                     input& in) {
    const std::vector<double> numbers(in.byte() % 4, in.byte() % 2 == 0 ? 0.0 : -0.0);
    const std::vector<quoin_str> texts(in.byte() % 3, quoin::to_str(in.text()));
    const quoin_given kinds[] = {quoin::given_nothing(),          quoin::given_flag(!numbers.empty()),
                                 quoin::given_integer(in.byte()), quoin::given_real(in.byte() / 2.0),
                                 quoin::given_text(in.text()),    quoin::given_reals(numbers),
                                 quoin::given_texts(texts)};
    const std::span<const quoin_given> given = std::span(kinds).subspan(in.byte() % std::size(kinds), 1);
    std::optional<quoin::value> made, expected;
    bool is_refused = false, has_to_be = false;
    try {
        made = with.made_of(from, given);
    } catch (const quoin::error&) {
        is_refused = true;
    }
    try {
        expected = quoin::tests::built(from, table, given);
    } catch (const quoin::error&) {
        has_to_be = true;
    }
    if (is_refused != has_to_be || made.has_value() != expected.has_value()) std::abort();
    if (!made) return quoin::value();
    if (quoin::tests::exactly(*made) != quoin::tests::exactly(*expected)) std::abort();
    return *made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    input in{data, size};
    quoin::builder b;
    std::vector<quoin::value> made;
    static const quoin::key given("given");
    std::vector<quoin_copied> wanted{quoin::given_member(given)};
    for (const quoin_copied& letter : copied_letters().first(4)) wanted.push_back(letter);
    const quoin::mould with(wanted);
    const auto any = [&]() -> quoin::view {
        return made.empty() ? quoin::view() : made[in.byte() % made.size()];
    };
    while (in.left > 0) {
        switch (in.byte() % 18) {
            case 0:
                b.object();
                break;
            case 1:
                b.object(any());
                break;
            case 2:
                b.array();
                break;
            case 3:
            case 4:
                b.end();
                break;
            case 5:
                b.key(in.text());
                break;
            case 6:
                b.key(quoin::key(std::string(1, static_cast<char>('a' + in.byte() % 26))));
                break;
            case 7:
                b.add(in.text());
                break;
            case 8:
                b.add(std::int64_t{in.byte()});
                break;
            case 9:
                b.add(any());
                break;
            case 10:
                for (std::uint16_t& element : b.typed<std::uint16_t>(in.byte() * std::size_t{20}))
                    element = 7;
                break;
            case 11:
                if (const quoin::view from = any(); from)
                    b.slice(from, in.byte(), 1 + in.byte() % 10, in.byte());
                break;
            case 12:
                b.null();
                break;
            case 13:
                b.deferred(deferred(in.byte() % 5));
                break;
            case 15: {
                const std::vector<double> numbers(in.byte() % 6, in.byte() / 2.0);
                b.reals(numbers);
                break;
            }
            case 16:
                copy(b, any());
                break;
            case 17:
                // Again and again of few, so that there are equal ones.
                if (quoin::value one = moulded(with, wanted, any(), in)) made.push_back(std::move(one));
                break;
            default:
                try {
                    made.push_back(b.finish());
                    walk(made.back(), 0);
                    if (!(made.back() == made.back())) std::abort();
                    scan(made.back());
                } catch (const quoin::error&) {
                }
                if (made.size() > 20) made.erase(made.begin());
        }
    }
    return 0;
}
