#include <quoin/value.hpp>

#include <gtest/gtest.h>

#include "temporary_file.hpp"

#include <filesystem>

using quoin::builder;
using quoin::value;

namespace {

// A source behind a function: bytes 0, 1, 2, ..; counts what is asked of it.
struct counter {
    int reads = 0;
    int releases = 0;
    quoin_code result = QUOIN_OK;

    static quoin_code QUOIN_CALL read(void* self, std::uint64_t offset, void* out, std::size_t size) {
        auto* const me = static_cast<counter*>(self);
        ++me->reads;
        for (std::size_t i = 0; i < size; ++i)
            static_cast<unsigned char*>(out)[i] = static_cast<unsigned char>(offset + i);
        return me->result;
    }
    static void QUOIN_CALL release(void* self) { ++static_cast<counter*>(self)->releases; }

    quoin_lazy source(quoin_dtype dtype, std::uint64_t count) {
        quoin_lazy out{};
        out.struct_size = sizeof out;
        out.dtype = dtype;
        out.count = count;
        out.context = this;
        out.read = &read;
        out.release = &release;
        return out;
    }
};

value lazy(const quoin_lazy& source) {
    return builder().lazy(source).finish();
}

quoin_code data_code(const value& of) {
    quoin_typed out{};
    return quoin::detail::values().typed_data(of.get(), &out);
}

quoin_code lazy_refused(const quoin_lazy& source) {
    builder made;
    made.array().lazy(source).end();
    quoin_value* out = nullptr;
    const quoin_code code = quoin::detail::build().finish(made.get(), &out);
    quoin::detail::values().unref(out);
    return code;
}

}  // namespace

TEST(lazy_array, has_a_shape_before_it_is_read_and_is_read_once) {
    counter from;
    {
        const value array = lazy(from.source(QUOIN_U8, 10));
        EXPECT_EQ(array.size(), 10u);
        EXPECT_EQ(array.shape()->lazy, 1);
        EXPECT_EQ(array.shape()->data, nullptr);
        EXPECT_EQ(from.reads, 0);
        EXPECT_EQ(array.elements<std::uint8_t>()[9], 9);
        EXPECT_EQ(array.elements<std::uint8_t>()[0], 0);
        EXPECT_EQ(from.reads, 1);
        EXPECT_EQ(array.shape()->lazy, 0);
        EXPECT_EQ(from.releases, 0);
    }
    EXPECT_EQ(from.releases, 1);
}

TEST(lazy_array, a_part_is_read_and_nothing_kept) {
    counter from;
    const value array = lazy(from.source(QUOIN_U16, 100));
    std::uint16_t part[2];
    EXPECT_EQ(quoin::detail::values().typed_read(array.get(), 10, 2, part), QUOIN_OK);
    EXPECT_EQ(part[0], 20 | 21 << 8);
    EXPECT_EQ(array.shape()->lazy, 1);
    EXPECT_EQ(quoin::detail::values().typed_read(array.get(), 99, 2, part), QUOIN_E_INVALID);
}

TEST(lazy_array, a_failure_is_reported_and_the_next_caller_tries_again) {
    counter from;
    const value array = lazy(from.source(QUOIN_U8, 10));
    from.result = QUOIN_E_DENIED;
    EXPECT_EQ(data_code(array), QUOIN_E_DENIED);
    EXPECT_EQ(array.shape()->lazy, 1);
    from.result = QUOIN_OK;
    EXPECT_EQ(data_code(array), QUOIN_OK);
    EXPECT_EQ(from.reads, 2);
}

TEST(lazy_array, is_released_once_whatever_becomes_of_the_builder) {
    counter from;
    {
        builder made;
        made.array().lazy(from.source(QUOIN_U8, 1));
    }
    EXPECT_EQ(from.releases, 1) << "builder destroyed unfinished";
    {
        builder made;
        made.lazy(from.source(QUOIN_U8, 1)).end();
        EXPECT_THROW(made.finish(), quoin::error);
    }
    EXPECT_EQ(from.releases, 2) << "misuse after it";
    {
        builder made;
        made.end().lazy(from.source(QUOIN_U8, 1));
        EXPECT_EQ(from.releases, 3) << "misuse before it";
    }
    EXPECT_EQ(lazy_refused(from.source(99, 1)), QUOIN_E_INVALID);
    EXPECT_EQ(from.releases, 4) << "refused itself";
    {
        builder made;
        made.object().lazy(from.source(QUOIN_U8, 1));
        EXPECT_EQ(from.releases, 5) << "at a wrong place";
    }
    EXPECT_EQ(from.releases, 5);
}

TEST(lazy_array, nonsense_is_refused) {
    quoin_lazy source{};
    source.struct_size = sizeof source;
    source.dtype = QUOIN_F64;
    source.count = 1;
    EXPECT_EQ(lazy_refused(source), QUOIN_E_INVALID) << "neither path nor function";
    source.path = {"a\0b", 3};
    EXPECT_EQ(lazy_refused(source), QUOIN_E_INVALID) << "a NUL in the path";
    source.path = {"a", 1};
    source.count = UINT64_MAX / 8 + 1;
    EXPECT_EQ(lazy_refused(source), QUOIN_E_LIMIT) << "bytes beyond 64 bits";
    source.count = 1;
    source.offset = UINT64_MAX;
    EXPECT_EQ(lazy_refused(source), QUOIN_E_LIMIT) << "end beyond 64 bits";
    source.offset = 0;
    source.uri = {"\xFF", 1};
    EXPECT_EQ(lazy_refused(source), QUOIN_E_INVALID) << "a uri that is no UTF-8";
    source.uri = {};
    source.struct_size = 8;
    EXPECT_EQ(lazy_refused(source), QUOIN_E_INVALID) << "struct_size";
}

TEST(lazy_array, of_a_count_that_no_memory_holds_is_refused_when_it_is_read) {
    counter from;
    EXPECT_EQ(data_code(lazy(from.source(QUOIN_F64, std::uint64_t{1} << 50))), QUOIN_E_MEMORY);
    EXPECT_EQ(from.reads, 0);
}

TEST(lazy_file, reads_from_its_offset) {
    const temporary_file file({9, 9, 1, 2, 3, 4});
    EXPECT_EQ(lazy(file.source(QUOIN_U16, 2, 2)).elements<std::uint16_t>()[1], 0x0403);
    EXPECT_EQ(lazy(file.source(QUOIN_U8, 6, 0)).elements<std::uint8_t>().size(), 0u);
}

TEST(lazy_file, big_endian_is_swapped_whole_and_in_parts) {
    const temporary_file file({0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08});
    quoin_lazy source = file.source(QUOIN_U32, 0, 2);
    source.big_endian = 1;
    const value array = lazy(source);
    std::uint32_t second = 0;
    EXPECT_EQ(quoin::detail::values().typed_read(array.get(), 1, 1, &second), QUOIN_OK);
    EXPECT_EQ(second, 0x05060708u);
    EXPECT_EQ(array.elements<std::uint32_t>()[0], 0x01020304u);
    source.dtype = QUOIN_U8;
    EXPECT_EQ(lazy(source).elements<std::uint8_t>()[1], 2);
}

TEST(lazy_file, that_is_shorter_than_said_is_an_error_of_reading_and_takes_no_memory) {
    const temporary_file file({1, 2, 3, 4});
    EXPECT_EQ(data_code(lazy(file.source(QUOIN_U8, 0, 5))), QUOIN_E_IO);
    EXPECT_EQ(data_code(lazy(file.source(QUOIN_U8, 5, 1))), QUOIN_E_IO);
    EXPECT_EQ(data_code(lazy(file.source(QUOIN_U8, 0, std::uint64_t{200} << 30))), QUOIN_E_IO);
    EXPECT_EQ(data_code(lazy(file.source(QUOIN_U8, 0, std::uint64_t{1} << 60))), QUOIN_E_MEMORY);
}

TEST(lazy_file, that_is_gone_or_no_file_is_an_error_of_reading) {
    quoin_lazy source{};
    source.struct_size = sizeof source;
    source.dtype = QUOIN_U8;
    source.count = 1;
    const std::string folder = std::filesystem::temp_directory_path().string();
    source.path = quoin::to_str(folder);
    EXPECT_EQ(data_code(lazy(source)), QUOIN_E_IO);
    source.path = quoin::to_str("/nowhere at all");
    EXPECT_EQ(data_code(lazy(source)), QUOIN_E_IO);
}

TEST(lazy_file, that_changed_is_stale_where_its_identity_was_given) {
    const temporary_file file({1, 2, 3, 4});
    const value checked = lazy(file.source(QUOIN_U8, 0, 2, true));
    const value unchecked = lazy(file.source(QUOIN_U8, 0, 2));
    const value read_before = lazy(file.source(QUOIN_U8, 0, 2, true));
    EXPECT_EQ(data_code(read_before), QUOIN_OK);
    file.write({5, 6, 7, 8, 9});
    EXPECT_EQ(data_code(checked), QUOIN_E_STALE);
    std::uint8_t part = 0;
    EXPECT_EQ(quoin::detail::values().typed_read(checked.get(), 0, 1, &part), QUOIN_E_STALE);
    EXPECT_EQ(unchecked.elements<std::uint8_t>()[0], 5);
    EXPECT_EQ(read_before.elements<std::uint8_t>()[0], 1) << "what was read stays";
}

TEST(lazy_file, each_part_of_the_identity_is_checked) {
    const temporary_file file({1, 2, 3, 4});
    const quoin_lazy now = file.source(QUOIN_U8, 0, 4, true);
    EXPECT_EQ(data_code(lazy(now)), QUOIN_OK);
    quoin_lazy other = now;
    ++other.file_size;
    EXPECT_EQ(data_code(lazy(other)), QUOIN_E_STALE);
    other = now;
    ++other.file_mtime_ns;
    EXPECT_EQ(data_code(lazy(other)), QUOIN_E_STALE);
    other = now;
    ++other.file_inode;
    EXPECT_EQ(data_code(lazy(other)), QUOIN_E_STALE);
}

TEST(lazy_slice, stays_lazy_and_reads_its_part_only) {
    const temporary_file file({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    const value whole = lazy(file.source(QUOIN_U8, 2, 8));
    const value part = builder().slice(whole, 2, QUOIN_U16, 2).finish();
    const value inner = builder().slice(part, 2, QUOIN_U8, 1).finish();
    EXPECT_EQ(part.shape()->lazy, 1);
    EXPECT_EQ(part.elements<std::uint16_t>()[0], 4 | 5 << 8);
    EXPECT_EQ(whole.shape()->lazy, 1);
    EXPECT_EQ(inner.elements<std::uint8_t>()[0], 6);
}

TEST(lazy_slice, of_a_big_endian_source_is_a_part_of_what_it_reads_as) {
    const temporary_file file({0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C});
    quoin_lazy source = file.source(QUOIN_U32, 0, 3);
    source.big_endian = 1;
    const value unread = lazy(source);
    const value read = lazy(source);
    ASSERT_EQ(data_code(read), QUOIN_OK);
    for (std::uint64_t first = 0; first <= 12; ++first)
        for (std::uint64_t count = 0; first + count <= 12; ++count) {
            const value a = builder().slice(unread, first, QUOIN_U8, count).finish();
            const value b = builder().slice(read, first, QUOIN_U8, count).finish();
            const auto x = a.elements<std::uint8_t>();
            const auto y = b.elements<std::uint8_t>();
            ASSERT_EQ(std::vector(x.begin(), x.end()), std::vector(y.begin(), y.end()))
                << first << " " << count;
        }
    EXPECT_EQ(unread.shape()->lazy, 1);
}

TEST(lazy_slice, keeps_its_source) {
    counter from;
    value whole = lazy(from.source(QUOIN_U8, 100));
    const value part = builder().array().slice(whole, 50, QUOIN_U8, 10).end().finish();
    whole = value();
    EXPECT_EQ(from.releases, 0);
    EXPECT_EQ(part[0].elements<std::uint8_t>()[0], 50);
}

TEST(lazy_slice, chains_of_slices_do_not_grow_deep) {
    counter from;
    value part = lazy(from.source(QUOIN_U8, 200'000));
    for (int i = 0; i < 100'000; ++i) part = builder().slice(part, 1, QUOIN_U8, part.size() - 1).finish();
    EXPECT_EQ(part.elements<std::uint8_t>()[0], static_cast<std::uint8_t>(100'000));
}
