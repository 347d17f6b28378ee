#include <quoin/value.hpp>

#include <gtest/gtest.h>

#include "temporary_file.hpp"

#include <limits>
#include <vector>

using quoin::builder;
using quoin::value;

TEST(equality, is_of_content) {
    void (*const contents[])(builder&) = {[](builder& b) { b.null(); },
                                          [](builder& b) { b.add(true); },
                                          [](builder& b) { b.add(false); },
                                          [](builder& b) { b.add(1); },
                                          [](builder& b) { b.add(1.0); },
                                          [](builder& b) { b.add(-1); },
                                          [](builder& b) { b.add("1"); },
                                          [](builder& b) { b.add("a longer text"); },
                                          [](builder& b) { b.array().end(); },
                                          [](builder& b) { b.object().end(); },
                                          [](builder& b) { b.array().add(1).add(2).end(); },
                                          [](builder& b) { b.array().add(2).add(1).end(); },
                                          [](builder& b) { b.array().add(1).add(2).add(3).end(); },
                                          [](builder& b) { b.array().array().add(1).end().add(2).end(); },
                                          [](builder& b) { b.object().member("a", 1).member("b", 2).end(); },
                                          [](builder& b) { b.object().member("b", 2).member("a", 1).end(); },
                                          [](builder& b) { b.object().member("a", 1).member("c", 2).end(); },
                                          [](builder& b) { b.object().member("a", 1).member("b", 3).end(); },
                                          [](builder& b) { b.object().member("a", 1).end(); }};
    const auto made = [](void (*content)(builder&)) {
        builder out;
        content(out);
        return out.finish();
    };
    for (const auto& a : contents)
        for (const auto& b : contents)
            EXPECT_EQ(made(a) == made(b), &a == &b) << &a - contents << " " << &b - contents;
}

TEST(equality, nan_equals_nan_and_zero_equals_minus_zero) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(value::of(nan), value::of(-nan));
    EXPECT_EQ(value::of(0.0), value::of(-0.0));
    EXPECT_FALSE(value::of(nan) == value::of(0.0));
}

// Made in different ways, by builders that made something else before: what is equal is told from the content.
TEST(equality, does_not_depend_on_what_a_builder_made_before) {
    const auto plane = [](builder& out, double x, std::string_view name) {
        out.object().member("name", name).key("position").array();
        for (const double one : {x, 0.0, -1.5}) out.add(one);
        return out.end().member("a text that is too long for a node", "and one more of them").end().finish();
    };
    builder fresh, used;
    used.array();
    for (int i = 0; i < 100; ++i) used.add("scratch that stays with the builder for its next tree");
    used.end().finish();
    const value a = plane(fresh, 0.0, "odd"), b = plane(used, 0.0, "odd"), c = plane(used, -0.0, "odd");
    EXPECT_EQ(a, b);
    EXPECT_EQ(a, c);
    EXPECT_FALSE(a == plane(used, 0.5, "odd"));
    EXPECT_FALSE(a == plane(used, 0.0, "add"));
    EXPECT_FALSE(a["position"] == c["name"]);
    EXPECT_EQ(a["position"], c["position"]);
}

TEST(equality, of_an_empty_view) {
    EXPECT_TRUE(quoin::view() == quoin::view());
    EXPECT_FALSE(quoin::view() == value::null());
}

TEST(equality, does_not_need_a_stack_for_deep_values) {
    builder made;
    const auto chain = [&made](int last) {
        value out = value::of(last);
        for (int i = 0; i < 200'000; ++i) out = made.array().add(quoin::view(out)).end().finish();
        return out;
    };
    EXPECT_TRUE(chain(1) == chain(1));
    EXPECT_FALSE(chain(1) == chain(2));
}

TEST(equality, of_typed_arrays_is_of_type_and_bytes) {
    const auto of = [](auto... numbers) {
        const std::common_type_t<decltype(numbers)...> all[] = {numbers...};
        return builder().add(std::span<const std::common_type_t<decltype(numbers)...>>(all)).finish();
    };
    using u8 = std::uint8_t;
    using i8 = std::int8_t;
    EXPECT_EQ(of(u8{1}, u8{2}), of(u8{1}, u8{2}));
    EXPECT_FALSE(of(u8{1}, u8{2}) == of(u8{1}, u8{3}));
    EXPECT_FALSE(of(u8{1}, u8{2}) == of(i8{1}, i8{2}));
    EXPECT_FALSE(of(u8{1}, u8{2}) == of(u8{1}));
}

TEST(equality, of_lazy_arrays_is_of_their_source_without_reading) {
    quoin_lazy source{};
    source.struct_size = sizeof source;
    source.dtype = QUOIN_U8;
    source.count = 100;
    source.offset = 10;
    source.path = quoin::to_str("/there is no such file");
    const auto made = [](const quoin_lazy& from) { return builder().lazy(from).finish(); };
    EXPECT_EQ(made(source), made(source));
    quoin_lazy other = source;
    other.offset = 11;
    EXPECT_FALSE(made(source) == made(other));
    other = source;
    other.path = quoin::to_str("/there is no such file either");
    EXPECT_FALSE(made(source) == made(other));
    const value whole = made(source);
    EXPECT_EQ(builder().slice(whole, 1, QUOIN_U8, 5).finish(),
              builder().slice(made(source), 1, QUOIN_U8, 5).finish());
    EXPECT_FALSE(builder().slice(whole, 1, QUOIN_U8, 5).finish() ==
                 builder().slice(whole, 2, QUOIN_U8, 5).finish());
}

TEST(equality, of_a_lazy_array_and_one_in_memory_is_of_bytes) {
    std::vector<unsigned char> bytes(10'000);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<unsigned char>(i * 7);
    const temporary_file file(bytes);
    const value lazy = builder().lazy(file.source(QUOIN_U8, 0, bytes.size())).finish();
    EXPECT_EQ(lazy, builder().add(std::span(bytes)).finish());
    EXPECT_EQ(lazy.shape()->lazy, 1) << "comparing keeps nothing";
    bytes.back() ^= 1;
    EXPECT_FALSE(lazy == builder().add(std::span(bytes)).finish());
}
