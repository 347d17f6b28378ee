// The table with which values are read.
#include "deferred_members.hpp"
#include "equality.hpp"
#include "item_scan.hpp"
#include "key_table.hpp"
#include "node.hpp"
#include "object_members.hpp"
#include "typed_array.hpp"

namespace {

using namespace quoin::tree;

std::string_view to_text(quoin_str text) noexcept {
    return text.len == 0 ? std::string_view{} : std::string_view{text.ptr, text.len};
}

void QUOIN_CALL ref(const quoin_value* value) noexcept {
    if (value) take(block_of(value));
}

void QUOIN_CALL unref(const quoin_value* value) noexcept {
    if (value) give_back(block_of(value));
}

quoin_kind QUOIN_CALL kind(const quoin_value* value) noexcept {
    return value->kind;
}

std::int32_t QUOIN_CALL as_bool(const quoin_value* value, std::int32_t* out) noexcept {
    if (value->kind != QUOIN_BOOL) return 0;
    *out = value->integer != 0 ? 1 : 0;
    return 1;
}

std::int32_t QUOIN_CALL as_int(const quoin_value* value, std::int64_t* out) noexcept {
    if (value->kind != QUOIN_INT) return 0;
    *out = value->integer;
    return 1;
}

std::int32_t QUOIN_CALL as_real(const quoin_value* value, double* out) noexcept {
    if (value->kind == QUOIN_REAL)
        *out = value->real;
    else if (value->kind == QUOIN_INT)
        *out = static_cast<double>(value->integer);
    else
        return 0;
    return 1;
}

std::int32_t QUOIN_CALL as_string(const quoin_value* value, quoin_str* out) noexcept {
    if (value->kind != QUOIN_STRING) return 0;
    const std::string_view text = text_of(value);
    *out = {text.data(), text.size()};
    return 1;
}

std::size_t QUOIN_CALL count(const quoin_value* value) noexcept {
    switch (value->kind) {
        case QUOIN_ARRAY:
        case QUOIN_OBJECT:
            return value->part.count;
        case QUOIN_TYPED:
            return static_cast<std::size_t>(shape_of(value).count);
        default:
            return 0;
    }
}

const quoin_value* QUOIN_CALL at(const quoin_value* value, std::size_t index, quoin_str* key) noexcept {
    std::string_view name;
    const quoin_value* found = nullptr;
    if (value->kind == QUOIN_OBJECT)
        found = member_at(value, index, &name);
    else if (value->kind == QUOIN_ARRAY && index < value->part.count)
        found = resolved(inside<quoin_value>(block_of(value), value->part.offset) + index);
    if (key) *key = {name.data(), name.size()};
    return found;
}

const quoin_value* QUOIN_CALL find(const quoin_value* value, quoin_str name) noexcept {
    if (value->kind != QUOIN_OBJECT) return nullptr;
    if (is_deferred(value)) return find_deferred(value, to_text(name), nullptr);  // needs no hash
    return find_member(value, wanted(to_text(name)));
}

const quoin_value* QUOIN_CALL find_key(const quoin_value* value, const quoin_key* key) noexcept {
    return value->kind == QUOIN_OBJECT ? find_member(value, key) : nullptr;
}

const quoin_value* QUOIN_CALL base(const quoin_value* value) noexcept {
    return value->kind == QUOIN_OBJECT ? base_of(value) : nullptr;
}

quoin_code QUOIN_CALL typed_shape(const quoin_value* value, quoin_typed* out) noexcept {
    if (value->kind != QUOIN_TYPED) return QUOIN_E_INVALID;
    *out = shape_of(value);
    return QUOIN_OK;
}

quoin_code QUOIN_CALL typed_data(const quoin_value* value, quoin_typed* out) noexcept {
    return value->kind == QUOIN_TYPED ? data_of(value, out) : QUOIN_E_INVALID;
}

quoin_code QUOIN_CALL typed_read(const quoin_value* value, std::uint64_t first, std::uint64_t number,
                                 void* out) noexcept {
    return value->kind == QUOIN_TYPED ? read_of(value, first, number, out) : QUOIN_E_INVALID;
}

std::int32_t QUOIN_CALL equal_values(const quoin_value* a, const quoin_value* b) noexcept {
    return equal(a, b) ? 1 : 0;
}

std::int32_t QUOIN_CALL as_reals(const quoin_value* value, double* out, std::size_t number) noexcept {
    if (value->kind != QUOIN_ARRAY) return number == 1 ? as_real(value, out) : 0;
    if (value->part.count != number) return 0;
    const auto* const items = inside<quoin_value>(block_of(value), value->part.offset);
    for (std::size_t i = 0; i < number; ++i)
        if (as_real(resolved(items + i), out + i) == 0) return 0;
    return 1;
}

quoin_code QUOIN_CALL scan_items(const quoin_value* value, quoin_str name, const quoin_key* key,
                                 const quoin_wanted* wanted, std::size_t number,
                                 const quoin_listener* to) noexcept {
    return scan(value, name, key, wanted, number, *to);
}

const quoin_key* QUOIN_CALL intern_name(quoin_str name) noexcept {
    return intern(to_text(name));
}

constexpr quoin_values table{sizeof(quoin_values),
                             0,
                             &ref,
                             &unref,
                             &kind,
                             &as_bool,
                             &as_int,
                             &as_real,
                             &as_string,
                             &count,
                             &at,
                             &find,
                             &find_key,
                             &base,
                             &typed_shape,
                             &typed_data,
                             &typed_read,
                             &equal_values,
                             &intern_name,
                             &as_reals,
                             &scan_items};

}  // namespace

extern "C" const quoin_values* quoin_host_values(void) {
    return &table;
}
