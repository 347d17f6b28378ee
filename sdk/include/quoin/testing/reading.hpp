// quoin/testing/reading.hpp - the table quoin_values over the nodes of the test host.
#pragma once

#include <quoin/testing/node.hpp>

#include <cmath>
#include <deque>

namespace quoin::testing {

inline constexpr std::size_t most_keys = 1'000'000;

inline const quoin_key* intern(std::string_view name) {
    static std::mutex guard;
    static std::deque<interned> all;
    static std::unordered_map<std::string_view, const interned*> known;
    if (!is_utf8(name)) return nullptr;
    const std::lock_guard hold(guard);
    if (const auto found = known.find(name); found != known.end())
        return reinterpret_cast<const quoin_key*>(found->second);
    if (all.size() == most_keys) return nullptr;
    all.push_back({std::string(name)});
    known.emplace(all.back().text, &all.back());
    return reinterpret_cast<const quoin_key*>(&all.back());
}
inline std::string_view text_of(const quoin_key* key) noexcept {
    return reinterpret_cast<const interned*>(key)->text;
}

inline const node* find(const node* in, std::string_view name) {
    if (in->kind != QUOIN_OBJECT) return nullptr;
    const auto found = in->object->places.find(name);
    return found == in->object->places.end() ? nullptr : in->items[found->second];
}

inline bool same_elements(const elements& a, const elements& b) {
    if (a.dtype != b.dtype || a.count != b.count) return false;
    if (a.source && b.source && a.from == b.from && (a.source == b.source || a.source->same_as(*b.source)))
        return true;
    constexpr std::uint64_t piece = 4096;
    std::byte left[piece], right[piece];
    for (std::uint64_t at = 0; at < a.bytes(); at += piece) {
        const std::uint64_t size = std::min(piece, a.bytes() - at);
        if (a.read(at, left, size) != QUOIN_OK || b.read(at, right, size) != QUOIN_OK ||
            std::memcmp(left, right, static_cast<std::size_t>(size)) != 0)
            return false;
    }
    return true;
}

/// Of two nodes without what is in them.
inline bool same_outside(const node* a, const node* b) {
    if (a->kind != b->kind) return false;
    switch (a->kind) {
        case QUOIN_REAL:
            return a->real == b->real || (std::isnan(a->real) && std::isnan(b->real));
        case QUOIN_TYPED:
            return same_elements(*a->typed, *b->typed);
        case QUOIN_OBJECT:
            return a->object->names == b->object->names;
        default:
            return a->integer == b->integer && a->text == b->text && a->items.size() == b->items.size();
    }
}

/// Without a stack: values may be as deep as memory.
inline bool equal(const node* a, const node* b) {
    std::vector<std::pair<const node*, const node*>> open{{a, b}};
    while (!open.empty()) {
        const auto [x, y] = open.back();
        open.pop_back();
        if (x == y) continue;
        if (!same_outside(x, y)) return false;
        for (std::size_t i = 0; i < x->items.size(); ++i) open.emplace_back(x->items[i], y->items[i]);
    }
    return true;
}

inline quoin_code shape(const node* of, quoin_typed* out) {
    if (of->kind != QUOIN_TYPED) return QUOIN_E_INVALID;
    const std::byte* const data = of->typed->present();
    out->data = data;
    out->count = of->typed->count;
    out->dtype = of->typed->dtype;
    out->lazy = of->typed->source && !data && of->typed->count > 0 ? 1 : 0;
    return QUOIN_OK;
}

inline quoin_code read_part(const node* of, std::uint64_t first, std::uint64_t count, void* out) {
    if (of->kind != QUOIN_TYPED || first > of->typed->count || count > of->typed->count - first)
        return QUOIN_E_INVALID;
    const std::uint64_t width = size_of(of->typed->dtype);
    return of->typed->read(first * width, out, count * width);
}

inline std::int32_t real_of(const node* of, double* out) {
    if (of->kind != QUOIN_REAL && of->kind != QUOIN_INT) return 0;
    *out = of->kind == QUOIN_INT ? static_cast<double>(of->integer) : of->real;
    return 1;
}
inline std::int32_t reals_of(const node* of, double* out, std::size_t count) {
    if (of->kind != QUOIN_ARRAY) return count == 1 ? real_of(of, out) : 0;
    if (of->items.size() != count) return 0;
    for (std::size_t i = 0; i < count; ++i)
        if (real_of(of->items[i], out + i) == 0) return 0;
    return 1;
}

inline quoin_scalar scalar_of(const node* of) {
    quoin_scalar out{};
    out.kind = of->kind;
    if (of->kind == QUOIN_REAL)
        out.real = of->real;
    else if (of->kind == QUOIN_BOOL || of->kind == QUOIN_INT)
        out.integer = of->integer;
    else if (of->kind == QUOIN_STRING)
        out.text = to_str(of->text);
    return out;
}
/// The first item of an array; null where there is none.
inline const node* first_item(const node* array) {
    return array && array->kind == QUOIN_ARRAY && !array->items.empty() ? array->items[0] : nullptr;
}
/// Who has what is wanted: the item itself, the first item of an array in it, or that of each array ("*").
struct owner {
    const node* item;
    std::string_view array;  ///< with "*"
};
inline std::vector<owner> owners_of(const node* item, std::string_view in) {
    if (in.empty()) return {{item, {}}};
    if (in != "*") return {{first_item(find(item, in)), {}}};
    std::vector<owner> out;
    if (item->kind == QUOIN_OBJECT)
        for (std::size_t i = 0; i < item->items.size(); ++i)
            out.push_back({first_item(item->items[i]), item->object->names[i]});
    return out;
}
inline quoin_code tell(const owner& of, std::size_t item, const quoin_wanted* wanted, std::size_t which,
                       const quoin_listener& to) {
    std::vector<quoin_scalar> values;
    if (to_view(wanted[which].in) == "*" && wanted[which].member.len == 0) {
        if (!of.item || of.item->kind != QUOIN_OBJECT) return QUOIN_OK;
        quoin_scalar name{};
        name.kind = QUOIN_STRING;
        name.text = to_str(of.array);
        values.push_back(name);
        return to.told(to.context, item, which, values.data(), values.size());
    }
    const node* const found = of.item ? find(of.item, to_view(wanted[which].member)) : nullptr;
    if (!found) return QUOIN_OK;
    if (found->kind == QUOIN_ARRAY)
        for (const node* const one : found->items) values.push_back(scalar_of(one));
    else if (found->kind != QUOIN_NULL)
        values.push_back(scalar_of(found));
    return to.told(to.context, item, which, values.data(), values.size());
}
inline quoin_code scan(const node* of, std::string_view name, const quoin_wanted* wanted, std::size_t count,
                       const quoin_listener& to) {
    const node* const items = find(of, name);
    if (!items || items->kind != QUOIN_ARRAY) return QUOIN_E_NOT_FOUND;
    for (std::size_t item = 0; item < items->items.size(); ++item)
        for (std::size_t first = 0, end = 0; first < count; first = end) {
            // What is wanted of one array is told array by array.
            const std::string_view in = to_view(wanted[first].in);
            for (end = first + 1; end < count && to_view(wanted[end].in) == in;) ++end;
            for (const owner& one : owners_of(items->items[item], in))
                for (std::size_t which = first; which < end; ++which)
                    if (const quoin_code code = tell(one, item, wanted, which, to); code != QUOIN_OK)
                        return code;
        }
    return QUOIN_OK;
}

inline const quoin_values& plain_values() {
    static const quoin_values table = [] {
        quoin_values t{};
        t.struct_size = sizeof t;
        t.ref = [](const quoin_value* value) {
            if (value) take(node_of(value));
        };
        t.unref = [](const quoin_value* value) {
            if (value) give_back(node_of(value)->owner);
        };
        t.kind = [](const quoin_value* value) { return node_of(value)->kind; };
        t.as_bool = [](const quoin_value* value, std::int32_t* out) -> std::int32_t {
            if (node_of(value)->kind != QUOIN_BOOL) return 0;
            *out = static_cast<std::int32_t>(node_of(value)->integer);
            return 1;
        };
        t.as_int = [](const quoin_value* value, std::int64_t* out) -> std::int32_t {
            if (node_of(value)->kind != QUOIN_INT) return 0;
            *out = node_of(value)->integer;
            return 1;
        };
        t.as_real = [](const quoin_value* value, double* out) -> std::int32_t {
            return real_of(node_of(value), out);
        };
        t.as_string = [](const quoin_value* value, quoin_str* out) -> std::int32_t {
            if (node_of(value)->kind != QUOIN_STRING) return 0;
            *out = to_str(node_of(value)->text);
            return 1;
        };
        t.count = [](const quoin_value* value) {
            const node* const of = node_of(value);
            return of->typed ? static_cast<std::size_t>(of->typed->count) : of->items.size();
        };
        t.at = [](const quoin_value* value, std::size_t index, quoin_str* key) -> const quoin_value* {
            const node* const of = node_of(value);
            if (index >= of->items.size()) return nullptr;
            if (key) *key = of->object ? to_str(of->object->names[index]) : quoin_str{nullptr, 0};
            return value_of(of->items[index]);
        };
        t.find = [](const quoin_value* value, quoin_str name) {
            return value_of(find(node_of(value), to_view(name)));
        };
        t.find_key = [](const quoin_value* value, const quoin_key* key) {
            return value_of(find(node_of(value), text_of(key)));
        };
        t.base = [](const quoin_value* value) -> const quoin_value* {
            const node* const of = node_of(value);
            return of->object ? value_of(of->object->base) : nullptr;
        };
        t.typed_shape = [](const quoin_value* value, quoin_typed* out) { return shape(node_of(value), out); };
        t.typed_data = [](const quoin_value* value, quoin_typed* out) {
            const node* const of = node_of(value);
            if (of->kind != QUOIN_TYPED) return QUOIN_E_INVALID;
            const void* data = nullptr;
            const quoin_code code = of->typed->load(&data);
            return code == QUOIN_OK ? shape(of, out) : code;
        };
        t.typed_read = [](const quoin_value* value, std::uint64_t first, std::uint64_t count, void* out) {
            return read_part(node_of(value), first, count, out);
        };
        t.equal = [](const quoin_value* a, const quoin_value* b) -> std::int32_t {
            return equal(node_of(a), node_of(b)) ? 1 : 0;
        };
        t.intern = [](quoin_str name) { return intern(to_view(name)); };
        t.as_reals = [](const quoin_value* value, double* out, std::size_t count) {
            return reals_of(node_of(value), out, count);
        };
        t.scan = [](const quoin_value* value, quoin_str name, const quoin_key*, const quoin_wanted* wanted,
                    std::size_t count, const quoin_listener* to) {
            return scan(node_of(value), to_view(name), wanted, count, *to);
        };
        return t;
    }();
    return table;
}

}  // namespace quoin::testing
