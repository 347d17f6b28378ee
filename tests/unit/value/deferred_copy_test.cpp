// builder::copy and moulds of deferred objects: only what the table names is made.
#include "counting_source.hpp"

#include <quoin/mould.hpp>

#include <gtest/gtest.h>

#include <array>

using quoin::builder;
using quoin::copied_member;
using quoin::key;
using quoin::mould;
using quoin::value;
using quoin::view;
using quoin::tests::array_member;
using quoin::tests::counting_source;
using quoin::tests::int_member;
using quoin::tests::text_member;

namespace {

const std::string long_text = "a text that does not fit into a node";

std::vector<counting_source::member> some_members() {
    return {int_member("number", 1),
            text_member("short", "text"),
            text_member("long", long_text),
            array_member("list"),
            {"null", [](const quoin_build& build, quoin_builder* into) { build.null(into); }},
            {"held", [](const quoin_build& build,
                        quoin_builder* into) { build.held_string(into, quoin::to_str(long_text)); }},
            {"reals",
             [](const quoin_build& build, quoin_builder* into) {
                 const std::array<double, 2> numbers{0.5, 1.5};
                 build.reals(into, numbers.data(), numbers.size());
             }},
            int_member("other", 2)};
}

quoin_copied same(const char* name, quoin_plain plain) {
    const key known(name);
    return copied_member(known, known, plain);
}

const std::array<quoin_copied, 7>& table() {
    static const std::array<quoin_copied, 7> made{
        same("reals", QUOIN_PLAIN_REALS), same("held", QUOIN_PLAIN_TEXT),  same("absent", QUOIN_PLAIN_TEXT),
        same("null", QUOIN_PLAIN_TEXT),   same("short", QUOIN_PLAIN_TEXT), same("long", QUOIN_PLAIN_TEXT),
        same("number", QUOIN_PLAIN_REAL)};
    return made;
}

value expected() {
    return builder()
        .object()
        .member("reals",
                [](builder& b) {
                    b.reals(std::array{0.5, 1.5});
                })
        .member("held", long_text)
        .member("short", "text")
        .member("long", long_text)
        .member("number", 1.0)
        .end()
        .finish();
}

}  // namespace

TEST(deferred_copy, makes_what_the_table_names_and_nothing_else) {
    counting_source source(some_members());
    const value object = source.object();
    for (int again = 0; again < 2; ++again) {
        builder out;
        std::size_t added = 0;
        out.object();
        EXPECT_EQ(out.copy(object, table(), added), table().size());
        EXPECT_EQ(added, 5u);
        EXPECT_EQ(out.end().finish(), expected());
        EXPECT_EQ(source.makes, 6) << "null included, and each once";
    }
}

TEST(deferred_copy, the_copy_does_not_keep_the_source) {
    counting_source source(some_members());
    builder out;
    std::size_t added = 0;
    {
        const value object = source.object();
        out.object().copy(object, table(), added);
    }
    EXPECT_EQ(source.releases, 1);
    EXPECT_EQ(out.end().finish(), expected());
}

TEST(deferred_copy, as_a_base) {
    counting_source source(some_members());
    const value object = source.object();
    const value frame = builder().object(object).member("short", "another text").end().finish();
    builder out;
    std::size_t added = 0;
    out.object().copy(frame, table(), added);
    const value made = out.end().finish();
    EXPECT_EQ(added, 5u);
    EXPECT_EQ(made["short"].as_string(), "another text");
    EXPECT_EQ(made["long"].as_string(), long_text);
    EXPECT_EQ(source.makes, 5) << "what is overridden is not made";
}

TEST(deferred_copy, stops_at_what_is_not_plain) {
    counting_source source(some_members());
    const value object = source.object();
    const quoin_copied table[] = {same("number", QUOIN_PLAIN_INT), same("list", QUOIN_PLAIN_REALS),
                                  same("other", QUOIN_PLAIN_INT)};
    builder out;
    std::size_t added = 0;
    out.object();
    EXPECT_EQ(out.copy(object, table, added), 1u);
    EXPECT_EQ(added, 1u);
    EXPECT_EQ(source.makes, 2);
}

TEST(deferred_copy, stops_at_what_cannot_be_made) {
    counting_source source(some_members());
    const value object = source.object();
    builder out;
    std::size_t added = 0;
    source.failures_left = 1;
    out.object();
    EXPECT_EQ(out.copy(object, table(), added), 0u) << "it is there, and nothing is lost in silence";
    EXPECT_EQ(added, 0u);
    source.find_fails = QUOIN_E_MEMORY;
    EXPECT_EQ(out.copy(object, std::span(table()).subspan(2), added), 0u)
        << "whether it is there is not known";
    source.find_fails = QUOIN_OK;
    EXPECT_EQ(out.copy(object, table(), added), table().size()) << "and is tried anew";
    EXPECT_EQ(out.end().finish(), expected());
}

TEST(deferred_mould, makes_what_the_table_names_and_nothing_else) {
    counting_source source(some_members());
    const mould of_table(table());
    const value object = source.object();
    for (int again = 0; again < 3; ++again) {
        EXPECT_EQ(of_table.made_of(object), expected());
        EXPECT_EQ(source.makes, 6) << "null included, and each once";
    }
}

TEST(deferred_mould, what_it_makes_does_not_keep_the_source) {
    counting_source source(some_members());
    const mould of_table(table());
    std::vector<value> made;
    for (int again = 0; again < 3; ++again) made.push_back(of_table.made_of(source.object()).value());
    EXPECT_EQ(source.releases, 3);
    for (const value& one : made) EXPECT_EQ(one, expected());
}

TEST(deferred_mould, as_a_base) {
    counting_source source(some_members());
    const value object = source.object();
    const value frame = builder().object(object).member("short", "another text").end().finish();
    const value made = mould(table()).made_of(frame).value();
    EXPECT_EQ(made.size(), 5u);
    EXPECT_EQ(made["short"].as_string(), "another text");
    EXPECT_EQ(made["long"].as_string(), long_text);
    EXPECT_EQ(source.makes, 5) << "what is overridden is not made";
}

TEST(deferred_mould, makes_none_of_what_is_not_plain) {
    counting_source source(some_members());
    const quoin_copied table[] = {same("number", QUOIN_PLAIN_INT), same("list", QUOIN_PLAIN_REALS),
                                  same("other", QUOIN_PLAIN_INT)};
    EXPECT_FALSE(mould(table).made_of(source.object()));
    EXPECT_EQ(source.makes, 2) << "nothing behind it";
}

TEST(deferred_mould, makes_none_of_what_cannot_be_made) {
    counting_source source(some_members());
    const mould of_table(table());
    const value object = source.object();
    source.failures_left = 1;
    EXPECT_FALSE(of_table.made_of(object)) << "it is there, and nothing is lost in silence";
    source.find_fails = QUOIN_E_MEMORY;
    EXPECT_FALSE(of_table.made_of(object)) << "whether it is there is not known";
    source.find_fails = QUOIN_OK;
    EXPECT_EQ(of_table.made_of(object), expected()) << "and is tried anew";
}

namespace {

// A name in a member of the source, with keys of the process.
counting_source::member name_member() {
    static const key group("Alphabetic"), other("Phonetic");
    return {"name", [](const quoin_build& build, quoin_builder* into) {
                build.begin_object(into, nullptr);
                build.key_interned(into, group.interned());
                build.string(into, quoin::to_str(long_text));
                build.key_interned(into, other.interned());
                build.string(into, quoin::to_str("short"));
                build.end(into);
            }};
}
value expected_name() {
    return builder()
        .object()
        .member(
            "name",
            [](builder& b) { b.object().member("Alphabetic", long_text).member("Phonetic", "short").end(); })
        .end()
        .finish();
}

}  // namespace

TEST(deferred_copy, a_name_does_not_keep_the_source) {
    counting_source source({name_member(), int_member("other", 2)});
    const quoin_copied table[] = {same("name", QUOIN_PLAIN_NAME)};
    builder out;
    std::size_t added = 0;
    EXPECT_EQ(out.object().copy(source.object(), table, added), 1u);
    EXPECT_EQ(source.makes, 1);
    EXPECT_EQ(source.releases, 1);
    EXPECT_EQ(out.end().finish(), expected_name());
}

TEST(deferred_mould, a_name_does_not_keep_the_source) {
    counting_source source({name_member(), int_member("other", 2)});
    const quoin_copied table[] = {same("name", QUOIN_PLAIN_NAME)};
    const mould of_table(table);
    const value first = of_table.made_of(source.object()).value();
    const value second = of_table.made_of(source.object()).value();
    EXPECT_EQ(source.releases, 2);
    EXPECT_EQ(first.get(), second.get());
    EXPECT_EQ(first, expected_name());
}

TEST(deferred_mould, a_name_that_is_itself_deferred_is_none) {
    counting_source groups({text_member("Alphabetic", long_text)});
    const value from = builder().object().member("name", groups.object()).end().finish();
    const quoin_copied table[] = {same("name", QUOIN_PLAIN_NAME)};
    const mould of_table(table);
    EXPECT_FALSE(of_table.made_of(from));
    // Also where it would equal what was made before.
    counting_source source({name_member()});
    const value model = of_table.made_of(source.object()).value();
    EXPECT_FALSE(of_table.made_of(from));
    builder out;
    std::size_t added = 0;
    EXPECT_EQ(out.object().copy(from, table, added), 0u);
    EXPECT_EQ(groups.makes, 0);
}
