#include <quoin/value.hpp>

#include <gtest/gtest.h>

#include <cstring>
#include <numeric>
#include <vector>

using quoin::builder;
using quoin::value;

namespace {

value counting(std::size_t count) {
    builder made;
    std::span<std::uint16_t> room = made.typed<std::uint16_t>(count);
    std::iota(room.begin(), room.end(), std::uint16_t{0});
    return made.finish();
}

}  // namespace

TEST(typed_array, of_every_size_is_aligned_and_reads_back) {
    for (const std::size_t count :
         {std::size_t{1}, std::size_t{31}, std::size_t{2047}, std::size_t{2048}, std::size_t{100'000}}) {
        builder made;
        made.array().add("text that moves the array to an odd place");
        const std::span<std::uint16_t> room = made.typed<std::uint16_t>(count);
        ASSERT_EQ(room.size(), count);
        std::iota(room.begin(), room.end(), std::uint16_t{0});
        const value tree = made.add("and text behind it").end().finish();
        const std::span<const std::uint16_t> got = tree[1].elements<std::uint16_t>();
        ASSERT_EQ(got.size(), count);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(got.data()) % 64, 0u);
        EXPECT_EQ(got[count - 1], static_cast<std::uint16_t>(count - 1));
        EXPECT_EQ(tree[1].size(), count);
        EXPECT_EQ(tree[2].as_string(), "and text behind it");
    }
}

TEST(typed_array, a_large_one_is_not_copied_by_the_builder) {
    builder made;
    made.array();
    std::span<double> room = made.typed<double>(10'000);
    std::fill(room.begin(), room.end(), 0.5);
    const void* const filled = room.data();
    const value tree = made.end().finish();
    EXPECT_EQ(tree[0].elements<double>().data(), filled);
}

TEST(typed_array, an_empty_one_is_an_array_of_no_elements) {
    const value none = counting(0);
    EXPECT_EQ(none.kind(), QUOIN_TYPED);
    EXPECT_EQ(none.size(), 0u);
    EXPECT_TRUE(none.elements<std::uint16_t>().empty());
    EXPECT_EQ(none.shape()->data, nullptr);
}

TEST(typed_array, every_dtype_keeps_its_type) {
    for (quoin_dtype dtype = QUOIN_U8; dtype <= QUOIN_F64; ++dtype) {
        builder made;
        void* const room = quoin::detail::build().typed(made.get(), dtype, 3);
        std::memset(room, 1, 3 * quoin::size_of(dtype));
        const value array = made.finish();
        EXPECT_EQ(array.shape()->dtype, dtype);
        EXPECT_EQ(array.shape()->count, 3u);
        EXPECT_EQ(array.shape()->lazy, 0);
    }
}

TEST(typed_array, the_wrong_element_type_is_an_error_and_no_cast) {
    EXPECT_THROW(counting(3).elements<std::int16_t>(), quoin::error);
    EXPECT_THROW(value::of(1).elements<std::int16_t>(), quoin::error);
}

TEST(typed_array, nonsense_is_refused_before_memory_is_asked_for) {
    const struct {
        quoin_dtype dtype;
        std::uint64_t count;
        quoin_code code;
    } cases[] = {{0, 1, QUOIN_E_INVALID},
                 {11, 1, QUOIN_E_INVALID},
                 {-1, 1, QUOIN_E_INVALID},
                 {QUOIN_F64, UINT64_MAX, QUOIN_E_LIMIT},
                 {QUOIN_F64, UINT64_MAX / 8 + 2, QUOIN_E_LIMIT},
                 {QUOIN_U8, std::uint64_t{1} << 39, QUOIN_E_LIMIT}};
    for (const auto& one : cases) {
        builder made;
        EXPECT_EQ(quoin::detail::build().typed(made.get(), one.dtype, one.count), nullptr);
        quoin_value* out = nullptr;
        EXPECT_EQ(quoin::detail::build().finish(made.get(), &out), one.code);
        EXPECT_EQ(out, nullptr);
    }
}

TEST(typed_array, read_copies_a_part) {
    const value array = counting(5000);
    std::uint16_t part[3] = {};
    const quoin_values& values = quoin::detail::values();
    EXPECT_EQ(values.typed_read(array.get(), 4997, 3, part), QUOIN_OK);
    EXPECT_EQ(part[0], 4997);
    EXPECT_EQ(part[2], 4999);
    EXPECT_EQ(values.typed_read(array.get(), 4998, 3, part), QUOIN_E_INVALID);
    EXPECT_EQ(values.typed_read(array.get(), 5001, 0, part), QUOIN_E_INVALID);
    EXPECT_EQ(values.typed_read(array.get(), 5000, 0, part), QUOIN_OK);
    EXPECT_EQ(values.typed_read(array.get(), 2, UINT64_MAX, part), QUOIN_E_INVALID);
    EXPECT_EQ(values.typed_read(value::of(1).get(), 0, 0, part), QUOIN_E_INVALID);
}

TEST(slice, refers_to_its_source_and_keeps_it) {
    for (const std::size_t count : {std::size_t{100}, std::size_t{10'000}}) {
        value array = counting(count);
        const std::uint16_t* const start = array.elements<std::uint16_t>().data();
        const value part = builder().slice(array, 20, QUOIN_U16, 5).finish();
        array = value();
        EXPECT_EQ(part.elements<std::uint16_t>().data(), start + 10);
        EXPECT_EQ(part.elements<std::uint16_t>()[4], 14);
        EXPECT_EQ(part.shape()->lazy, 0);
    }
}

TEST(slice, can_have_another_element_type) {
    const value part = builder().slice(counting(100), 8, QUOIN_U8, 4).finish();
    std::uint16_t back[2];
    std::memcpy(back, part.elements<std::uint8_t>().data(), 4);
    EXPECT_EQ(back[0], 4);
    EXPECT_EQ(back[1], 5);
}

TEST(slice, that_is_not_aligned_for_its_type_is_copied) {
    builder made;
    const std::span<std::uint8_t> room = made.typed<std::uint8_t>(9);
    std::iota(room.begin(), room.end(), std::uint8_t{0});
    const value bytes = made.finish();
    const value part = builder().slice(bytes, 1, QUOIN_U32, 2).finish();
    const std::span<const std::uint32_t> got = part.elements<std::uint32_t>();
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(got.data()) % 64, 0u);
    EXPECT_EQ(std::memcmp(got.data(), bytes.elements<std::uint8_t>().data() + 1, 8), 0);
}

TEST(slice, of_a_slice_and_of_nothing) {
    const value array = counting(100);
    const value half = builder().slice(array, 100, QUOIN_U16, 50).finish();
    const value quarter = builder().slice(half, 50, QUOIN_U16, 25).finish();
    EXPECT_EQ(quarter.elements<std::uint16_t>()[0], 75);
    EXPECT_EQ(builder().slice(array, 200, QUOIN_U16, 0).finish().size(), 0u);
}

TEST(slice, past_the_end_is_refused) {
    const value array = counting(100);
    for (const auto& [offset, count] : std::vector<std::pair<std::uint64_t, std::uint64_t>>{
             {0, 101}, {200, 1}, {201, 0}, {UINT64_MAX, 1}, {2, UINT64_MAX / 2 + 1}}) {
        builder made;
        made.slice(array, offset, QUOIN_U16, count);
        EXPECT_THROW(made.finish(), quoin::error) << offset << " " << count;
    }
}
