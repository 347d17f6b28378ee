#include "typed_array.hpp"

#include "lazy_record.hpp"

#include <algorithm>
#include <cstring>

namespace quoin::tree {
namespace {

bool is_lazy(const quoin_value* typed) noexcept {
    return typed->form == form::record && record_of(typed)->what.shared == nullptr &&
           record_of(typed)->what.count != 0;
}

std::string_view text_at(const block* in, range at) noexcept {
    return {inside<char>(in, at.offset), at.count};
}

// By what describes the source, without reading it.
bool same_source(const quoin_value* a, const quoin_value* b) noexcept {
    const lazy_record* const left = record_of(a);
    const lazy_record* const right = record_of(b);
    if (left == right) return true;
    const lazy_description& x = left->what;
    const lazy_description& y = right->what;
    if (x.from != y.from || x.offset != y.offset || x.big_endian != y.big_endian) return false;
    switch (x.from) {
        case source::slice:
            return resolved(x.sliced) == resolved(y.sliced) || same_source(x.sliced, y.sliced);
        case source::function:
            return x.read == y.read && x.context == y.context;
        case source::file:
            break;
    }
    return x.file_size == y.file_size && x.file_mtime_ns == y.file_mtime_ns && x.file_inode == y.file_inode &&
           text_at(block_of(a), x.path) == text_at(block_of(b), y.path);
}

}  // namespace

quoin_typed shape_of(const quoin_value* typed) noexcept {
    quoin_typed out{};
    out.dtype = typed->dtype;
    switch (typed->form) {
        case form::own:
            out.count = typed->elements;
            out.data = block_of(typed)->bytes() + content_offset;
            break;
        case form::record:
            out.count = record_of(typed)->what.count;
            out.data = present(record_of(typed));
            out.lazy = out.data == nullptr && out.count != 0 ? 1 : 0;
            break;
        default:
            out.count = typed->part.count;
            out.data = out.count != 0 ? block_of(typed)->bytes() + typed->part.offset : nullptr;
    }
    return out;
}

quoin_code data_of(const quoin_value* typed, quoin_typed* out) noexcept {
    quoin_typed found = shape_of(typed);
    if (found.lazy != 0) {
        const quoin_code code = loaded(block_of(typed), record_of(typed), &found.data);
        if (code != QUOIN_OK) return code;
        found.lazy = 0;
    }
    *out = found;
    return QUOIN_OK;
}

quoin_code read_of(const quoin_value* typed, std::uint64_t first, std::uint64_t count, void* out) noexcept {
    const quoin_typed all = shape_of(typed);
    if (first > all.count || count > all.count - first) return QUOIN_E_INVALID;
    const std::size_t width = element_width(all.dtype);
    if (all.lazy != 0)
        return read_bytes(block_of(typed), record_of(typed), first * width, out, count * width);
    if (count != 0)
        std::memcpy(out, static_cast<const std::byte*>(all.data) + first * width,
                    static_cast<std::size_t>(count * width));
    return QUOIN_OK;
}

bool same_elements(const quoin_value* a, const quoin_value* b) noexcept {
    const quoin_typed x = shape_of(a);
    const quoin_typed y = shape_of(b);
    if (x.dtype != y.dtype || x.count != y.count) return false;
    if (x.count == 0) return true;
    if (is_lazy(a) && is_lazy(b)) return same_source(a, b);
    const std::uint64_t bytes = x.count * element_width(x.dtype);
    if (x.data && y.data) return std::memcmp(x.data, y.data, static_cast<std::size_t>(bytes)) == 0;

    // One of them is not in memory: piece by piece, keeping nothing.
    alignas(8) std::byte left[4096];
    alignas(8) std::byte right[4096];
    const std::uint64_t step = sizeof left / element_width(x.dtype);
    for (std::uint64_t first = 0; first < x.count; first += step) {
        const std::uint64_t count = std::min(step, x.count - first);
        if (read_of(a, first, count, left) != QUOIN_OK || read_of(b, first, count, right) != QUOIN_OK)
            return false;
        if (std::memcmp(left, right, static_cast<std::size_t>(count * element_width(x.dtype))) != 0)
            return false;
    }
    return true;
}

}  // namespace quoin::tree
