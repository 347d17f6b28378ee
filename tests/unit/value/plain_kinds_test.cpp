// What is plain (QUOIN_PLAIN_), and what is not: the same for builder::copy and for a mould.
#include <quoin/mould.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

using quoin::builder;
using quoin::value;
using quoin::view;

namespace {

// An object of one line of a table; nothing where its member is left.
struct by_copy {
    static std::optional<value> made(view from, const quoin_copied& line) {
        std::size_t added = 77;
        builder out;
        out.object();
        const std::size_t done = out.copy(from, {&line, 1}, added);
        EXPECT_EQ(added, done);
        const value made = out.end().finish();
        EXPECT_EQ(made.size(), done);
        return done == 1 ? std::optional(made) : std::nullopt;
    }
};
struct by_mould {
    static std::optional<value> made(view from, const quoin_copied& line) {
        return quoin::mould({&line, 1}).made_of(from);
    }
};

template <class By>
struct plain_kinds : testing::Test {
    static std::optional<value> made(const auto& content, quoin_plain plain) {
        const quoin::key source("Source"), copy("copy");
        return By::made(builder().object().member(source, content).end().finish(),
                        quoin::copied_member(source, copy, plain));
    }
    static void taken(const auto& content, quoin_plain plain, const value& expected) {
        const std::optional<value> got = made(content, plain);
        ASSERT_TRUE(got);
        EXPECT_EQ(*got, builder().object().member("copy", expected).end().finish());
    }
    static void left(const auto& content, quoin_plain plain) { EXPECT_FALSE(made(content, plain)); }

    /// Of an object whose member add_content adds in the same tree: what is added to builders elsewhere is referred to.
    static std::optional<value> made_within(const auto& add_content, quoin_plain plain) {
        const quoin::key source("Source"), copy("copy");
        builder b;
        add_content(b.object().key(source));
        return By::made(b.end().finish(), quoin::copied_member(source, copy, plain));
    }
    /// In a tree of its own, and in that of the object around it.
    static void name_taken(const auto& add_name) {
        builder alone;
        add_name(alone);
        const value name = alone.finish();
        for (const std::optional<value>& got :
             {made(name, QUOIN_PLAIN_NAME), made_within(add_name, QUOIN_PLAIN_NAME)}) {
            ASSERT_TRUE(got);
            EXPECT_EQ(*got, builder().object().member("copy", name).end().finish());
            const view copy = (*got)["copy"];
            ASSERT_EQ(copy.size(), name.size());
            for (std::size_t i = 0; i < copy.size(); ++i) {
                const std::string_view group = name.member(i).first;
                EXPECT_EQ(copy.member(i).first, group);
                EXPECT_EQ(copy[group].get(), copy.member(i).second.get()) << group;
                EXPECT_EQ(copy[quoin::key(group)].get(), copy[group].get()) << group;
            }
            EXPECT_FALSE(copy["no group"]);
            EXPECT_FALSE(copy[quoin::key("no group")]);
        }
    }
    static void name_left(const auto& add_content) {
        builder alone;
        add_content(alone);
        left(alone.finish(), QUOIN_PLAIN_NAME);
        EXPECT_FALSE(made_within(add_content, QUOIN_PLAIN_NAME));
    }

    static value reals(std::span<const double> numbers) { return builder().reals(numbers).finish(); }

    static constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
    static constexpr double infinity = std::numeric_limits<double>::infinity();
    static constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
};
using both = testing::Types<by_copy, by_mould>;
TYPED_TEST_SUITE(plain_kinds, both);

TYPED_TEST(plain_kinds, text_of_any_length) {
    for (std::size_t length = 1; length < 70; ++length) {
        const std::string text(length, 't');
        this->taken(text, QUOIN_PLAIN_TEXT, value::of(text));
    }
    this->taken("\xC3\xA9t\xC3\xA9 ", QUOIN_PLAIN_TEXT, value::of("\xC3\xA9t\xC3\xA9 "));
    this->taken(std::string_view("a\0", 2), QUOIN_PLAIN_TEXT, value::of(std::string_view("a\0", 2)));
}

TYPED_TEST(plain_kinds, text_that_is_empty_or_begins_with_padding_is_left) {
    this->left("", QUOIN_PLAIN_TEXT);
    this->left(" A", QUOIN_PLAIN_TEXT);
    this->left(" a text of more than eight bytes", QUOIN_PLAIN_TEXT);
    this->left(std::string_view("\0A", 2), QUOIN_PLAIN_TEXT);
    this->left(7, QUOIN_PLAIN_TEXT);
    this->left(builder().array().add("A").end().finish(), QUOIN_PLAIN_TEXT);
    this->left(builder().object().end().finish(), QUOIN_PLAIN_TEXT);
}

TYPED_TEST(plain_kinds, an_int) {
    this->taken(7, QUOIN_PLAIN_INT, value::of(7));
    this->taken(this->least, QUOIN_PLAIN_INT, value::of(this->least));
    this->left(7.0, QUOIN_PLAIN_INT);
    this->left(true, QUOIN_PLAIN_INT);
    this->left("7", QUOIN_PLAIN_INT);
}

TYPED_TEST(plain_kinds, a_real_also_of_an_int) {
    this->taken(0.5, QUOIN_PLAIN_REAL, value::of(0.5));
    this->taken(-0.0, QUOIN_PLAIN_REAL, value::of(-0.0));
    this->taken(7, QUOIN_PLAIN_REAL, value::of(7.0));
    this->left(this->not_a_number, QUOIN_PLAIN_REAL);
    this->left(this->infinity, QUOIN_PLAIN_REAL);
    this->left(-this->infinity, QUOIN_PLAIN_REAL);
    this->left(true, QUOIN_PLAIN_REAL);
    this->left("0.5", QUOIN_PLAIN_REAL);
    this->left(this->reals(std::array{0.5}), QUOIN_PLAIN_REAL);
}

TYPED_TEST(plain_kinds, an_array_of_one_to_eight_numbers) {
    std::vector<double> numbers;
    for (int count = 1; count <= 8; ++count) {
        numbers.push_back(count / 2.0);
        this->taken(this->reals(numbers), QUOIN_PLAIN_REALS, this->reals(numbers));
    }
    numbers.push_back(1);
    this->left(this->reals(numbers), QUOIN_PLAIN_REALS);
    this->taken(builder().array().add(1).add(-0.5).end().finish(), QUOIN_PLAIN_REALS,
                this->reals(std::array{1.0, -0.5}));
}

TYPED_TEST(plain_kinds, an_array_of_anything_else_is_left) {
    this->left(builder().array().end().finish(), QUOIN_PLAIN_REALS);
    this->left(this->reals(std::array{0.5, this->not_a_number}), QUOIN_PLAIN_REALS);
    this->left(this->reals(std::array{this->infinity, 0.5}), QUOIN_PLAIN_REALS);
    this->left(builder().array().add(0.5).null().end().finish(), QUOIN_PLAIN_REALS);
    this->left(builder().array().add(0.5).add("1").end().finish(), QUOIN_PLAIN_REALS);
    this->left(0.5, QUOIN_PLAIN_REALS);
    builder typed;
    for (double& element : typed.typed<double>(2)) element = 0.5;
    this->left(typed.finish(), QUOIN_PLAIN_REALS);
}

TYPED_TEST(plain_kinds, an_object_of_one_to_four_texts) {
    const quoin::key keys[] = {quoin::key("Alphabetic"), quoin::key("Ideographic"), quoin::key("Phonetic"),
                               quoin::key("of another kind")};
    for (std::size_t count = 1; count <= 4; ++count)
        for (std::size_t length = 1; length < 20; ++length)
            this->name_taken([&](builder& to) {
                to.object();
                for (std::size_t i = 0; i < count; ++i)
                    to.member(keys[(i + length) % 4],
                              std::string(1 + (length + i * 5) % 20, static_cast<char>('a' + i)));
                to.end();
            });
    this->name_left([&](builder& to) {
        to.object();
        for (const quoin::key& one : keys) to.member(one, "A");
        to.member(quoin::key("the fifth"), "A").end();
    });
}

TYPED_TEST(plain_kinds, an_object_of_anything_else_and_what_is_none_is_left) {
    const quoin::key group("Alphabetic"), other("Ideographic");
    this->name_left([](builder& to) { to.object().end(); });
    this->name_left([](builder& to) { to.add("A^B"); });
    this->name_left([](builder& to) { to.array().add("A^B").end(); });
    this->name_left([](builder& to) { to.array().end(); });
    this->name_left([](builder& to) { to.add(7); });
    this->name_left([&](builder& to) { to.array().object().member(group, "A^B").end().end(); });
    const auto left_beside_a_text = [&](const auto& content) {
        this->name_left([&](builder& to) { to.object().member(group, content).end(); });
        this->name_left([&](builder& to) { to.object().member(group, "A").member(other, content).end(); });
        this->name_left([&](builder& to) { to.object().member(other, content).member(group, "A").end(); });
    };
    left_beside_a_text("");
    left_beside_a_text(" padded");
    left_beside_a_text(std::string_view("\0A", 2));
    left_beside_a_text(7);
    left_beside_a_text(view());
    left_beside_a_text(this->reals(std::array{0.5}));
    left_beside_a_text(builder().object().member(other, "A").end().finish());
}

TYPED_TEST(plain_kinds, an_object_whose_keys_are_text_or_that_has_a_base_is_left) {
    const quoin::key group("Alphabetic"), other("Ideographic");
    this->name_left([](builder& to) { to.object().member("Alphabetic", "A").end(); });
    this->name_left([&](builder& to) { to.object().member(group, "A").member("Ideographic", "B").end(); });
    this->name_left([&](builder& to) { to.object().member("Alphabetic", "A").member(other, "B").end(); });
    const value base = builder().object().member(group, "A").end().finish();
    this->name_left([&](builder& to) { to.object(base).end(); });
    this->name_left([&](builder& to) { to.object(base).member(group, "B").end(); });
    this->name_left([&](builder& to) { to.object(base).member(other, "B").end(); });
}

TYPED_TEST(plain_kinds, a_name_that_was_copied_is_plain_again) {
    const quoin::key group("Alphabetic"), source("Source"), copy("copy"), again("again");
    const value name = builder().object().member(group, "A^B").end().finish();
    const std::optional<value> first = this->made(name, QUOIN_PLAIN_NAME);
    ASSERT_TRUE(first);
    const std::optional<value> second =
        TypeParam::made(*first, quoin::copied_member(copy, again, QUOIN_PLAIN_NAME));
    ASSERT_TRUE(second);
    EXPECT_EQ((*second)["again"], name);
    // What was made is by keys of the process too, whoever made it.
    const std::optional<value> text = TypeParam::made(builder().object().member(source, "A^B").end().finish(),
                                                      quoin::copied_member(source, group, QUOIN_PLAIN_TEXT));
    ASSERT_TRUE(text);
    this->taken(*text, QUOIN_PLAIN_NAME, *text);
}

TYPED_TEST(plain_kinds, of_no_kind_and_of_one_that_came_later_nothing_is_plain) {
    for (const quoin_plain plain : {QUOIN_PLAIN_NONE, QUOIN_PLAIN_NAME + 1, -1}) {
        this->left("A", plain);
        this->left(7, plain);
        this->left(this->reals(std::array{0.5}), plain);
        this->left(builder().object().member(quoin::key("Alphabetic"), "A").end().finish(), plain);
    }
}

}  // namespace
