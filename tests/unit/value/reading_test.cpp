#include <quoin/value.hpp>

#include <gtest/gtest.h>

using quoin::builder;
using quoin::value;
using quoin::view;

TEST(reading, the_wrong_kind_is_nothing) {
    const value number = value::of(7);
    EXPECT_EQ(number.as_bool(), std::nullopt);
    EXPECT_EQ(number.as_string(), std::nullopt);
    EXPECT_EQ(number.size(), 0u);
    EXPECT_FALSE(number[0]);
    EXPECT_FALSE(number["a"]);
    EXPECT_FALSE(number.base());
    EXPECT_FALSE(number.shape());
    EXPECT_EQ(value::of(0.5).as_int(), std::nullopt);
    EXPECT_EQ(value::of("7").as_int(), std::nullopt);
    EXPECT_EQ(value::of(true).as_int(), std::nullopt);
}

TEST(reading, an_int_reads_as_a_real_too) {
    EXPECT_EQ(value::of(7).as_real(), 7.0);
}

TEST(reading, past_the_end_is_nothing) {
    const value list = builder().array().add(1).end().finish();
    EXPECT_FALSE(list[1]);
    EXPECT_FALSE(list[static_cast<std::size_t>(-1)]);
    const value object = builder().object().member("a", 1).end().finish();
    EXPECT_FALSE(object[1]);
    EXPECT_EQ(object.member(1).first, "");
}

TEST(reading, the_key_of_an_array_item_is_empty) {
    const value list = builder().array().add(1).end().finish();
    quoin_str key{"x", 1};
    quoin::detail::values().at(list.get(), 0, &key);
    EXPECT_EQ(key.len, 0u);
}

TEST(reading, null_is_ignored_by_ref_and_unref) {
    quoin::detail::values().ref(nullptr);
    quoin::detail::values().unref(nullptr);
    quoin::detail::build().destroy(nullptr);
}

TEST(reading, keys_of_any_length_are_found_and_neighbours_are_not) {
    for (std::size_t length = 0; length < 70; ++length) {
        const std::string name(length, 'k');
        const value object = builder().object().member(name, 1).end().finish();
        EXPECT_TRUE(object[name]) << length;
        EXPECT_FALSE(object[name + "k"]);
        if (length == 0) continue;
        for (const std::size_t changed : {std::size_t{0}, length / 2, length - 1}) {
            std::string other = name;
            other[changed] = 'x';
            EXPECT_FALSE(object[other]);
        }
    }
}

TEST(reading, the_tables_say_their_size) {
    EXPECT_EQ(quoin::detail::values().struct_size, sizeof(quoin_values));
    EXPECT_EQ(quoin::detail::build().struct_size, sizeof(quoin_build));
}
