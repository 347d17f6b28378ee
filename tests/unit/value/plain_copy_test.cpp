// builder::copy: members of one object copied into another in one call, as far as they are plain.
#include <quoin/value.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

using quoin::builder;
using quoin::copied_member;
using quoin::key;
using quoin::value;
using quoin::view;

namespace {

const key& source_name() {
    static const key made("Source");
    return made;
}
const key& copy_name() {
    static const key made("copy");
    return made;
}

struct copying {
    value made;             // the object that was copied into
    std::size_t done = 0;   // what copy returned
    std::size_t added = 0;  // what it said was added
};

copying copied(view from, std::span<const quoin_copied> table) {
    copying out;
    out.added = 77;
    builder b;
    b.object();
    out.done = b.copy(from, table, out.added);
    out.made = b.end().finish();
    return out;
}

value object_with(const auto& content) {
    return builder().object().member(source_name(), content).end().finish();
}

value reals(std::span<const double> numbers) {
    return builder().reals(numbers).finish();
}

}  // namespace

TEST(plain_copy, what_is_absent_or_null_is_passed_over) {
    const key first("First"), second("Second"), third("Third");
    const value from = builder().object().member(second, view()).member(third, 3).end().finish();
    for (const quoin_plain plain : {QUOIN_PLAIN_NONE, QUOIN_PLAIN_TEXT, QUOIN_PLAIN_INT, QUOIN_PLAIN_REALS}) {
        const quoin_copied table[] = {copied_member(first, first, plain),
                                      copied_member(second, second, plain),
                                      copied_member(third, third, QUOIN_PLAIN_INT)};
        const copying out = copied(from, table);
        EXPECT_EQ(out.done, 3u);
        EXPECT_EQ(out.added, 1u);
        EXPECT_EQ(out.made, builder().object().member("Third", 3).end().finish());
    }
    EXPECT_EQ(copied(from, {}).done, 0u);
}

TEST(plain_copy, members_come_in_the_order_of_the_table_and_after_those_that_are_there) {
    const key a("a"), b("b"), c("c");
    const value from = builder().object().member("c", 3).member("b", "B").member("a", 1.5).end().finish();
    const quoin_copied table[] = {
        copied_member(b, key("x"), QUOIN_PLAIN_TEXT), copied_member(a, key("y"), QUOIN_PLAIN_REAL),
        copied_member(a, key("again"), QUOIN_PLAIN_REAL), copied_member(c, key("z"), QUOIN_PLAIN_REAL)};
    builder out;
    std::size_t added = 0;
    out.object().member("before", true);
    EXPECT_EQ(out.copy(from, table, added), 4u);
    EXPECT_EQ(added, 4u);
    const value made = out.member("after", false).end().finish();
    const value expected = builder()
                               .object()
                               .member("before", true)
                               .member("x", "B")
                               .member("y", 1.5)
                               .member("again", 1.5)
                               .member("z", 3.0)
                               .member("after", false)
                               .end()
                               .finish();
    EXPECT_EQ(made, expected);
    for (std::size_t i = 0; i < made.size(); ++i)
        EXPECT_EQ(made[made.member(i).first].get(), made.member(i).second.get());
}

TEST(plain_copy, it_stops_at_what_is_not_plain_and_goes_on_behind_it) {
    const key a("a"), b("b"), c("c");
    const value from = builder().object().member("a", 1).member("b", "2").member("c", 3).end().finish();
    const quoin_copied table[] = {copied_member(a, a, QUOIN_PLAIN_INT), copied_member(b, b, QUOIN_PLAIN_INT),
                                  copied_member(c, c, QUOIN_PLAIN_INT)};
    const std::span<const quoin_copied> all(table);
    builder out;
    std::size_t added = 0;
    out.object();
    EXPECT_EQ(out.copy(from, all, added), 1u);
    EXPECT_EQ(added, 1u);
    out.member(b, 2);
    EXPECT_EQ(out.copy(from, all.subspan(2), added), 1u);
    EXPECT_EQ(added, 1u);
    EXPECT_EQ(out.end().finish(),
              builder().object().member("a", 1).member("b", 2).member("c", 3).end().finish());
}

TEST(plain_copy, a_key_that_is_null_stops_it) {
    const key a("a");
    const value from = builder().object().member("a", 1).end().finish();
    for (const quoin_copied one : {quoin_copied{nullptr, a.interned(), QUOIN_PLAIN_INT, 0},
                                   quoin_copied{a.interned(), nullptr, QUOIN_PLAIN_INT, 0}}) {
        const quoin_copied table[] = {copied_member(a, a, QUOIN_PLAIN_INT), one};
        const copying out = copied(from, table);
        EXPECT_EQ(out.done, 1u);
        EXPECT_EQ(out.added, 1u);
    }
}

TEST(plain_copy, keys_that_are_text_in_the_source_are_found) {
    const std::string name = "a key that was text before it was one of the process";
    const value from = builder().object().member(name, 1).end().finish();
    const key now(name);
    const quoin_copied table[] = {copied_member(now, now, QUOIN_PLAIN_INT)};
    EXPECT_EQ(copied(from, table).made, from);
}

TEST(plain_copy, of_many_members) {
    builder b;
    std::vector<quoin_copied> table;
    b.object();
    for (int i = 0; i < 200; ++i) {
        const key name(std::string("m").append(std::to_string(i)));
        b.member(name, i);
        table.push_back(copied_member(name, name, QUOIN_PLAIN_INT));
    }
    const value from = b.end().finish();
    const copying out = copied(from, table);
    EXPECT_EQ(out.added, 200u);
    EXPECT_EQ(out.made, from);
}

TEST(plain_copy, of_an_object_with_bases) {
    const key a("a"), b("b"), c("c");
    const value base = builder().object().member("a", 1).member("b", 2).end().finish();
    const value middle = builder().object(base).end().finish();
    const value from = builder().object(middle).member("b", "text").member("c", 3).end().finish();
    const quoin_copied table[] = {copied_member(a, a, QUOIN_PLAIN_INT), copied_member(b, b, QUOIN_PLAIN_TEXT),
                                  copied_member(c, c, QUOIN_PLAIN_INT)};
    const copying out = copied(from, table);
    EXPECT_EQ(out.done, 3u);
    EXPECT_EQ(out.made, builder().object().member("a", 1).member("b", "text").member("c", 3).end().finish());
}

TEST(plain_copy, into_an_object_with_a_base) {
    const key a("a"), b("b");
    const value base = builder().object().member("x", 0).member("b", 2).end().finish();
    const value from = builder().object().member("a", 10).member("b", 20).end().finish();
    const quoin_copied table[] = {copied_member(a, a, QUOIN_PLAIN_INT), copied_member(b, b, QUOIN_PLAIN_INT)};
    builder out;
    std::size_t added = 0;
    out.object(base);
    out.copy(from, table, added);
    const value made = out.end().finish();
    EXPECT_EQ(made, builder().object().member("x", 0).member("b", 20).member("a", 10).end().finish());
    EXPECT_EQ(made.base().get(), base.get());
}

TEST(plain_copy, members_that_are_in_other_trees) {
    const value numbers = builder().array().add(value::of(0.5)).add(1).end().finish();
    const value inner = builder().object().member("a", numbers).end().finish();
    const value outer = builder().object().member("inner", inner).end().finish();
    const key a("a");
    const quoin_copied table[] = {copied_member(a, a, QUOIN_PLAIN_REALS)};
    EXPECT_EQ(copied(outer["inner"], table).made["a"], reals(std::array{0.5, 1.0}));
}

TEST(plain_copy, the_copy_outlives_what_it_was_copied_of) {
    const quoin_copied table[] = {copied_member(source_name(), copy_name(), QUOIN_PLAIN_TEXT)};
    const value out = [&] { return copied(object_with("a text of more than eight bytes"), table).made; }();
    EXPECT_EQ(out["copy"].as_string(), "a text of more than eight bytes");
}

TEST(plain_copy, what_is_no_object_has_no_members) {
    const quoin_copied table[] = {copied_member(source_name(), copy_name(), QUOIN_PLAIN_INT)};
    for (const value& none :
         {value(), value::of(7), value::of("text"), builder().array().add(1).end().finish()}) {
        const copying out = copied(none, table);
        EXPECT_EQ(out.done, 1u);
        EXPECT_EQ(out.added, 0u);
        EXPECT_EQ(out.made.size(), 0u);
    }
}

namespace {

/// What finish says where copy came in the state that begin makes; copy must have added nothing.
std::string misuse(const auto& begin, const auto& end) {
    const value from = object_with(7);
    const quoin_copied table[] = {copied_member(source_name(), copy_name(), QUOIN_PLAIN_INT)};
    builder b;
    begin(b);
    std::size_t added = 77;
    EXPECT_EQ(b.copy(from, table, added), 1u);
    EXPECT_EQ(added, 0u);
    try {
        end(b);
        b.finish();
    } catch (const quoin::error& e) {
        EXPECT_EQ(e.code(), QUOIN_E_INVALID);
        EXPECT_EQ(value::of(7), b.add(7).finish()) << "the builder can be used again";
        return e.message();
    }
    return "";
}

const auto nothing = [](builder&) {};

}  // namespace

TEST(plain_copy, misuse_is_reported_at_the_end) {
    EXPECT_EQ(misuse(nothing, nothing), "a key outside an object");
    EXPECT_EQ(misuse([](builder& b) { b.array(); }, [](builder& b) { b.end(); }), "a key outside an object");
    EXPECT_EQ(misuse([](builder& b) { b.object().key("a"); }, [](builder& b) { b.add(1).end(); }),
              "two keys in a row; a value belongs between them");
    EXPECT_EQ(misuse([](builder& b) { b.object().end(); }, nothing), "a key outside an object");
    EXPECT_EQ(misuse([](builder& b) { b.object().add(1); }, [](builder& b) { b.end(); }),
              "a value in an object without a key before it");
}

TEST(plain_copy, a_key_twice_is_reported_at_the_end) {
    const value from = object_with(7);
    const quoin_copied table[] = {copied_member(source_name(), copy_name(), QUOIN_PLAIN_INT)};
    std::size_t added = 0;
    builder b;
    b.object().member("copy", 1);
    b.copy(from, table, added);
    EXPECT_THROW(b.end().finish(), quoin::error);
    b.object();
    b.copy(from, table, added);
    b.copy(from, table, added);
    EXPECT_THROW(b.end().finish(), quoin::error);
}

TEST(plain_copy, a_name_among_other_members_of_other_trees) {
    const key group("Alphabetic"), a("a"), b("b"), c("c");
    const quoin_copied table[] = {copied_member(a, a, QUOIN_PLAIN_INT), copied_member(b, b, QUOIN_PLAIN_NAME),
                                  copied_member(c, c, QUOIN_PLAIN_TEXT)};
    const auto [first, second] = [&] {
        const value name = builder().object().member(group, "a name that is in no node").end().finish();
        const value from =
            builder().object().member("a", 1).member("b", name).member("c", "text").end().finish();
        const value outer = builder().object().member("inner", from).end().finish();
        return std::pair(copied(outer["inner"], table).made, copied(from, table).made);
    }();
    for (const value& made : {first, second}) {
        EXPECT_EQ(made.size(), 3u);
        EXPECT_EQ(made["b"]["Alphabetic"].as_string(), "a name that is in no node");
        EXPECT_EQ(made["b"].size(), 1u);
        EXPECT_EQ(made["c"].as_string(), "text");
    }
}

TEST(plain_copy, it_stops_at_a_name_that_is_none) {
    const key a("a"), b("b");
    const value from = builder()
                           .object()
                           .member(a, builder().object().member(key("Alphabetic"), "A").end().finish())
                           .member(b, "A")
                           .end()
                           .finish();
    const quoin_copied table[] = {copied_member(a, a, QUOIN_PLAIN_NAME),
                                  copied_member(b, b, QUOIN_PLAIN_NAME)};
    const copying out = copied(from, table);
    EXPECT_EQ(out.done, 1u);
    EXPECT_EQ(out.added, 1u);
    EXPECT_EQ(out.made, builder().object().member("a", from["a"]).end().finish());
}

TEST(plain_copy, an_array_of_numbers_is_one_more_level) {
    const quoin_copied table[] = {copied_member(source_name(), copy_name(), QUOIN_PLAIN_REALS)};
    const value from = object_with(reals(std::array{0.5}));
    for (const int levels : {998, 999}) {
        builder b;
        for (int i = 0; i < levels; ++i) b.array();
        std::size_t added = 0;
        b.object();
        b.copy(from, table, added);
        for (int i = 0; i <= levels; ++i) b.end();
        if (levels == 998)
            EXPECT_TRUE(b.finish());
        else
            EXPECT_THROW(b.finish(), quoin::error);
    }
}
