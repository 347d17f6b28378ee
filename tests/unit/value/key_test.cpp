#include <quoin/value.hpp>

#include <gtest/gtest.h>

#include <string>

using quoin::builder;
using quoin::key;
using quoin::value;

TEST(keys, the_same_text_is_the_same_key) {
    EXPECT_EQ(key("key_test.same").interned(), key(std::string("key_test.") + "same").interned());
    EXPECT_NE(key("key_test.same").interned(), key("key_test.other").interned());
}

TEST(keys, every_way_of_storing_is_found_by_every_way_of_asking) {
    const value before = builder().object().member("key_test.late", 1).end().finish();
    const key late("key_test.late");  // interned after the object was built
    const value after = builder().object().member(late, 2).end().finish();
    EXPECT_EQ(before[late].as_int(), 1);
    EXPECT_EQ(before["key_test.late"].as_int(), 1);
    EXPECT_EQ(after[late].as_int(), 2);
    EXPECT_EQ(after["key_test.late"].as_int(), 2);
    EXPECT_EQ(after.member(0).first, "key_test.late");
    EXPECT_FALSE(after[key("key_test.none")]);
}

TEST(keys, of_large_objects_are_found_when_interned) {
    builder made;
    made.object();
    for (int i = 0; i < 500; ++i) made.member(key("key_test.n" + std::to_string(i)), i);
    const value tree = made.end().finish();
    for (int i = 0; i < 500; ++i) EXPECT_EQ(tree[key("key_test.n" + std::to_string(i))].as_int(), i);
}

TEST(keys, that_are_no_utf8_cannot_be_interned) {
    EXPECT_EQ(key("\xFF").interned(), nullptr);
}
