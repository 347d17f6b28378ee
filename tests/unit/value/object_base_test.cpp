#include <quoin/value.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

using quoin::builder;
using quoin::value;

namespace {

std::string order(const quoin::view& object) {
    std::string out;
    for (std::size_t i = 0; i < object.size(); ++i) {
        const auto [name, member] = object.member(i);
        EXPECT_EQ(object[name].get(), member.get());
        out += std::string(name) + "=" + std::to_string(member.as_int().value_or(-1)) + " ";
    }
    return out;
}

std::string numbered(std::string name, int number) {
    return name.append(std::to_string(number));
}

value root() {
    return builder().object().member("a", 1).member("b", 2).member("c", 3).end().finish();
}

}  // namespace

TEST(object_base, members_that_override_stand_in_the_place_of_the_base_and_new_ones_after) {
    const value base = root();
    const value frame =
        builder().object(base).member("z", 9).member("c", 30).member("y", 8).member("a", 10).end().finish();
    EXPECT_EQ(order(frame), "a=10 b=2 c=30 z=9 y=8 ");
    EXPECT_EQ(frame.base().get(), base.get());
    EXPECT_EQ(order(base), "a=1 b=2 c=3 ");
}

TEST(object_base, without_members_of_its_own_it_is_like_the_base) {
    const value base = root();
    const value same = builder().object(base).end().finish();
    EXPECT_EQ(order(same), "a=1 b=2 c=3 ");
    EXPECT_EQ(same, base);
}

TEST(object_base, bases_have_bases) {
    const value shared = builder().object(root()).member("b", 20).member("d", 4).end().finish();
    const value frame =
        builder().object(shared).member("e", 5).member("d", 40).member("a", 10).end().finish();
    EXPECT_EQ(order(frame), "a=10 b=20 c=3 d=40 e=5 ");
    const value last = builder().object(frame).member("d", 41).member("b", 21).member("f", 6).end().finish();
    EXPECT_EQ(order(last), "a=10 b=21 c=3 d=41 e=5 f=6 ");
}

TEST(object_base, the_base_lives_as_long_as_the_object) {
    value base = root();
    const value frame = builder().object(base).member("b", 20).end().finish();
    base = value();
    EXPECT_EQ(order(frame), "a=1 b=20 c=3 ");
}

TEST(object_base, a_key_twice_is_refused_with_a_base_too) {
    builder made;
    made.object(root()).member("b", 20).member("b", 21).end();
    EXPECT_THROW(made.finish(), quoin::error);
    made.object(root()).member("x", 20).member("x", 21).end();
    EXPECT_THROW(made.finish(), quoin::error);
}

TEST(object_base, interned_and_plain_keys_override_each_other) {
    const quoin::key known("object_base_test.known");
    const value plain = builder().object().member("object_base_test.known", 1).end().finish();
    const value by_key = builder().object(plain).member(known, 2).end().finish();
    const value by_text = builder().object(by_key).member("object_base_test.known", 3).end().finish();
    EXPECT_EQ(by_key.size(), 1u);
    EXPECT_EQ(by_text.size(), 1u);
    EXPECT_EQ(by_text[known].as_int(), 3);
}

TEST(object_base, large_objects_override_large_bases) {
    builder made;
    made.object();
    for (int i = 0; i < 300; ++i) made.member(numbered("k", i), i);
    const value base = made.end().finish();
    made.object(base);
    for (int i = 299; i >= 0; i -= 2) made.member(numbered("k", i), -i);
    for (int i = 300; i < 400; ++i) made.member(numbered("k", i), i);
    const value over = made.end().finish();
    ASSERT_EQ(over.size(), 400u);
    for (int i = 0; i < 400; ++i) {
        const auto [name, member] = over.member(static_cast<std::size_t>(i));
        ASSERT_EQ(name, numbered("k", i));
        ASSERT_EQ(member.as_int(), i < 300 && i % 2 == 1 ? -i : i);
        ASSERT_EQ(over[name].get(), member.get());
    }
}

TEST(object_base, a_base_inside_a_tree_keeps_that_tree) {
    value tree = builder().array().object().member("a", 1).end().end().finish();
    const value over = builder().array().object(tree[0]).member("b", 2).end().end().finish();
    tree = value();
    EXPECT_EQ(order(over[0]), "a=1 b=2 ");
}

TEST(object_base, sixty_four_bases_are_allowed_and_one_more_is_refused) {
    value object = root();
    for (int i = 0; i < 64; ++i) object = builder().object(object).member(numbered("n", i), i).end().finish();
    EXPECT_EQ(object.size(), 67u);
    EXPECT_EQ(object["a"].as_int(), 1);
    builder made;
    made.object(object).end();
    try {
        made.finish();
        ADD_FAILURE() << "65 bases";
    } catch (const quoin::error& e) {
        EXPECT_EQ(e.code(), QUOIN_E_LIMIT);
    }
}

TEST(object_base, equality_sees_members_and_not_how_they_came) {
    const value frame = builder().object(root()).member("b", 20).end().finish();
    const value flat = builder().object().member("a", 1).member("b", 20).member("c", 3).end().finish();
    EXPECT_EQ(frame, flat);
    EXPECT_FALSE(frame == root());
}
