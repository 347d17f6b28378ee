// Objects of a mould that would equal the one before are that one, and no others; what that says of who holds them.
#include "counting_source.hpp"
#include "mould_against_builder.hpp"

#include <quoin/json.hpp>
#include <value/holding.hpp>

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

using quoin::builder;
using quoin::copied_member;
using quoin::given_member;
using quoin::key;
using quoin::mould;
using quoin::value;
using quoin::view;
using quoin::tests::built;
using quoin::tests::exactly;
using quoin::tree::holding_of;

namespace {

// What an object is made of; a member whose content is empty is not there.
struct ingredients {
    std::string name = "a text of more than eight bytes";
    std::string brief = "brief";
    std::optional<std::int64_t> number = 7;
    std::optional<double> size = 0.0;
    std::optional<double> same_size = {};
    std::vector<double> place{0.5, 0.0, 1.5};
    std::vector<std::pair<const char*, std::string>> who{{"Alphabetic", "Doe^Jane^of some length"},
                                                         {"Phonetic", "doe"}};
    quoin_given first = quoin::given_nothing();
    quoin_given second = quoin::given_text("given");
};

const std::vector<quoin_copied>& table() {
    static const auto same = [](const char* name, quoin_plain plain) {
        const key known(name);
        return copied_member(known, known, plain);
    };
    static const std::vector<quoin_copied> made{
        same("name", QUOIN_PLAIN_TEXT), same("brief", QUOIN_PLAIN_TEXT),  same("number", QUOIN_PLAIN_INT),
        given_member(key("first")),     same("size", QUOIN_PLAIN_REAL),   same("same size", QUOIN_PLAIN_REAL),
        given_member(key("second")),    same("place", QUOIN_PLAIN_REALS), same("who", QUOIN_PLAIN_NAME)};
    return made;
}

// Also what of it is of another object: its base.
value source_of(const ingredients& of) {
    builder base;
    base.object().member_if("number", of.number).member_if("size", of.size);
    const value below = base.end().finish();
    builder b;
    b.object(below).member_if("same size", of.same_size);
    if (!of.place.empty()) b.key("place").reals(of.place);
    if (!of.brief.empty()) b.member("brief", of.brief);
    if (!of.name.empty()) b.member("name", of.name);
    if (!of.who.empty()) {
        b.key("who").object();
        for (const auto& [group, text] : of.who) b.key(key(group)).add(text);
        b.end();
    }
    return b.end().finish();
}

value made_with(const mould& with, const ingredients& of) {
    const quoin_given given[] = {of.first, of.second};
    return with.made_of(source_of(of), given).value();
}
std::string expected_of(const ingredients& of) {
    const quoin_given given[] = {of.first, of.second};
    return exactly(*built(source_of(of), table(), given));
}

std::vector<quoin_given> different_given() {
    static const std::string text = "a text that is given, of some length", longer = text + "s";
    static const std::string otherwise = "a text that is given, of some lengtH",
                             begins = "A" + text.substr(1);
    static const double none = 0, negative = -0.0, two_of_none[] = {0, 0}, half_behind[] = {0, 0.5};
    static const quoin_str a[] = {quoin::to_str("a")}, b[] = {quoin::to_str("b")},
                           empty[] = {quoin::to_str("")}, a_b[] = {a[0], b[0]}, b_a[] = {b[0], a[0]},
                           a_a[] = {a[0], a[0]}, some[] = {quoin::to_str(text)},
                           others[] = {quoin::to_str(otherwise)};
    return {quoin::given_nothing(),
            quoin::given_flag(false),
            quoin::given_flag(true),
            quoin::given_integer(0),
            quoin::given_integer(1),
            quoin::given_integer(std::int64_t{1} << 62),
            quoin::given_integer((std::int64_t{1} << 62) + 1),
            quoin::given_real(0.0),
            quoin::given_real(-0.0),
            quoin::given_real(std::bit_cast<double>(std::int64_t{1})),  // the bits of the int 1
            quoin::given_real(std::numeric_limits<double>::quiet_NaN()),
            quoin::given_text(""),
            quoin::given_text("given"),
            quoin::given_text("giveN"),
            quoin::given_text("given "),
            quoin::given_text("eight by"),
            quoin::given_text("nine byte"),
            quoin::given_text(text),
            quoin::given_text(longer),
            quoin::given_text(otherwise),
            quoin::given_text(begins),
            quoin::given_reals({}),
            quoin::given_reals({&none, 1}),
            quoin::given_reals({&negative, 1}),
            quoin::given_reals(two_of_none),
            quoin::given_reals(half_behind),
            quoin::given_texts(empty),
            quoin::given_texts(a),
            quoin::given_texts(b),
            quoin::given_texts(a_b),
            quoin::given_texts(b_a),
            quoin::given_texts(a_a),
            quoin::given_texts(some),
            quoin::given_texts(others)};
}

// Each differs from every other one in as little as can be.
std::vector<ingredients> different() {
    std::vector<ingredients> out(1);
    const auto with = [&out](const auto& change) { change(out.emplace_back()); };
    for (const char* const text :
         {"", "a text of more than eight byteS", "A text of more than eight bytes",
          "a text of more than eight bytes.", "a text of more than eight byte", "brief"})
        with([text](ingredients& one) { one.name = text; });
    for (const char* const text : {"", "brieF", "Brief", "brie", "brief.", "brief bu", "brief but"})
        with([text](ingredients& one) { one.brief = text; });
    with([](ingredients& one) { one.brief.push_back('\0'); });
    for (const std::int64_t number : {6, 8, -7}) with([number](ingredients& one) { one.number = number; });
    with([](ingredients& one) { one.number.reset(); });
    for (const double size : {-0.0, std::bit_cast<double>(std::int64_t{7}), std::nextafter(0.0, 1.0), 1.0})
        with([size](ingredients& one) { one.size = size; });
    with([](ingredients& one) { one.size.reset(); });
    with([](ingredients& one) { one.same_size = 0.0; });
    with([](ingredients& one) {
        one.size.reset();
        one.same_size = 0.0;  // as it was, under another name
    });
    for (const std::vector<double>& place : {std::vector<double>{},
                                             {0.5, -0.0, 1.5},
                                             {0.5, 0.0},
                                             {0.5, 0.0, 1.5, 0.0},
                                             {0.0, 0.5, 1.5},
                                             {0.5, 0.0, std::nextafter(1.5, 2.0)},
                                             {std::nextafter(0.5, 0.0), 0.0, 1.5}})
        with([&place](ingredients& one) { one.place = place; });
    for (const decltype(ingredients::who)& who :
         {decltype(ingredients::who){},
          {{"Alphabetic", "Doe^Jane^of some length"}},
          {{"Phonetic", "doe"}},
          {{"Phonetic", "doe"}, {"Alphabetic", "Doe^Jane^of some length"}},
          {{"Alphabetic", "doe"}, {"Phonetic", "Doe^Jane^of some length"}},
          {{"Alphabetic", "Doe^Jane^of some length"}, {"Ideographic", "doe"}},
          {{"Alphabetic", "Doe^Jane^of some lengtH"}, {"Phonetic", "doe"}},
          {{"Alphabetic", "Doe^Jane^of some length"}, {"Phonetic", "doE"}},
          {{"Alphabetic", "Doe^Jane^of some length"}, {"Phonetic", "doe "}},
          {{"Alphabetic", "Doe^Jane^of some length"}, {"Phonetic", "doe"}, {"Ideographic", "doe"}}})
        with([&who](ingredients& one) { one.who = who; });
    for (const quoin_given& given : different_given())
        if (given.what != QUOIN_GIVEN_NONE) with([&given](ingredients& one) { one.first = given; });
    const ingredients usual;
    for (const quoin_given& given : different_given()) {
        ingredients one;
        one.second = given;
        if (expected_of(one) != expected_of(usual)) out.push_back(one);
        // With nothing behind it, so that what was second may come to be first.
        one.first = given;
        one.second = quoin::given_nothing();
        if (given.what != QUOIN_GIVEN_NONE) out.push_back(one);
    }
    return out;
}

}  // namespace

TEST(mould_sharing, what_would_equal_the_one_before_is_that_one) {
    for (const ingredients& one : different()) {
        const mould of_table(table());
        const value first = made_with(of_table, one);
        const std::string expected = expected_of(one);
        EXPECT_EQ(exactly(first), expected);
        for (int again = 0; again < 5; ++again)
            EXPECT_EQ(made_with(of_table, one).get(), first.get()) << expected;
        EXPECT_EQ(exactly(first), expected);
    }
}

TEST(mould_sharing, what_differs_in_any_single_thing_is_another_one_and_right) {
    const std::vector<ingredients> all = different();
    std::vector<std::string> expected;
    for (const ingredients& one : all) expected.push_back(expected_of(one));
    EXPECT_GT(all.size(), 90u);
    for (std::size_t a = 0; a < all.size(); ++a)
        for (std::size_t b = 0; b < all.size(); ++b) {
            if (a == b) continue;
            ASSERT_NE(expected[a], expected[b]) << "a test that compares the same with itself";
            const mould of_table(table());
            const value before = made_with(of_table, all[a]);
            const value after = made_with(of_table, all[b]);
            const value again = made_with(of_table, all[b]);
            ASSERT_NE(before.get(), after.get()) << expected[a] << " and " << expected[b];
            ASSERT_EQ(again.get(), after.get()) << expected[a] << " and " << expected[b];
            ASSERT_EQ(exactly(after), expected[b]) << "after " << expected[a];
            ASSERT_EQ(exactly(before), expected[a]) << "before " << expected[b];
        }
}

TEST(mould_sharing, an_array_without_items_is_the_same_whatever_might_have_been_in_it) {
    const quoin_copied one[] = {given_member(key("given"))};
    const mould of_table(one);
    const quoin_given numbers = quoin::given_reals({}), texts = quoin::given_texts({});
    const value first = of_table.made_of(view(), {&numbers, 1}).value();
    EXPECT_EQ(of_table.made_of(view(), {&texts, 1})->get(), first.get());
}

TEST(mould_sharing, members_that_would_not_be_there_are_of_no_account) {
    const mould of_table(table());
    const quoin_given given[] = {quoin::given_nothing(), quoin::given_nothing()};
    const value plain = builder().object().member("number", 1).end().finish();
    const value with_more =
        builder().object().member("else", "where").member("number", 1).member("name", view()).end().finish();
    EXPECT_EQ(of_table.made_of(plain, given)->get(), of_table.made_of(with_more, given)->get());
}

TEST(mould_sharing, moulds_of_one_table_share_nothing) {
    const mould one(table()), other(table());
    EXPECT_NE(made_with(one, {}).get(), made_with(other, {}).get());
}

namespace {

// Whether the object is one that the mould made before, and a copy of it is that one again.
bool is_shared(const mould& of_table, const ingredients& one) {
    const value first = made_with(of_table, one);
    const value again = made_with(of_table, one);
    EXPECT_EQ(exactly(first), expected_of(one));
    EXPECT_EQ(exactly(again), expected_of(one));
    return first.get() == again.get();
}

}  // namespace

TEST(mould_sharing, after_many_that_are_unequal_equal_ones_are_shared_again) {
    for (const int many : {1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 100, 1000}) {
        const mould of_table(table());
        ingredients one;
        for (int i = 0; i < many; ++i) {
            one.number = i;
            const value made = made_with(of_table, one);
            ASSERT_EQ(made["number"].as_int(), i);
        }
        one.number = -1;
        int tries = 0;
        while (!is_shared(of_table, one) && tries < 1000) ++tries;
        EXPECT_LE(tries, 32) << "after " << many;
        // And from then on at once, whatever comes.
        for (int i = 0; i < 5; ++i) {
            EXPECT_TRUE(is_shared(of_table, one)) << "after " << many;
            one.number = -2 - i;
        }
    }
}

TEST(mould_sharing, what_was_made_outlives_the_mould_shared_or_not) {
    std::vector<value> made;
    {
        const mould of_table(table());
        ingredients one;
        for (int i = 0; i < 40; ++i) {
            one.number = i / 2;
            made.push_back(made_with(of_table, one));
        }
    }
    ingredients one;
    for (int i = 0; i < 40; ++i) {
        one.number = i / 2;
        EXPECT_EQ(exactly(made[static_cast<std::size_t>(i)]), expected_of(one));
    }
}

TEST(mould_sharing, the_mould_keeps_nothing_of_what_it_was_made_of) {
    quoin::tests::counting_source source(
        {quoin::tests::text_member("name", "a text that is made when it is asked for"),
         quoin::tests::int_member("number", 7),
         {"who", [](const quoin_build& build, quoin_builder* into) {
              static const key group("Alphabetic");
              build.begin_object(into, nullptr);
              build.key_interned(into, group.interned());
              build.string(into, quoin::to_str("a name of some length"));
              build.end(into);
          }}});
    const quoin_given given[] = {quoin::given_nothing(), quoin::given_nothing()};
    const mould of_table(table());
    const value first = of_table.made_of(source.object(), given).value();
    EXPECT_EQ(source.releases, 1);
    const value again = of_table.made_of(source.object(), given).value();
    EXPECT_EQ(source.releases, 2);
    EXPECT_EQ(again.get(), first.get());
    EXPECT_EQ(exactly(again),
              exactly(builder()
                          .object()
                          .member("name", "a text that is made when it is asked for")
                          .member("number", 7)
                          .member("who",
                                  [](builder& b) {
                                      b.object().member("Alphabetic", "a name of some length").end();
                                  })
                          .end()
                          .finish()));
}

TEST(mould_sharing, what_would_have_an_equal_name_that_is_not_plain_is_not_made) {
    const quoin_copied one[] = {copied_member(key("who"), key("who"), QUOIN_PLAIN_NAME)};
    const mould of_table(one);
    const auto with_name = [](const auto& add_name) {
        builder b;
        add_name(b.object().key(key("who")));
        return b.end().finish();
    };
    const key group("Alphabetic"), other("Phonetic");
    const value name = builder().object().member(group, "A").member(other, "B").end().finish();
    const value model = of_table.made_of(with_name([&](builder& b) { b.add(name); })).value();
    const value below = builder().object().member(key("Ideographic"), "C").end().finish();
    for (int again = 0; again < 2; ++again) {
        EXPECT_FALSE(of_table.made_of(with_name([&](builder& b) { b.object(name).end(); })));
        EXPECT_FALSE(
            of_table.made_of(with_name([&](builder& b) { b.object(name).member(other, "B").end(); })));
        for (const value& base : {name, below})
            EXPECT_FALSE(of_table.made_of(
                with_name([&](builder& b) { b.object(base).member(group, "A").member(other, "B").end(); })));
        EXPECT_FALSE(of_table.made_of(with_name(
            [&](builder& b) { b.object().member("Alphabetic", "A").member("Phonetic", "B").end(); })));
        EXPECT_FALSE(of_table.made_of(with_name([&](builder& b) { b.add("A"); })));
        const value alike = of_table
                                .made_of(with_name([&](builder& b) {
                                    b.object().member(group, "A").member(other, "B").end();
                                }))
                                .value();
        EXPECT_EQ(alike.get(), model.get());
    }
}

TEST(mould_sharing, an_object_that_would_be_too_large_is_refused) {
    // Nothing of it is touched.
    static const double number = 0;
    const quoin_copied one[] = {given_member(key("given"))};
    const mould of_table(one);
    const quoin_given too_many = quoin::given_reals({&number, std::size_t{1} << 28});
    try {
        of_table.made_of(view(), {&too_many, 1});
        FAIL() << "made an object of more than 4 GiB";
    } catch (const quoin::error& e) {
        EXPECT_EQ(e.code(), QUOIN_E_LIMIT);
    }
    const quoin_given few = quoin::given_reals({&number, 1});
    EXPECT_EQ(of_table.made_of(view(), {&few, 1}).value()["given"].size(), 1u);
}

TEST(mould_sharing, what_is_made_is_printed_as_what_a_builder_makes) {
    int over_model = 0;
    quoin::tests::expect_mould_makes_what_a_builder_makes([&](view made, view expected) {
        ASSERT_EQ(quoin::to_json(made), quoin::to_json(expected));
        if (made && made.base()) ++over_model;
    });
    EXPECT_GT(over_model, 500);
}

TEST(mould_holding, what_came_out_of_a_mould_counts_for_each_who_holds_it) {
    value made;
    {
        const mould of_table(table());
        made = made_with(of_table, {});
        EXPECT_TRUE(holding_of(made).alone) << "the mould holds it too";
        EXPECT_EQ(holding_of(made).bytes, quoin::tree::block_bytes(made));
        const value again = made_with(of_table, {});
        ASSERT_EQ(again.get(), made.get());
        for (const value& one : {made, again}) {
            EXPECT_TRUE(holding_of(one).alone);
            EXPECT_EQ(holding_of(one).bytes, quoin::tree::block_bytes(one));
        }
        EXPECT_GT(holding_of(made).bytes, 0u);
    }
    EXPECT_TRUE(holding_of(made).alone);
    EXPECT_GT(holding_of(made).bytes, 0u);
    EXPECT_EQ(holding_of(made["name"]).bytes, holding_of(made).bytes) << "of the tree that a member is in";
}

TEST(mould_holding, any_other_value_counts_for_nobody_where_two_hold_it) {
    value made = source_of({});
    EXPECT_TRUE(holding_of(made).alone);
    EXPECT_GT(holding_of(made).bytes, 0u);
    value second = made;
    EXPECT_FALSE(holding_of(made).alone);
    EXPECT_EQ(holding_of(made).bytes, 0u);
    second = value();
    EXPECT_TRUE(holding_of(made).alone);
}
