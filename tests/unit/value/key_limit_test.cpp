// A program of its own: what it fills up stays full for the life of the process.
#include <quoin/value.hpp>

#include <gtest/gtest.h>

#include <string>

using quoin::builder;
using quoin::key;
using quoin::value;

TEST(keys, beyond_a_million_there_are_none_but_text_still_works) {
    std::string first;
    for (int i = 0; i <= 1'000'000; ++i) {
        const std::string name = "key_test.many." + std::to_string(i);
        if (key(name).interned()) continue;
        first = name;
        break;
    }
    ASSERT_FALSE(first.empty()) << "a million and one keys were made";
    const key beyond(first);
    const value tree = builder().object().member(beyond, 1).end().finish();
    EXPECT_EQ(tree[beyond].as_int(), 1);
    EXPECT_NE(key("key_test.many.0").interned(), nullptr);
}
