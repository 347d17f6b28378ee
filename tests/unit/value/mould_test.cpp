// Moulds: objects of members of another one, as far as they are plain, and of what is given.
#include "mould_against_builder.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

using quoin::builder;
using quoin::copied_member;
using quoin::given_member;
using quoin::key;
using quoin::mould;
using quoin::value;
using quoin::view;
using quoin::tests::exactly;

namespace {

const key& source_name() {
    static const key made("Source");
    return made;
}
const key& copy_name() {
    static const key made("copy");
    return made;
}

value object_with(const auto& content) {
    return builder().object().member(source_name(), content).end().finish();
}

std::optional<value> moulded(view from, std::span<const quoin_copied> table,
                             std::span<const quoin_given> given = {}) {
    return mould(table).made_of(from, given);
}
/// Of an object whose one member is that.
std::optional<value> moulded_as(quoin_plain plain, const auto& content) {
    const quoin_copied table[] = {copied_member(source_name(), copy_name(), plain)};
    return moulded(object_with(content), table);
}

value reals(std::span<const double> numbers) {
    return builder().reals(numbers).finish();
}
value texts(std::span<const quoin_str> them) {
    builder out;
    out.array();
    for (const quoin_str one : them) out.add(quoin::to_view(one));
    return out.end().finish();
}

/// Of one line, with a member before and one behind it.
void expect_given(const quoin_given& given, const value& expected) {
    const quoin_copied table[] = {copied_member(source_name(), key("before"), QUOIN_PLAIN_INT),
                                  given_member(key("given")), given_member(key("behind"))};
    const quoin_given all[] = {given, quoin::given_text("a text behind it, of some length")};
    const std::optional<value> made = moulded(object_with(7), table, all);
    ASSERT_TRUE(made);
    builder out;
    out.object().member("before", 7);
    if (expected) out.member("given", expected);
    const value whole = out.member("behind", "a text behind it, of some length").end().finish();
    EXPECT_EQ(exactly(*made), exactly(whole));
    EXPECT_EQ(*made, whole);
}

quoin_code code_of(const auto& thrower) {
    try {
        thrower();
    } catch (const quoin::error& e) {
        return e.code();
    }
    return QUOIN_OK;
}
quoin_code code_of_given(const quoin_given& given) {
    const quoin_copied table[] = {given_member(copy_name())};
    return code_of([&] { moulded(view(), table, {&given, 1}); });
}

/// As that many members, m0 and so on.
std::vector<quoin_copied> many_lines(int count) {
    std::vector<quoin_copied> out;
    for (int i = 0; i < count; ++i) {
        const key name(std::string("m").append(std::to_string(i)));
        out.push_back(copied_member(name, name, QUOIN_PLAIN_INT));
    }
    return out;
}

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

}  // namespace

TEST(mould, what_is_absent_or_null_is_passed_over) {
    const key first("First"), second("Second"), third("Third");
    const value from = builder().object().member(second, view()).member(third, 3).end().finish();
    for (const quoin_plain plain : {QUOIN_PLAIN_NONE, QUOIN_PLAIN_TEXT, QUOIN_PLAIN_INT, QUOIN_PLAIN_REALS}) {
        const quoin_copied table[] = {copied_member(first, first, plain),
                                      copied_member(second, second, plain),
                                      copied_member(third, third, QUOIN_PLAIN_INT)};
        EXPECT_EQ(moulded(from, table), builder().object().member("Third", 3).end().finish());
    }
}

TEST(mould, what_would_have_no_member_is_an_empty_value) {
    const quoin_copied table[] = {copied_member(source_name(), copy_name(), QUOIN_PLAIN_INT),
                                  given_member(key("given"))};
    const quoin_given given[] = {quoin::given_nothing()};
    for (const value& none : {value(), value::of(7), value::of("text"), builder().object().end().finish(),
                              builder().array().add(1).end().finish(), object_with(view())}) {
        const std::optional<value> made = moulded(none, table, given);
        ASSERT_TRUE(made);
        EXPECT_FALSE(*made);
    }
    const std::optional<value> of_no_line = moulded(object_with(7), {});
    ASSERT_TRUE(of_no_line);
    EXPECT_FALSE(*of_no_line);
}

TEST(mould, members_come_in_the_order_of_the_table) {
    const key a("a"), b("b"), c("c");
    const value from = builder().object().member("c", 3).member("b", "B").member("a", 1.5).end().finish();
    const quoin_copied table[] = {given_member(key("first")),
                                  copied_member(b, key("x"), QUOIN_PLAIN_TEXT),
                                  copied_member(a, key("y"), QUOIN_PLAIN_REAL),
                                  given_member(key("middle")),
                                  copied_member(a, key("again"), QUOIN_PLAIN_REAL),
                                  copied_member(c, key("z"), QUOIN_PLAIN_REAL),
                                  given_member(key("last"))};
    const quoin_given given[] = {quoin::given_integer(1), quoin::given_flag(true), quoin::given_text("end")};
    const std::optional<value> made = moulded(from, table, given);
    ASSERT_TRUE(made);
    EXPECT_EQ(exactly(*made), exactly(builder()
                                          .object()
                                          .member("first", 1)
                                          .member("x", "B")
                                          .member("y", 1.5)
                                          .member("middle", true)
                                          .member("again", 1.5)
                                          .member("z", 3.0)
                                          .member("last", "end")
                                          .end()
                                          .finish()));
}

TEST(mould, keys_that_are_text_in_the_source_are_found) {
    const std::string name = "a key that was text before a mould came to know it";
    const value from = builder().object().member(name, 1).end().finish();
    const key now(name);
    const quoin_copied table[] = {copied_member(now, now, QUOIN_PLAIN_INT)};
    EXPECT_EQ(moulded(from, table), from);
}

TEST(mould, of_an_object_with_bases) {
    const key a("a"), b("b"), c("c");
    const value base = builder().object().member("a", 1).member("b", 2).end().finish();
    const value middle = builder().object(base).end().finish();
    const value from = builder().object(middle).member("b", "text").member("c", 3).end().finish();
    const quoin_copied table[] = {copied_member(a, a, QUOIN_PLAIN_INT), copied_member(b, b, QUOIN_PLAIN_TEXT),
                                  copied_member(c, c, QUOIN_PLAIN_INT)};
    const std::optional<value> made = moulded(from, table);
    EXPECT_EQ(made, builder().object().member("a", 1).member("b", "text").member("c", 3).end().finish());
    EXPECT_FALSE(made->base());
}

TEST(mould, members_that_are_in_other_trees) {
    const value numbers = builder().array().add(value::of(0.5)).add(1).end().finish();
    const value inner = builder().object().member("a", numbers).end().finish();
    const value outer = builder().object().member("inner", inner).end().finish();
    const key a("a");
    const quoin_copied table[] = {copied_member(a, a, QUOIN_PLAIN_REALS)};
    EXPECT_EQ((*moulded(outer["inner"], table))["a"], reals(std::array{0.5, 1.0}));
}

TEST(mould, a_line_of_a_member_without_a_key_is_not_plain_in_any_object) {
    const quoin_copied table[] = {{nullptr, copy_name().interned(), QUOIN_PLAIN_INT, 0}};
    EXPECT_FALSE(moulded(builder().object().end().finish(), table));
    const std::optional<value> of_no_object = moulded(value::of(7), table);
    ASSERT_TRUE(of_no_object);
    EXPECT_FALSE(*of_no_object);
}

TEST(mould, nothing_given_is_no_member) {
    expect_given(quoin::given_nothing(), value());
}

TEST(mould, flags_and_numbers_that_are_given) {
    expect_given(quoin::given_flag(true), value::of(true));
    expect_given(quoin::given_flag(false), value::of(false));
    quoin_given flag = quoin::given_flag(true);
    flag.is.integer = 256;
    expect_given(flag, value::of(true));
    for (const std::int64_t number : {std::int64_t{0}, std::int64_t{1}, least, ~least})
        expect_given(quoin::given_integer(number), value::of(number));
    // Not to be finite, as what is copied: who gives it knows what it says.
    for (const double number : {0.0, -0.0, 0.5, not_a_number, infinity})
        expect_given(quoin::given_real(number), value::of(number));
}

TEST(mould, text_that_is_given) {
    for (std::size_t length = 0; length < 70; ++length) {
        const std::string text(length, 't');
        expect_given(quoin::given_text(text), value::of(text));
    }
    for (const std::string_view text : {std::string_view(" "), std::string_view("\0\0 padded", 9),
                                        std::string_view("\xC3\xA9t\xC3\xA9 of more than eight bytes")})
        expect_given(quoin::given_text(text), value::of(text));
    expect_given(quoin::given_text({}), value::of(""));
}

TEST(mould, arrays_that_are_given) {
    std::vector<double> numbers;
    numbers.reserve(20);
    for (int count = 0; count < 20; ++count) {
        expect_given(quoin::given_reals(numbers), reals(numbers));
        numbers.push_back(count % 2 == 0 ? -0.0 : not_a_number);
    }
    std::vector<quoin_str> them;
    for (const std::string_view one :
         {"", "a", "eight by", "nine byte", "", "a text that does not fit into a node", "\xC3\xA9"}) {
        expect_given(quoin::given_texts(them), texts(them));
        them.push_back(quoin::to_str(one));
    }
    expect_given(quoin::given_texts(them), texts(them));
}

TEST(mould, what_is_made_outlives_all_that_it_was_made_of) {
    const auto made = [] {
        const quoin_copied table[] = {copied_member(source_name(), copy_name(), QUOIN_PLAIN_TEXT),
                                      given_member(key("text")), given_member(key("numbers"))};
        const std::string given = "a text that was given and is gone";
        const std::vector<double> numbers{0.5, 1.5};
        const quoin_given all[] = {quoin::given_text(given), quoin::given_reals(numbers)};
        const mould of_table(table);
        std::vector<value> out;
        out.reserve(3);
        for (int i = 0; i < 3; ++i)
            out.push_back(*of_table.made_of(object_with("a text of more than eight bytes"), all));
        return out;
    }();
    for (const value& one : made) {
        EXPECT_EQ(one["copy"].as_string(), "a text of more than eight bytes");
        EXPECT_EQ(one["text"].as_string(), "a text that was given and is gone");
        EXPECT_EQ(one["numbers"], reals(std::array{0.5, 1.5}));
    }
}

TEST(mould, it_makes_the_next_whatever_became_of_the_one_before) {
    const quoin_copied table[] = {copied_member(source_name(), copy_name(), QUOIN_PLAIN_INT),
                                  given_member(key("given"))};
    const mould of_table(table);
    const quoin_given good[] = {quoin::given_text("good")}, bad[] = {quoin::given_text("\xFF")};
    const value expected = builder().object().member("copy", 7).member("given", "good").end().finish();
    for (int again = 0; again < 3; ++again) {
        EXPECT_EQ(of_table.made_of(object_with(7), good), expected);
        EXPECT_FALSE(of_table.made_of(object_with(7.5), good));
        EXPECT_EQ(code_of([&] { of_table.made_of(object_with(7), bad); }), QUOIN_E_INVALID);
        EXPECT_EQ(of_table.made_of(object_with(7), good), expected);
        const quoin_given nothing[] = {quoin::given_nothing()};
        EXPECT_FALSE(*of_table.made_of(view(), nothing));
    }
}

TEST(mould, what_is_given_has_to_be_utf8_and_of_a_kind_that_is_known) {
    for (const std::string_view wrong : {"\xFF", "a text of more than eight bytes \xC3", "\xED\xA0\x80"}) {
        EXPECT_EQ(code_of_given(quoin::given_text(wrong)), QUOIN_E_INVALID);
        const quoin_str two[] = {quoin::to_str("good"), quoin::to_str(wrong)};
        EXPECT_EQ(code_of_given(quoin::given_texts(two)), QUOIN_E_INVALID);
    }
    for (const std::int32_t what : {-1, QUOIN_GIVEN_TEXTS + 1}) {
        quoin_given unknown = quoin::given_nothing();
        unknown.what = what;
        EXPECT_EQ(code_of_given(unknown), QUOIN_E_INVALID);
    }
}

TEST(mould, the_first_line_that_is_wrong_says_how) {
    const quoin_copied copied = copied_member(source_name(), copy_name(), QUOIN_PLAIN_INT);
    const quoin_copied given = given_member(key("given"));
    const quoin_given bad[] = {quoin::given_text("\xFF")};
    EXPECT_FALSE(moulded(object_with("no int"), std::array{copied, given}, bad));
    EXPECT_EQ(code_of([&] {
                  moulded(object_with("no int"), std::array{given, copied}, bad);
              }),
              QUOIN_E_INVALID);
}

TEST(mould, what_is_given_and_larger_than_can_be_said_is_refused) {
    // Nothing of it is touched.
    constexpr std::size_t too_many = (std::size_t{1} << 32) + 5;
    static const double number = 0;
    static const quoin_str text{};
    EXPECT_EQ(code_of([] {
                  quoin::given_text({reinterpret_cast<const char*>(&number), too_many});
              }),
              QUOIN_E_LIMIT);
    EXPECT_EQ(code_of([] { quoin::given_reals({&number, too_many}); }), QUOIN_E_LIMIT);
    EXPECT_EQ(code_of([] { quoin::given_texts({&text, too_many}); }), QUOIN_E_LIMIT);
}

TEST(mould, of_64_members_and_no_more) {
    builder b;
    b.object();
    for (int i = 0; i < 65; ++i) b.member(std::string("m").append(std::to_string(i)), i);
    const value from = b.end().finish();
    const std::optional<value> made = moulded(from, many_lines(64));
    ASSERT_TRUE(made);
    ASSERT_EQ(made->size(), 64u);
    for (std::size_t i = 0; i < 64; ++i) {
        const std::string name = std::string("m").append(std::to_string(i));
        EXPECT_EQ(made->member(i).first, name);
        EXPECT_EQ((*made)[name].as_int(), static_cast<std::int64_t>(i));
        EXPECT_EQ((*made)[key(name)].get(), made->member(i).second.get());
    }
    EXPECT_FALSE((*made)["m64"]);
    EXPECT_EQ(code_of([] { mould(many_lines(65)); }), QUOIN_E_LIMIT);
}

TEST(mould, of_64_arrays_of_eight_numbers) {
    const std::array<double, 8> eight{0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5};
    std::vector<quoin_copied> table = many_lines(64);
    builder b;
    b.object();
    for (std::size_t i = 0; i < table.size(); ++i) {
        table[i].plain = QUOIN_PLAIN_REALS;
        std::array<double, 8> mine = eight;
        mine[i % 8] = static_cast<double>(i);
        b.member(std::string("m").append(std::to_string(i)), reals(mine));
    }
    const value from = b.end().finish();
    EXPECT_EQ(moulded(from, table), from);
}

TEST(mould, a_table_that_names_a_member_twice_or_not_at_all_is_refused) {
    const quoin_copied copied = copied_member(source_name(), copy_name(), QUOIN_PLAIN_INT);
    EXPECT_EQ(code_of([&] { mould(std::array{copied, copied}); }), QUOIN_E_INVALID);
    EXPECT_EQ(code_of([&] { mould(std::array{copied, given_member(copy_name())}); }), QUOIN_E_INVALID);
    EXPECT_EQ(
        code_of([&] {
            mould(std::array{copied, quoin_copied{source_name().interned(), nullptr, QUOIN_PLAIN_INT, 0}});
        }),
        QUOIN_E_INVALID);
}

TEST(mould, what_is_given_has_to_be_as_much_as_the_table_says) {
    const quoin_copied table[] = {given_member(key("a")), given_member(key("b"))};
    const quoin_given three[] = {quoin::given_flag(true), quoin::given_flag(true), quoin::given_flag(true)};
    for (const std::size_t count : {0, 1, 3})
        EXPECT_EQ(code_of([&] { moulded(view(), table, std::span(three).first(count)); }), QUOIN_E_INVALID);
    EXPECT_EQ(moulded(view(), table, std::span(three).first(2))->size(), 2u);
}

TEST(mould, none_at_all_may_be_destroyed) {
    quoin::detail::build().destroy_mould(nullptr);
}

TEST(mould, makes_what_a_builder_makes_of_any_object) {
    quoin::tests::expect_mould_makes_what_a_builder_makes([](view, view) {});
}
