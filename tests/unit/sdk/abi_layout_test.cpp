// The layout of the ABI is a promise: these numbers never change within a major, members are only added at
// the end of a struct that begins with struct_size. They are for LP64 and LLP64 with 8-byte pointers; another
// data model would need a table of its own.
#include <quoin/abi.h>
#include <quoin/ext/caller.h>
#include <quoin/ext/chain.h>
#include <quoin/ext/files.h>
#include <quoin/ext/row.h>
#include <quoin/ext/serves.h>
#include <quoin/ext/type_info.h>

#include <gtest/gtest.h>

#include <cstddef>
#include <type_traits>

namespace {

constexpr bool known_data_model =
    sizeof(void*) == 8 && sizeof(std::size_t) == 8 && alignof(std::uint64_t) == 8;

}  // namespace

#define FROZEN_SIZE(type, size, alignment)                                                               \
    static_assert(!known_data_model || (sizeof(type) == (size) && alignof(type) == (alignment)), #type); \
    static_assert(std::is_standard_layout_v<type> && std::is_trivially_copyable_v<type>, #type);
#define FROZEN(type, member, offset) \
    static_assert(!known_data_model || offsetof(type, member) == (offset), #type "::" #member);

FROZEN_SIZE(quoin_str, 16, 8)
FROZEN(quoin_str, ptr, 0)
FROZEN(quoin_str, len, 8)

FROZEN_SIZE(quoin_typed, 24, 8)
FROZEN(quoin_typed, data, 0)
FROZEN(quoin_typed, count, 8)
FROZEN(quoin_typed, dtype, 16)
FROZEN(quoin_typed, lazy, 20)

FROZEN_SIZE(quoin_values, 160, 8)
FROZEN(quoin_values, struct_size, 0)
FROZEN(quoin_values, reserved, 4)
FROZEN(quoin_values, ref, 8)
FROZEN(quoin_values, unref, 16)
FROZEN(quoin_values, kind, 24)
FROZEN(quoin_values, as_bool, 32)
FROZEN(quoin_values, as_int, 40)
FROZEN(quoin_values, as_real, 48)
FROZEN(quoin_values, as_string, 56)
FROZEN(quoin_values, count, 64)
FROZEN(quoin_values, at, 72)
FROZEN(quoin_values, find, 80)
FROZEN(quoin_values, find_key, 88)
FROZEN(quoin_values, base, 96)
FROZEN(quoin_values, typed_shape, 104)
FROZEN(quoin_values, typed_data, 112)
FROZEN(quoin_values, typed_read, 120)
FROZEN(quoin_values, equal, 128)
FROZEN(quoin_values, intern, 136)
FROZEN(quoin_values, as_reals, 144)
FROZEN(quoin_values, scan, 152)

FROZEN_SIZE(quoin_lazy, 112, 8)
FROZEN(quoin_lazy, struct_size, 0)
FROZEN(quoin_lazy, dtype, 4)
FROZEN(quoin_lazy, count, 8)
FROZEN(quoin_lazy, big_endian, 16)
FROZEN(quoin_lazy, reserved, 20)
FROZEN(quoin_lazy, uri, 24)
FROZEN(quoin_lazy, path, 40)
FROZEN(quoin_lazy, offset, 56)
FROZEN(quoin_lazy, file_size, 64)
FROZEN(quoin_lazy, file_mtime_ns, 72)
FROZEN(quoin_lazy, file_inode, 80)
FROZEN(quoin_lazy, context, 88)
FROZEN(quoin_lazy, read, 96)
FROZEN(quoin_lazy, release, 104)

FROZEN_SIZE(quoin_scalar, 40, 8)
FROZEN(quoin_scalar, kind, 0)
FROZEN(quoin_scalar, reserved, 4)
FROZEN(quoin_scalar, integer, 8)
FROZEN(quoin_scalar, real, 16)
FROZEN(quoin_scalar, text, 24)

FROZEN_SIZE(quoin_wanted, 48, 8)
FROZEN(quoin_wanted, in, 0)
FROZEN(quoin_wanted, member, 16)
FROZEN(quoin_wanted, in_key, 32)
FROZEN(quoin_wanted, member_key, 40)

FROZEN_SIZE(quoin_listener, 24, 8)
FROZEN(quoin_listener, struct_size, 0)
FROZEN(quoin_listener, reserved, 4)
FROZEN(quoin_listener, context, 8)
FROZEN(quoin_listener, told, 16)

FROZEN_SIZE(quoin_deferred, 80, 8)
FROZEN(quoin_deferred, struct_size, 0)
FROZEN(quoin_deferred, count, 4)
FROZEN(quoin_deferred, context, 8)
FROZEN(quoin_deferred, part, 16)
FROZEN(quoin_deferred, name, 24)
FROZEN(quoin_deferred, find, 32)
FROZEN(quoin_deferred, make, 40)
FROZEN(quoin_deferred, release, 48)
FROZEN(quoin_deferred, scalar, 56)
FROZEN(quoin_deferred, bytes, 64)
FROZEN(quoin_deferred, scan, 72)

FROZEN_SIZE(quoin_copied, 24, 8)
FROZEN(quoin_copied, from, 0)
FROZEN(quoin_copied, to, 8)
FROZEN(quoin_copied, plain, 16)
FROZEN(quoin_copied, reserved, 20)

FROZEN_SIZE(quoin_given, 16, 8)
FROZEN(quoin_given, what, 0)
FROZEN(quoin_given, count, 4)
FROZEN(quoin_given, is, 8)
static_assert(!known_data_model || sizeof(quoin_given::is) == 8, "quoin_given::is");

FROZEN_SIZE(quoin_build, 208, 8)
FROZEN(quoin_build, struct_size, 0)
FROZEN(quoin_build, reserved, 4)
FROZEN(quoin_build, create, 8)
FROZEN(quoin_build, destroy, 16)
FROZEN(quoin_build, begin_object, 24)
FROZEN(quoin_build, begin_array, 32)
FROZEN(quoin_build, end, 40)
FROZEN(quoin_build, key, 48)
FROZEN(quoin_build, key_interned, 56)
FROZEN(quoin_build, null, 64)
FROZEN(quoin_build, boolean, 72)
FROZEN(quoin_build, integer, 80)
FROZEN(quoin_build, real, 88)
FROZEN(quoin_build, string, 96)
FROZEN(quoin_build, value, 104)
FROZEN(quoin_build, typed, 112)
FROZEN(quoin_build, lazy, 120)
FROZEN(quoin_build, slice, 128)
FROZEN(quoin_build, finish, 136)
FROZEN(quoin_build, why, 144)
FROZEN(quoin_build, deferred, 152)
FROZEN(quoin_build, held_string, 160)
FROZEN(quoin_build, reals, 168)
FROZEN(quoin_build, copy, 176)
FROZEN(quoin_build, create_mould, 184)
FROZEN(quoin_build, destroy_mould, 192)
FROZEN(quoin_build, mould_object, 200)

FROZEN_SIZE(quoin_request, 56, 8)
FROZEN(quoin_request, struct_size, 0)
FROZEN(quoin_request, reserved, 4)
FROZEN(quoin_request, type, 8)
FROZEN(quoin_request, subjects, 24)
FROZEN(quoin_request, subject_count, 32)
FROZEN(quoin_request, options, 40)
FROZEN(quoin_request, payload, 48)

FROZEN_SIZE(quoin_host, 112, 8)
FROZEN(quoin_host, struct_size, 0)
FROZEN(quoin_host, abi_minor, 4)
FROZEN(quoin_host, context, 8)
FROZEN(quoin_host, values, 16)
FROZEN(quoin_host, build, 24)
FROZEN(quoin_host, log, 32)
FROZEN(quoin_host, get_extension, 40)
FROZEN(quoin_host, invalidate, 48)
FROZEN(quoin_host, get, 56)
FROZEN(quoin_host, next, 64)
FROZEN(quoin_host, set_error, 72)
FROZEN(quoin_host, last_error, 80)
FROZEN(quoin_host, cancelled, 88)
FROZEN(quoin_host, note, 96)
FROZEN(quoin_host, invalidate_where, 104)

FROZEN_SIZE(quoin_subject_test, 24, 8)
FROZEN(quoin_subject_test, struct_size, 0)
FROZEN(quoin_subject_test, reserved, 4)
FROZEN(quoin_subject_test, context, 8)
FROZEN(quoin_subject_test, matches, 16)

FROZEN_SIZE(quoin_provider, 56, 8)
FROZEN(quoin_provider, struct_size, 0)
FROZEN(quoin_provider, reserved, 4)
FROZEN(quoin_provider, self, 8)
FROZEN(quoin_provider, get, 16)
FROZEN(quoin_provider, add, 24)
FROZEN(quoin_provider, clear, 32)
FROZEN(quoin_provider, get_extension, 40)
FROZEN(quoin_provider, destroy, 48)

FROZEN_SIZE(quoin_descriptor, 128, 8)
FROZEN(quoin_descriptor, struct_size, 0)
FROZEN(quoin_descriptor, priority, 4)
FROZEN(quoin_descriptor, flags, 8)
FROZEN(quoin_descriptor, id, 16)
FROZEN(quoin_descriptor, name, 32)
FROZEN(quoin_descriptor, version, 48)
FROZEN(quoin_descriptor, vendor, 64)
FROZEN(quoin_descriptor, description, 80)
FROZEN(quoin_descriptor, licence, 96)
FROZEN(quoin_descriptor, types, 112)
FROZEN(quoin_descriptor, type_count, 120)

FROZEN_SIZE(quoin_plugin, 40, 8)
FROZEN(quoin_plugin, struct_size, 0)
FROZEN(quoin_plugin, abi_major, 4)
FROZEN(quoin_plugin, abi_minor, 8)
FROZEN(quoin_plugin, min_host_minor, 12)
FROZEN(quoin_plugin, descriptors, 16)
FROZEN(quoin_plugin, descriptor_count, 24)
FROZEN(quoin_plugin, create, 32)

FROZEN_SIZE(quoin_host_caller, 16, 8)
FROZEN(quoin_host_caller, struct_size, 0)
FROZEN(quoin_host_caller, reserved, 4)
FROZEN(quoin_host_caller, may_read_anything, 8)

FROZEN_SIZE(quoin_host_files, 16, 8)
FROZEN(quoin_host_files, struct_size, 0)
FROZEN(quoin_host_files, reserved, 4)
FROZEN(quoin_host_files, rests_on, 8)

FROZEN_SIZE(quoin_host_chain, 16, 8)
FROZEN(quoin_host_chain, struct_size, 0)
FROZEN(quoin_host_chain, reserved, 4)
FROZEN(quoin_host_chain, same_first, 8)

FROZEN_SIZE(quoin_provider_serves, 16, 8)
FROZEN(quoin_provider_serves, struct_size, 0)
FROZEN(quoin_provider_serves, reserved, 4)
FROZEN(quoin_provider_serves, serves, 8)

FROZEN_SIZE(quoin_row_answer, 32, 8)
FROZEN(quoin_row_answer, type, 0)
FROZEN(quoin_row_answer, result, 16)
FROZEN(quoin_row_answer, place, 20)
FROZEN(quoin_row_answer, answer, 24)

FROZEN_SIZE(quoin_row, 48, 8)
FROZEN(quoin_row, struct_size, 0)
FROZEN(quoin_row, reserved, 4)
FROZEN(quoin_row, subject, 8)
FROZEN(quoin_row, answers, 24)
FROZEN(quoin_row, count, 32)
FROZEN(quoin_row, at, 40)

FROZEN_SIZE(quoin_provider_row, 16, 8)
FROZEN(quoin_provider_row, struct_size, 0)
FROZEN(quoin_provider_row, reserved, 4)
FROZEN(quoin_provider_row, get_row, 8)

FROZEN_SIZE(quoin_field_info, 88, 8)
FROZEN(quoin_field_info, struct_size, 0)
FROZEN(quoin_field_info, reserved, 4)
FROZEN(quoin_field_info, name, 8)
FROZEN(quoin_field_info, kind, 24)
FROZEN(quoin_field_info, unit, 40)
FROZEN(quoin_field_info, source, 56)
FROZEN(quoin_field_info, about, 72)

FROZEN_SIZE(quoin_type_info, 88, 8)
FROZEN(quoin_type_info, struct_size, 0)
FROZEN(quoin_type_info, reserved, 4)
FROZEN(quoin_type_info, type, 8)
FROZEN(quoin_type_info, about, 24)
FROZEN(quoin_type_info, subject, 40)
FROZEN(quoin_type_info, standard, 56)
FROZEN(quoin_type_info, fields, 72)
FROZEN(quoin_type_info, field_count, 80)

FROZEN_SIZE(quoin_provider_type_info, 24, 8)
FROZEN(quoin_provider_type_info, struct_size, 0)
FROZEN(quoin_provider_type_info, reserved, 4)
FROZEN(quoin_provider_type_info, types, 8)
FROZEN(quoin_provider_type_info, type_count, 16)

TEST(abi_layout, is_frozen) {
    if (!known_data_model) GTEST_SKIP() << "no table of offsets for this data model";
    SUCCEED() << "checked by static_assert when this file was compiled";
}

TEST(abi_layout, structs_that_grow_begin_with_their_size) {
    EXPECT_EQ(offsetof(quoin_values, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_lazy, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_deferred, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_listener, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_build, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_request, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_host, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_provider, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_descriptor, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_plugin, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_host_caller, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_host_chain, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_provider_serves, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_row, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_provider_row, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_field_info, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_type_info, struct_size), 0u);
    EXPECT_EQ(offsetof(quoin_provider_type_info, struct_size), 0u);
}

// Numbers that are in plugins of vendors.
TEST(abi_layout, constants_are_frozen) {
    EXPECT_EQ(QUOIN_ABI_MAJOR, 1u);
    EXPECT_EQ(QUOIN_VALUE, 0);
    EXPECT_EQ(QUOIN_PASS, 1);
    EXPECT_EQ(QUOIN_ERROR, -1);
    const quoin_code codes[] = {QUOIN_OK,       QUOIN_E_FAILED, QUOIN_E_INVALID, QUOIN_E_NOT_FOUND,
                                QUOIN_E_DENIED, QUOIN_E_IO,     QUOIN_E_FORMAT,  QUOIN_E_UNSUPPORTED,
                                QUOIN_E_LIMIT,  QUOIN_E_MEMORY, QUOIN_E_TIMEOUT, QUOIN_E_CANCELLED,
                                QUOIN_E_CYCLE,  QUOIN_E_STALE,  QUOIN_E_CONFIG};
    for (quoin_code code = 0; code < 15; ++code) EXPECT_EQ(codes[code], code);
    const quoin_kind kinds[] = {QUOIN_NULL,   QUOIN_BOOL,  QUOIN_INT,    QUOIN_REAL,
                                QUOIN_STRING, QUOIN_ARRAY, QUOIN_OBJECT, QUOIN_TYPED};
    for (quoin_kind kind = 0; kind < 8; ++kind) EXPECT_EQ(kinds[kind], kind);
    const quoin_dtype dtypes[] = {QUOIN_U8,  QUOIN_I8,  QUOIN_U16, QUOIN_I16, QUOIN_U32,
                                  QUOIN_I32, QUOIN_U64, QUOIN_I64, QUOIN_F32, QUOIN_F64};
    for (quoin_dtype dtype = 1; dtype <= 10; ++dtype) EXPECT_EQ(dtypes[dtype - 1], dtype);
    const quoin_plain plain[] = {QUOIN_PLAIN_NONE,  QUOIN_PLAIN_TEXT,  QUOIN_PLAIN_INT, QUOIN_PLAIN_REAL,
                                 QUOIN_PLAIN_REALS, QUOIN_PLAIN_GIVEN, QUOIN_PLAIN_NAME};
    for (quoin_plain kind = 0; kind < 7; ++kind) EXPECT_EQ(plain[kind], kind);
    const std::int32_t given[] = {QUOIN_GIVEN_NONE, QUOIN_GIVEN_FLAG,  QUOIN_GIVEN_INT,  QUOIN_GIVEN_REAL,
                                  QUOIN_GIVEN_TEXT, QUOIN_GIVEN_REALS, QUOIN_GIVEN_TEXTS};
    for (std::int32_t what = 0; what < 7; ++what) EXPECT_EQ(given[what], what);
    EXPECT_EQ(QUOIN_THREAD_SAFE, 1u);
    EXPECT_EQ(QUOIN_TRACKED, 2u);
    EXPECT_EQ(QUOIN_BLOCKING, 4u);
    EXPECT_STREQ(QUOIN_EXT_CALLER, "quoin.caller/1");
    EXPECT_STREQ(QUOIN_EXT_CHAIN, "quoin.chain/1");
    EXPECT_STREQ(QUOIN_EXT_FILES, "quoin.files/1");
    EXPECT_STREQ(QUOIN_EXT_ROW, "quoin.row/1");
    EXPECT_STREQ(QUOIN_EXT_SERVES, "quoin.serves/1");
    EXPECT_STREQ(QUOIN_EXT_TYPE_INFO, "quoin.type-info/1");
}
