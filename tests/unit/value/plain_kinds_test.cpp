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

TYPED_TEST(plain_kinds, of_no_kind_and_of_one_that_came_later_nothing_is_plain) {
    for (const quoin_plain plain : {QUOIN_PLAIN_NONE, QUOIN_PLAIN_GIVEN + 1, -1}) {
        this->left("A", plain);
        this->left(7, plain);
        this->left(this->reals(std::array{0.5}), plain);
    }
}

}  // namespace
