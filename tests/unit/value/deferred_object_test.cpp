// Objects whose members are made when they are asked for are objects like any other.
#include "counting_source.hpp"

#include <quoin/json.hpp>
#include <value/holding.hpp>

#include <gtest/gtest.h>

using quoin::builder;
using quoin::value;
using quoin::view;
using quoin::tests::array_member;
using quoin::tests::counting_source;
using quoin::tests::int_member;
using quoin::tests::text_member;

namespace {

const std::string long_text = "a text that does not fit into a node";

std::vector<counting_source::member> some_members() {
    return {int_member("a", 1),
            text_member("b", "short"),
            text_member("c", long_text),
            array_member("d"),
            {"e", [](const quoin_build& build, quoin_builder* into) { build.null(into); }}};
}

// The same, made at once.
value eager() {
    return builder()
        .object()
        .member("a", 1)
        .member("b", "short")
        .member("c", long_text)
        .member("d", [](builder& b) { b.array().add(0.5).add("an item of some length").end(); })
        .member("e", [](builder& b) { b.null(); })
        .end()
        .finish();
}

}  // namespace

TEST(deferred_object, is_an_object_that_makes_what_is_asked_for_once) {
    counting_source source(some_members());
    {
        const value object = source.object();
        EXPECT_TRUE(object.is_object());
        EXPECT_EQ(object.size(), 5u);
        EXPECT_FALSE(object.base());
        EXPECT_EQ(source.makes, 0) << "neither made nor counted";
        EXPECT_EQ(object["a"].as_int(), 1);
        EXPECT_EQ(object["a"].get(), object["a"].get()) << "a member stays where it is";
        EXPECT_EQ(source.makes, 1);
        EXPECT_EQ(object["c"].as_string(), long_text);
        EXPECT_EQ(object["d"][1].as_string(), "an item of some length");
        EXPECT_TRUE(object["e"].is_null());
        EXPECT_FALSE(object["f"]);
        EXPECT_FALSE(object[5]);
        EXPECT_EQ(source.makes, 4);
        EXPECT_EQ(object.member(1).first, "b");
        EXPECT_EQ(object.member(1).second.get(), object[quoin::key("b")].get());
        EXPECT_EQ(source.makes, 5);
        EXPECT_EQ(source.releases, 0);
    }
    EXPECT_EQ(source.releases, 1);
}

TEST(deferred_object, equals_and_prints_like_one_made_at_once) {
    counting_source source(some_members()), other(some_members());
    const value object = source.object();
    EXPECT_EQ(quoin::to_json(object), quoin::to_json(eager()));
    EXPECT_EQ(object, eager());
    EXPECT_EQ(eager(), object);
    EXPECT_EQ(object, other.object());
    counting_source shorter({int_member("a", 1)}), different({int_member("a", 2)});
    EXPECT_FALSE(shorter.object() == object);
    EXPECT_FALSE(shorter.object() == different.object());
}

TEST(deferred_object, without_members) {
    counting_source source({});
    const value object = source.object();
    EXPECT_EQ(quoin::to_json(object), "{}");
    EXPECT_FALSE(object["a"]);
    EXPECT_FALSE(object[0]);
    EXPECT_EQ(object, builder().object().end().finish());
}

TEST(deferred_object, a_member_alone_keeps_the_whole) {
    counting_source source(some_members());
    value number, text, array;
    {
        const value object = source.object();
        number = value(object["a"]);
        text = value(object["c"]);
        array = value(object["d"]);
    }
    EXPECT_EQ(source.releases, 0) << "a number lies in the object";
    number = value();
    EXPECT_EQ(source.releases, 1) << "a long text and an array are trees of their own";
    EXPECT_EQ(text.as_string(), long_text);
    EXPECT_EQ(array[0].as_real(), 0.5);
}

TEST(deferred_object, other_trees_refer_to_it_and_to_its_members) {
    counting_source source(some_members());
    value outer;
    {
        const value object = source.object();
        outer = builder()
                    .object()
                    .member("all", object)
                    .member("array", object["d"])
                    .member("text", object["c"])
                    .member("number", object["a"])
                    .end()
                    .finish();
    }
    EXPECT_EQ(source.releases, 0);
    EXPECT_EQ(outer["all"]["b"].as_string(), "short");
    EXPECT_EQ(outer["array"].get(), outer["all"]["d"].get());
    EXPECT_EQ(outer["text"].as_string(), long_text);
    EXPECT_EQ(outer["number"].as_int(), 1);
    outer = value();
    EXPECT_EQ(source.releases, 1);
}

TEST(deferred_object, inside_a_tree) {
    counting_source source(some_members());
    builder b;
    b.array();
    for (int i = 0; i < 3; ++i) b.deferred(source.deferred());
    value items = b.end().finish();
    EXPECT_EQ(items.size(), 3u);
    EXPECT_EQ(items[2]["a"].as_int(), 1);
    EXPECT_EQ(source.makes, 1);
    value one(items[1]);
    items = value();
    EXPECT_EQ(source.releases, 0) << "a tree is one block";
    EXPECT_EQ(one["b"].as_string(), "short");
    one = value();
    EXPECT_EQ(source.releases, 3);
}

TEST(deferred_object, is_a_base_that_is_overridden_without_being_made) {
    counting_source source(some_members());
    {
        const value object = source.object();
        const value frame = builder().object(object).member("z", 9).member("b", 2).end().finish();
        EXPECT_EQ(source.makes, 0);
        EXPECT_EQ(frame.size(), 6u);
        EXPECT_EQ(frame.base().get(), object.get());
        EXPECT_EQ(frame["b"].as_int(), 2);
        EXPECT_EQ(source.makes, 0);
        EXPECT_EQ(frame["a"].get(), object["a"].get());
        EXPECT_EQ(frame.member(0).first, "a");
        EXPECT_EQ(frame.member(1).first, "b");
        EXPECT_EQ(frame.member(1).second.as_int(), 2);
        EXPECT_EQ(frame.member(5).first, "z");
        const value above = builder().object(frame).member("a", 10).end().finish();
        EXPECT_EQ(quoin::to_json(above), "{\"a\":10,\"b\":2,\"c\":\"" + long_text +
                                             "\",\"d\":[0.5,\"an item of some length\"],\"e\":null,\"z\":9}");
    }
    EXPECT_EQ(source.releases, 1);
}

TEST(deferred_object, text_that_the_context_holds_is_not_copied) {
    counting_source source(
        {{"held", [](const quoin_build& build,
                     quoin_builder* into) { build.held_string(into, quoin::to_str(long_text)); }},
         {"short",
          [](const quoin_build& build, quoin_builder* into) {
              build.held_string(into, quoin::to_str(std::string_view(long_text).substr(0, 8)));
          }},
         {"array", [](const quoin_build& build, quoin_builder* into) {
              build.begin_array(into);
              build.held_string(into, quoin::to_str(long_text));
              build.end(into);
          }}});
    const value object = source.object();
    EXPECT_EQ(object["held"].as_string()->data(), long_text.data());
    EXPECT_EQ(object["held"].as_string(), long_text);
    EXPECT_EQ(object["short"].as_string(), long_text.substr(0, 8));
    EXPECT_NE(object["array"][0].as_string()->data(), long_text.data()) << "it may outlive the context";
    EXPECT_EQ(object["array"][0].as_string(), long_text);
    const value copy = builder().array().add(object["held"]).end().finish();
    EXPECT_NE(copy[0].as_string()->data(), long_text.data());
}

TEST(deferred_object, text_held_beyond_what_a_slot_can_say_is_copied) {
    for (const std::size_t size : {std::size_t{9}, std::size_t{255}, std::size_t{256}, std::size_t{65535},
                                   std::size_t{65536}, std::size_t{100'000}}) {
        const std::string text(size, 'x');
        counting_source source({{"t", [&text](const quoin_build& build, quoin_builder* into) {
                                     build.held_string(into, quoin::to_str(text));
                                 }}});
        const value object = source.object();
        EXPECT_EQ(object["t"].as_string(), text);
        EXPECT_EQ(object["t"].as_string()->data() == text.data(), size <= 65535) << size;
    }
}

TEST(deferred_object, a_member_that_cannot_be_made_is_there_and_fails_loudly) {
    counting_source source(some_members());
    const value object = source.object();
    source.failures_left = 4;
    const view failed = object["a"];
    ASSERT_TRUE(failed) << "nothing is lost in silence";
    EXPECT_TRUE(failed.is_typed());
    EXPECT_FALSE(failed.as_int());
    EXPECT_FALSE(failed.is_null());
    try {
        failed.typed();
        FAIL();
    } catch (const quoin::error& e) {
        EXPECT_EQ(e.code(), QUOIN_E_IO);
    }
    try {
        quoin::to_json(object);
        FAIL();
    } catch (const quoin::error& e) {
        EXPECT_EQ(e.code(), QUOIN_E_IO);
        EXPECT_NE(e.message().find("cannot be made"), std::string::npos);
    }
    EXPECT_FALSE(object == eager()) << "what cannot be made equals nothing";
    const value kept(object["a"]);
    EXPECT_TRUE(kept.is_typed());
    source.failures_left = 0;
    EXPECT_EQ(object["a"].as_int(), 1) << "and is tried anew";
    EXPECT_EQ(object, eager());
}

TEST(deferred_object, failures_go_on_through_bases_and_references) {
    counting_source source(some_members());
    const value object = source.object();
    source.failures_left = 100;
    const value outer = builder().array().add(object["d"]).end().finish();
    EXPECT_THROW(quoin::to_json(outer), quoin::error);
    EXPECT_FALSE(outer == builder().array().add(object["d"]).end().finish()) << "nothing equals a failure";
    const value frame = builder().object(object).member("z", 1).end().finish();
    EXPECT_THROW(quoin::to_json(frame), quoin::error);
    source.find_fails = QUOIN_E_MEMORY;
    EXPECT_TRUE(object["nothing"]) << "whether there is one is not known";
    EXPECT_THROW(builder().object(object).member("a", 1).end().finish(), quoin::error);
}

TEST(deferred_object, what_make_does_wrong_is_a_failure) {
    counting_source source(
        {{"none", [](const quoin_build&, quoin_builder*) {}},
         {"two",
          [](const quoin_build& build, quoin_builder* into) {
              build.null(into);
              build.null(into);
          }},
         {"open", [](const quoin_build& build, quoin_builder* into) { build.begin_array(into); }},
         {"utf8", [](const quoin_build& build, quoin_builder* into) {
              build.held_string(into, quoin::to_str("\xFF\xFE and more of it"));
          }}});
    const value object = source.object();
    for (std::size_t i = 0; i < object.size(); ++i) {
        quoin_typed out{};
        EXPECT_EQ(quoin::detail::values().typed_data(object[i].get(), &out), QUOIN_E_INVALID) << i;
    }
}

TEST(deferred_object, misuse_of_the_builder_releases_what_it_brought) {
    counting_source source(some_members());
    const auto fails = [&](auto&& events) {
        const int before = source.releases;
        builder b;
        events(b);
        EXPECT_THROW(b.finish(), quoin::error);
        EXPECT_EQ(source.releases, before + 1);
    };
    fails([&](builder& b) { b.object().deferred(source.deferred()); });
    fails([&](builder& b) { b.array().deferred(source.deferred()); });
    fails([&](builder& b) {
        quoin_deferred wrong = source.deferred();
        wrong.make = nullptr;
        b.deferred(wrong);
    });
    {
        builder b;
        b.deferred(source.deferred());
    }
    EXPECT_EQ(source.releases, 4);
    EXPECT_EQ(source.makes, 0);
}

TEST(deferred_object, what_its_source_keeps_counts_as_held) {
    counting_source source(some_members());
    const auto bytes_with = [&](std::uint64_t said, std::size_t size) {
        quoin_deferred what = source.deferred();
        what.bytes = said;
        what.struct_size = static_cast<std::uint32_t>(size);
        builder b;
        b.deferred(what);
        const value made = b.finish();
        return quoin::tree::holding_of(made).bytes;
    };
    const std::size_t bare = bytes_with(0, sizeof(quoin_deferred));
    EXPECT_EQ(bytes_with(10'000, sizeof(quoin_deferred)), bare + 10'000);
    EXPECT_EQ(bytes_with(10'000, offsetof(quoin_deferred, bytes)), bare) << "a struct without the member";
}

TEST(deferred_object, chains_of_any_depth_end_without_recursion) {
    // Each object holds the next one in a member that was made.
    struct chain {
        static quoin_deferred link(std::uint64_t depth) {
            quoin_deferred out{};
            out.struct_size = sizeof out;
            out.count = 1;
            out.part = depth;
            out.name = [](void*, std::uint64_t, std::uint32_t, quoin_str* name) -> quoin_code {
                *name = quoin::to_str("next");
                return QUOIN_OK;
            };
            out.find = [](void*, std::uint64_t, quoin_str, const quoin_key*,
                          std::uint32_t* index) -> quoin_code {
                *index = 0;
                return QUOIN_OK;
            };
            out.make = [](void*, std::uint64_t part, std::uint32_t, quoin_builder* into) -> quoin_code {
                const quoin_deferred next = link(part - 1);
                if (part == 0)
                    quoin::detail::build().null(into);
                else
                    quoin::detail::build().deferred(into, &next);
                return QUOIN_OK;
            };
            return out;
        }
    };
    const value root = builder().deferred(chain::link(200'000)).finish();
    view at = root;
    std::size_t depth = 0;
    while (at.is_object()) {
        at = at["next"];
        ++depth;
    }
    EXPECT_EQ(depth, 200'001u);
    EXPECT_EQ(root, root);
    EXPECT_GT(quoin::to_json(root).size(), 200'000u);
}
