// Objects of a mould that differ in few members from the one it holds: only these are laid out. And where what a mould
// wants is found, in objects that are made alike and in others.
#include "mould_model.hpp"

#include <quoin/json.hpp>
#include <value/holding.hpp>

#include <gtest/gtest.h>

#include <array>
#include <string>
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
using quoin::tree::block_bytes;
using quoin::tree::holding_of;

namespace {

constexpr std::size_t many = 10;

key key_of(std::size_t i) {
    return key(std::string("member").append(std::to_string(i)));
}

// Alternately of an object and given.
const std::vector<quoin_copied>& table() {
    static const std::vector<quoin_copied> made = [] {
        std::vector<quoin_copied> out;
        for (std::size_t i = 0; i < many; ++i)
            out.push_back(i % 2 == 0 ? copied_member(key_of(i), key_of(i), QUOIN_PLAIN_TEXT)
                                     : given_member(key_of(i)));
        return out;
    }();
    return made;
}

// What each member is, the odd ones being given; empty text: it is not there.
using contents = std::array<std::string, many>;

contents usual() {
    contents out;
    for (std::size_t i = 0; i < many; ++i) out[i] = "the usual text of member " + std::to_string(i);
    return out;
}
contents with(std::size_t i, const std::string& text) {
    contents out = usual();
    out[i] = text;
    return out;
}
value source_of(const contents& of) {
    builder out;
    out.object();
    for (std::size_t i = 0; i < many; i += 2)
        if (!of[i].empty()) out.key(key_of(i)).add(of[i]);
    return out.end().finish();
}
std::array<quoin_given, many / 2> given_of(const contents& of) {
    std::array<quoin_given, many / 2> out;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = of[2 * i + 1].empty() ? quoin::given_nothing() : quoin::given_text(of[2 * i + 1]);
    return out;
}
value made_with(const mould& by, const contents& of) {
    return by.made_of(source_of(of), given_of(of)).value();
}
void expect_right(view made, const contents& of) {
    const value expected = built(source_of(of), table(), given_of(of)).value();
    EXPECT_EQ(exactly(made), exactly(expected));
    EXPECT_EQ(quoin::to_json(made), quoin::to_json(expected));
    EXPECT_EQ(made, expected);
    EXPECT_EQ(expected, made);
}

}  // namespace

TEST(mould_over_model, of_an_object_that_differs_little_that_alone_is_laid_out) {
    for (std::size_t i = 0; i < many; ++i)
        for (const char* const text : {"short", "another text, which does not fit into a node"}) {
            const mould by(table());
            const value model = made_with(by, usual());
            EXPECT_FALSE(model.base());
            const value other = made_with(by, with(i, text));
            EXPECT_EQ(other.base().get(), model.get());
            EXPECT_LT(block_bytes(other), block_bytes(model) / 2);
            expect_right(other, with(i, text));
            expect_right(model, usual());
        }
}

TEST(mould_over_model, all_that_differ_from_one_model_rest_on_it_and_none_on_another_of_them) {
    const mould by(table());
    const value model = made_with(by, usual());
    for (std::size_t i = 0; i < many; ++i) {
        const contents of = with(i, std::string("text ").append(std::to_string(i)));
        const value other = made_with(by, of);
        EXPECT_EQ(other.base().get(), model.get());
        expect_right(other, of);
        EXPECT_EQ(made_with(by, usual()).get(), model.get());
    }
}

TEST(mould_over_model, so_it_is_of_any_number_of_them) {
    const mould by(table());
    const value model = made_with(by, usual());
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(made_with(by, with(3, std::to_string(i))).base().get(), model.get());
}

TEST(mould_over_model, what_differs_as_the_one_before_did_is_that_one) {
    const mould by(table());
    const value model = made_with(by, usual());
    const value first = made_with(by, with(3, "other"));
    for (int again = 0; again < 3; ++again) EXPECT_EQ(made_with(by, with(3, "other")).get(), first.get());
    EXPECT_EQ(made_with(by, usual()).get(), model.get());
    EXPECT_EQ(made_with(by, with(3, "other")).get(), first.get());
    for (const contents& of : {with(3, "otheR"), with(5, "other"), with(2, "other")}) {
        const value other = made_with(by, of);
        EXPECT_NE(other.get(), first.get());
        expect_right(other, of);
    }
    expect_right(first, with(3, "other"));
}

TEST(mould_over_model, an_object_that_differs_much_is_whole_and_the_next_model) {
    const mould by(table());
    const value first = made_with(by, usual());
    contents of = usual();
    for (std::size_t i = 0; i + 1 < many; ++i) of[i] = "quite another text of member " + std::to_string(i);
    const value second = made_with(by, of);
    EXPECT_FALSE(second.base());
    expect_right(second, of);
    contents third_of = of;
    third_of[4] = "little";
    const value third = made_with(by, third_of);
    EXPECT_EQ(third.base().get(), second.get());
    expect_right(third, third_of);
    expect_right(first, usual());
}

TEST(mould_over_model, an_object_with_more_or_fewer_members_is_whole) {
    for (std::size_t i = 0; i < many; ++i) {
        const mould by(table());
        const value all = made_with(by, usual());
        const value fewer = made_with(by, with(i, ""));
        EXPECT_FALSE(fewer.base());
        expect_right(fewer, with(i, ""));
        const value again = made_with(by, usual());
        EXPECT_FALSE(again.base());
        expect_right(again, usual());
    }
}

TEST(mould_over_model, the_model_lives_as_long_as_what_rests_on_it) {
    std::vector<value> made;
    {
        const mould by(table());
        made_with(by, usual());
        for (std::size_t i = 0; i < many; ++i) made.push_back(made_with(by, with(i, "short")));
    }
    for (std::size_t i = 0; i < many; ++i) expect_right(made[i], with(i, "short"));
}

TEST(mould_over_model, other_objects_may_rest_on_one_that_rests_on_a_model) {
    const mould by(table());
    const value model = made_with(by, usual());
    const value other = made_with(by, with(3, "other"));
    const value above = builder().object(other).member("above", 1).end().finish();
    EXPECT_EQ(above.base().get(), other.get());
    EXPECT_EQ(above[key_of(3)].as_string(), "other");
    EXPECT_EQ(above[key_of(4)].as_string(), usual()[4]);
    EXPECT_EQ(above["above"].as_int(), 1);
    const auto bases_above = [](value last) {
        int count = 0;
        try {
            for (; count < 100; ++count) last = builder().object(last).end().finish();
        } catch (const quoin::error&) {
        }
        return count;
    };
    EXPECT_EQ(bases_above(other), bases_above(model) - 1) << "of the number that is allowed";
    // And a mould may find what it wants in one.
    const value copy = by.made_of(other, given_of(with(3, "other"))).value();
    EXPECT_EQ(copy.get(), other.get());
}

TEST(mould_over_model, what_is_given_and_wrong_is_refused_where_all_else_is_the_models) {
    const mould by(table());
    const value model = made_with(by, usual());
    const contents of = usual();
    auto given = given_of(of);
    given[2] = quoin::given_text("\xFF and more that is no text");
    EXPECT_THROW(by.made_of(source_of(usual()), given), quoin::error);
    given[2] = quoin::given_nothing();
    given[2].what = QUOIN_GIVEN_TEXTS + 1;
    EXPECT_THROW(by.made_of(source_of(usual()), given), quoin::error);
    builder source;
    source.object(source_of(usual())).key(key_of(4)).add(7);
    EXPECT_FALSE(by.made_of(source.end().finish(), given_of(usual())));
    EXPECT_EQ(made_with(by, usual()).get(), model.get());
}

TEST(mould_over_model, it_counts_with_its_model_for_whoever_holds_it) {
    const mould by(table());
    const value model = made_with(by, usual());
    const value other = made_with(by, with(3, "other"));
    EXPECT_TRUE(holding_of(other).alone);
    EXPECT_EQ(holding_of(other).bytes, block_bytes(other) + block_bytes(model));
    EXPECT_EQ(holding_of(model).bytes, block_bytes(model));
    made_with(by, with(4, "the mould holds another one"));
    EXPECT_EQ(holding_of(other).bytes, block_bytes(other) + block_bytes(model));
    const value inside = builder().object().member("it", other).end().finish();
    EXPECT_EQ(holding_of(inside).bytes, block_bytes(inside)) << "which others hold as well";
}

TEST(mould_over_model, a_name_that_differs_is_laid_out_in_the_block_of_its_object) {
    std::vector<quoin_copied> lines = table();
    lines.push_back(copied_member(key("who"), key("who"), QUOIN_PLAIN_NAME));
    const mould by(lines);
    const auto source = [](const contents& of, const std::string& name) {
        builder out;
        out.object(source_of(of)).key(key("who")).object();
        return out.member(key("Alphabetic"), name).member(key("Phonetic"), "short").end().end().finish();
    };
    const auto made = [&](const contents& of, const std::string& name) {
        const value from = source(of, name);
        value out = by.made_of(from, given_of(of)).value();
        const value expected = built(from, lines, given_of(of)).value();
        EXPECT_EQ(exactly(out), exactly(expected));
        EXPECT_EQ(quoin::to_json(out), quoin::to_json(expected));
        EXPECT_EQ(out, expected);
        EXPECT_EQ(expected, out);
        return out;
    };
    const value model = made(usual(), "a name that is in no node");
    EXPECT_EQ(holding_of(model).bytes, block_bytes(model));
    EXPECT_EQ(block_bytes(model["who"]), block_bytes(model)) << "of one block";
    const value other = made(usual(), "a name that is in no nodE");
    EXPECT_EQ(other.base().get(), model.get());
    EXPECT_NE(other["who"].get(), model["who"].get());
    EXPECT_LT(block_bytes(other), block_bytes(model) / 2);
    EXPECT_EQ(holding_of(other).bytes, block_bytes(other) + block_bytes(model));
    EXPECT_EQ(made(usual(), "a name that is in no nodE").get(), other.get());
    const value both = made(with(3, "other"), "brief");
    EXPECT_EQ(both.base().get(), model.get());
    const value elsewhere = made(with(3, "other"), "a name that is in no node");
    EXPECT_EQ(elsewhere["who"].get(), model["who"].get()) << "the model's";
    EXPECT_EQ(made(usual(), "a name that is in no node").get(), model.get());
}

// ---- Where members are found

namespace {

// All of them, again and again, by one mould.
void expect_each_as_built(const std::vector<quoin_copied>& lines, const std::vector<value>& objects) {
    const mould by(lines);
    for (int round = 0; round < 4; ++round)
        for (std::size_t i = 0; i < objects.size(); ++i) {
            const auto made = by.made_of(objects[i]);
            const auto expected = built(objects[i], lines);
            ASSERT_EQ(made.has_value(), expected.has_value()) << i << " in round " << round;
            if (made) {
                EXPECT_EQ(exactly(*made), exactly(*expected)) << i << " in round " << round;
            }
        }
}

const std::vector<quoin_copied>& three_numbers() {
    static const std::vector<quoin_copied> made{copied_member(key("a"), key("x"), QUOIN_PLAIN_INT),
                                                copied_member(key("b"), key("y"), QUOIN_PLAIN_INT),
                                                copied_member(key("c"), key("z"), QUOIN_PLAIN_INT)};
    return made;
}

// Numbered from `first`, by keys of the process.
value numbered(const std::vector<std::string>& names, int first = 1) {
    builder out;
    out.object();
    for (const std::string& name : names) out.key(key(name)).add(first++);
    return out.end().finish();
}

}  // namespace

TEST(mould_places, objects_with_other_members_or_another_order_are_searched_anew) {
    const value usual = numbered({"a", "b", "c"});
    expect_each_as_built(three_numbers(),
                         {usual, numbered({"a", "b", "c"}, 7), numbered({"c", "a", "b"}), usual,
                          numbered({"a", "b", "other"}), numbered({"other", "b", "c"}), numbered({"a", "b"}),
                          numbered({"a", "b", "c", "d"}), numbered({}), numbered({"d", "e", "f"}), usual});
}

TEST(mould_places, a_member_that_is_null_where_it_was_not_and_back) {
    const auto with_null = [](std::size_t which) {
        builder out;
        out.object();
        for (std::size_t i = 0; i < 3; ++i) {
            out.key(key(std::string(1, static_cast<char>('a' + i))));
            if (i == which)
                out.null();
            else
                out.add(i);
        }
        return out.end().finish();
    };
    expect_each_as_built(three_numbers(),
                         {with_null(0), with_null(3), with_null(1), with_null(2), with_null(3)});
}

TEST(mould_places, a_member_that_is_not_plain_where_it_was_and_back) {
    builder text;
    text.object().key(key("a")).add(1).key(key("b")).add("no number").key(key("c")).add(3);
    expect_each_as_built(three_numbers(),
                         {numbered({"a", "b", "c"}), text.end().finish(), numbered({"a", "b", "c"}, 4)});
}

TEST(mould_places, members_that_are_in_other_trees) {
    const auto with_tree = [](int number) {
        const value inner = value::of(number);
        return builder().object().key(key("a")).add(inner).key(key("b")).add(number).end().finish();
    };
    expect_each_as_built(three_numbers(), {with_tree(1), with_tree(2), numbered({"a", "b"}), with_tree(3)});
}

TEST(mould_places, keys_that_are_text_say_nothing_of_the_next_object) {
    // As long as each other, so that they are at the same place of their blocks.
    const auto with_text = [](const char* first, const char* second) {
        return builder().object().member(first, 1).member(second, 2).end().finish();
    };
    expect_each_as_built(three_numbers(), {with_text("a", "b"), with_text("b", "a"), with_text("c", "d"),
                                           with_text("d", "c"), numbered({"a", "b"}), with_text("b", "c")});
}

TEST(mould_places, objects_with_bases_between_others) {
    const value base = numbered({"a", "b", "c"}, 10);
    const auto over = [](const value& below, const char* name) {
        return builder().object(below).key(key(name)).add(99).end().finish();
    };
    expect_each_as_built(three_numbers(), {over(base, "a"), numbered({"a"}), over(value(), "a"),
                                           over(base, "c"), over(numbered({"b"}), "a"), over(base, "a")});
}

TEST(mould_places, of_objects_of_many_members) {
    std::vector<std::string> names;
    for (int i = 0; i < 600; ++i) names.push_back(std::string("name").append(std::to_string(i)));
    std::vector<value> objects;
    for (const std::size_t count : {1, 64, 65, 66, 511, 512, 513, 600, 64}) {
        std::vector<std::string> some(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(count));
        some.back() = "b";
        objects.push_back(numbered(some));
        some.back() = "c";
        objects.push_back(numbered(some, 7));
    }
    expect_each_as_built(three_numbers(), objects);
}

TEST(mould_places, of_what_is_no_object) {
    expect_each_as_built(three_numbers(), {numbered({"a"}), value(), value::of(1), numbered({"a"}, 2),
                                           builder().array().add(1).end().finish(), numbered({"a"})});
}
