// Members of many objects read at once, and arrays of numbers by one call.
#include <quoin/value.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

using quoin::builder;
using quoin::key;
using quoin::value;
using quoin::view;
using quoin::wanted_member;

namespace {

struct names {
    key items{"items"}, number{"number"}, text{"text"}, inside{"inside"}, list{"list"};
};

// Items of every kind, one of them no object.
value some_items(view base = {}) {
    builder out;
    out.object(base).member("before", 1).key("items").array();
    out.object().member("number", 1).member("text", "one").end();
    out.object().end();
    out.add("no object");
    out.object()
        .member("inside",
                [](builder& in) {
                    in.array().object().member("list", [](builder& l) {
                        l.array().add(0.5).add(2).add("three").null().array().end().end();
                    });
                    in.member("number", [](builder& n) { n.null(); })
                        .end()
                        .object()
                        .member("number", 9)
                        .end()
                        .end();
                })
        .member("number", true)
        .end();
    out.object().member("inside", "no array").member("text", [](builder& t) { t.object().end(); }).end();
    return out.end().end().finish();
}

std::string told_of(view object, const key& array, std::span<const quoin_wanted> wanted) {
    std::string out;
    const bool found = object.scan(array, wanted, [&](std::uint64_t item, std::size_t which, auto values) {
        out += std::to_string(item) + "." + std::to_string(which) + ":";
        for (const quoin_scalar& one : values) {
            switch (one.kind) {
                case QUOIN_BOOL:
                    out += one.integer != 0 ? " true" : " false";
                    break;
                case QUOIN_INT:
                    out += " " + std::to_string(one.integer);
                    break;
                case QUOIN_REAL:
                    out += " " + std::to_string(one.real);
                    break;
                case QUOIN_STRING:
                    out += " " + std::string(quoin::to_view(one.text));
                    break;
                default:
                    out += " kind " + std::to_string(one.kind);
            }
        }
        out += "\n";
    });
    return found ? out : "no array";
}

}  // namespace

TEST(item_scan, tells_item_by_item_in_the_order_wanted) {
    const names name;
    const std::vector<quoin_wanted> wanted{wanted_member(name.inside, name.list),
                                           wanted_member(name.inside, name.number), wanted_member(name.text),
                                           wanted_member(name.number)};
    EXPECT_EQ(told_of(some_items(), name.items, wanted),
              "0.2: one\n"
              "0.3: 1\n"
              "3.0: 0.500000 2 three kind 0 kind 5\n"
              "3.1:\n"
              "3.3: true\n"
              "4.2: kind 6\n");
}

TEST(item_scan, tells_of_each_array_of_an_item_in_turn) {
    const auto array_of = [](const char* text, int number) {
        return builder().array().object().member("number", number).member("text", text).end().end().finish();
    };
    builder out;
    out.object().key("items").array();
    out.object().member("one", array_of("a", 1)).member("number", 2);
    out.member("none", [](builder& b) { b.array().end(); });
    out.member("flat", [](builder& b) { b.array().add(3).end(); });
    out.member("two", array_of("b", 4));
    out.member("object", [](builder& b) { b.object().member("number", 5).end(); }).end();
    out.object().member("number", 6).end();
    out.object().member("*", array_of("c", 7)).end();
    const value object = out.end().end().finish();
    const names name;
    const std::vector<quoin_wanted> wanted{wanted_member(name.number),
                                           quoin::wanted_in_any_array(name.number),
                                           quoin::wanted_in_any_array(name.text)};
    EXPECT_EQ(told_of(object, name.items, wanted),
              "0.0: 2\n"
              "0.1: 1\n"
              "0.2: a\n"
              "0.1: 4\n"
              "0.2: b\n"
              "1.0: 6\n"
              "2.1: 7\n"
              "2.2: c\n");
    // Its name, before or after what is in it.
    const std::vector<quoin_wanted> named{quoin::wanted_name_of_any_array(),
                                          quoin::wanted_in_any_array(name.number),
                                          quoin::wanted_name_of_any_array()};
    EXPECT_EQ(told_of(object, name.items, named),
              "0.0: one\n"
              "0.1: 1\n"
              "0.2: one\n"
              "0.0: two\n"
              "0.1: 4\n"
              "0.2: two\n"
              "2.0: *\n"
              "2.1: 7\n"
              "2.2: *\n");
}

TEST(item_scan, takes_a_member_without_a_name_for_one_but_in_each_array) {
    builder out;
    out.object().key("items").array().object().member("", 1).key("a").array().object().member("", 2);
    const value object = out.end().end().end().end().end().finish();
    const key empty(""), list("a");
    const std::vector<quoin_wanted> wanted{wanted_member(empty), wanted_member(list, empty)};
    EXPECT_EQ(told_of(object, key("items"), wanted), "0.0: 1\n0.1: 2\n");
}

TEST(item_scan, finds_the_array_in_a_base_and_where_it_is_overridden) {
    const names name;
    const std::vector<quoin_wanted> wanted{wanted_member(name.number)};
    const value base = some_items();
    const value above = builder().object(base).member("more", 1).end().finish();
    EXPECT_EQ(told_of(above, name.items, wanted), told_of(base, name.items, wanted));
    const value over =
        builder()
            .object(base)
            .member("items", [](builder& b) { b.array().object().member("number", 7).end().end(); })
            .end()
            .finish();
    EXPECT_EQ(told_of(over, name.items, wanted), "0.0: 7\n");
}

TEST(item_scan, says_where_there_is_no_array) {
    const names name;
    const std::vector<quoin_wanted> wanted{wanted_member(name.number)};
    EXPECT_EQ(told_of(some_items(), name.list, wanted), "no array");
    EXPECT_EQ(told_of(some_items(), key("before"), wanted), "no array");
    EXPECT_EQ(told_of(value::of(1), name.items, wanted), "no array");
    EXPECT_EQ(told_of(view(), name.items, wanted), "no array");
    EXPECT_EQ(told_of(some_items(), name.items, {}), "");
}

TEST(item_scan, ends_where_the_listener_throws) {
    const names name;
    const std::vector<quoin_wanted> wanted{wanted_member(name.number)};
    int told = 0;
    const auto scan = [&] {
        some_items().scan(name.items, wanted, [&](std::uint64_t, std::size_t, auto) {
            ++told;
            throw std::runtime_error("enough");
        });
    };
    EXPECT_THROW(scan(), std::runtime_error);
    EXPECT_EQ(told, 1);
}

TEST(item_scan, tells_of_a_member_what_add_scalars_makes_of_it) {
    const names name;
    const value object = some_items();
    const std::vector<quoin_wanted> wanted{wanted_member(name.inside, name.list),
                                           wanted_member(name.inside, name.number), wanted_member(name.text),
                                           wanted_member(name.number)};
    int told = 0;
    object.scan(name.items, wanted,
                [&](std::uint64_t item, std::size_t which, std::span<const quoin_scalar> values) {
                    const view owner = which < 2 ? object["items"][item]["inside"][0] : object["items"][item];
                    std::vector<quoin_scalar> expected;
                    quoin::add_scalars(owner[quoin::to_view(wanted[which].member)], expected);
                    ASSERT_EQ(values.size(), expected.size());
                    for (std::size_t i = 0; i < values.size(); ++i) {
                        EXPECT_EQ(values[i].kind, expected[i].kind);
                        EXPECT_EQ(values[i].integer, expected[i].integer);
                        EXPECT_EQ(values[i].real, expected[i].real);
                        EXPECT_EQ(quoin::to_view(values[i].text), quoin::to_view(expected[i].text));
                    }
                    ++told;
                });
    EXPECT_EQ(told, 6);
    std::vector<quoin_scalar> none;
    quoin::add_scalars(view(), none);
    EXPECT_TRUE(none.empty());
}

TEST(reals, are_an_array_like_any_other) {
    const std::vector<double> numbers{0.5, -2, std::numeric_limits<double>::infinity()};
    const value made =
        builder().object().key(key("a")).reals(numbers).key("b").reals({}).member("c", 1).end().finish();
    builder slowly;
    slowly.object().key(key("a")).array();
    for (const double one : numbers) slowly.add(one);
    EXPECT_EQ(made, slowly.end().key("b").array().end().member("c", 1).end().finish());
    EXPECT_EQ(made["a"].size(), 3u);
    EXPECT_EQ(made["a"][1].as_real(), -2);
    EXPECT_EQ(value(made["a"])[2].as_real(), numbers[2]);
    EXPECT_EQ(builder().reals(numbers).finish(), value(made["a"]));
}

TEST(reals, have_their_place_like_any_other_value) {
    const std::vector<double> numbers{1};
    EXPECT_THROW(builder().object().reals(numbers).end().finish(), quoin::error);
    builder twice;
    twice.reals(numbers).reals(numbers);
    EXPECT_THROW(twice.finish(), quoin::error);
    builder deep;
    for (int i = 0; i < 1000; ++i) deep.array();
    deep.reals(numbers);
    for (int i = 0; i < 1000; ++i) deep.end();
    EXPECT_THROW(deep.finish(), quoin::error);
}

TEST(reals, are_read_all_at_once) {
    const auto read = [](view from, std::size_t count) {
        std::vector<double> out(count, -1);
        return from.read_reals(out) ? out : std::vector<double>{};
    };
    const value three = builder().array().add(0.5).add(2).add(-1.0).end().finish();
    EXPECT_EQ(read(three, 3), (std::vector{0.5, 2.0, -1.0}));
    EXPECT_TRUE(read(three, 2).empty());
    EXPECT_TRUE(read(three, 4).empty());
    EXPECT_TRUE(read(builder().array().add(1).add("2").end().finish(), 2).empty());
    EXPECT_TRUE(read(builder().array().add(1).null().end().finish(), 2).empty());
    EXPECT_EQ(read(value::of(4), 1), std::vector{4.0});
    EXPECT_TRUE(read(value::of(4), 2).empty());
    EXPECT_TRUE(read(value::of("4"), 1).empty());
    EXPECT_TRUE(read(view(), 1).empty());
}
