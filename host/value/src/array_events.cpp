// The builder's events that bring arrays of numbers: of reals, and typed ones.
#include <value/utf8_text.hpp>
#include "tree_builder.hpp"
#include "typed_array.hpp"

#include <algorithm>
#include <cstring>
#include <new>

namespace tree = quoin::tree;

namespace {

std::string_view to_text(quoin_str text) noexcept {
    return text.len == 0 ? std::string_view{} : std::string_view{text.ptr, text.len};
}

}  // namespace

bool quoin_builder::fill_reals(quoin_value* node, std::span<const double> numbers) noexcept {
    node->form = tree::form::in_block;
    if (numbers.empty()) return true;
    std::byte* const at = room(numbers.size() * tree::node_size, tree::node_size);
    if (!at) return false;
    node->part = {offset_of(at), static_cast<std::uint32_t>(numbers.size())};
    auto* const items = reinterpret_cast<quoin_value*>(at);
    const std::uint32_t back = node->part.offset / tree::node_size;
    for (std::uint32_t i = 0; i < node->part.count; ++i) {
        items[i] = {back + i, QUOIN_REAL, 0, tree::form::in_node, 0, {0}};
        items[i].real = numbers[i];
    }
    return true;
}

void quoin_builder::reals(std::span<const double> numbers) noexcept {
    if (!takes_value() || !may_open()) return;
    if (numbers.size() > tree::max_block_bytes / tree::node_size)
        return fail(QUOIN_E_LIMIT, "an array or object of too many members");
    if (quoin_value* const node = place(QUOIN_ARRAY)) fill_reals(node, numbers);
}

void* quoin_builder::typed(quoin_dtype dtype, std::uint64_t count) noexcept {
    if (!takes_value()) return nullptr;
    const std::size_t width = tree::width_of(dtype);
    if (width == 0) {
        fail(QUOIN_E_INVALID, "a typed array of an unknown element type");
        return nullptr;
    }
    if (count > tree::max_array_bytes / width) {
        fail(QUOIN_E_LIMIT, "a typed array of more than 256 GiB");
        return nullptr;
    }
    const std::uint64_t bytes = count * width;
    if (bytes < tree::own_block_bytes) {
        std::byte* const at = room(bytes, tree::array_alignment);
        if (!at) return nullptr;
        holds_array_ = true;
        if (quoin_value* const node = place(QUOIN_TYPED, tree::form::in_block)) {
            node->dtype = static_cast<std::uint8_t>(dtype);
            node->part = {offset_of(at), static_cast<std::uint32_t>(count)};
        }
        return at;
    }
    tree::block* const own = tree::new_block(tree::content_offset + bytes, tree::array_alignment);
    if (!own) {
        fail(QUOIN_E_MEMORY, "out of memory");
        return nullptr;
    }
    auto* const root = reinterpret_cast<quoin_value*>(own->bytes() + tree::root_offset);
    *root = quoin_value{};
    root->kind = QUOIN_TYPED;
    root->dtype = static_cast<std::uint8_t>(dtype);
    root->form = tree::form::own;
    root->back = tree::root_offset / tree::node_size;
    root->elements = count;
    // The array was made with a count of one, and that is the one to hold.
    if (!others_.push(own)) {
        tree::give_back(own);
        fail(QUOIN_E_MEMORY, "out of memory");
        return nullptr;
    }
    if (quoin_value* const node = place(tree::kind_reference)) node->target = root;
    return own->bytes() + tree::content_offset;
}

// Text in the image, followed by a NUL; the offset is 0 where there was no room.
tree::range quoin_builder::stored_text(std::string_view text) noexcept {
    std::byte* const at = room(text.size() + 1, 1);
    if (!at) return {0, 0};
    if (!text.empty()) std::memcpy(at, text.data(), text.size());
    at[text.size()] = std::byte{0};
    return {offset_of(at), static_cast<std::uint32_t>(text.size())};
}

void quoin_builder::place_record(const tree::lazy_description& what) noexcept {
    std::byte* const at = room(sizeof(tree::lazy_record), alignof(tree::lazy_record));
    if (!at) return;
    ::new (at) tree::lazy_record{what, 0, nullptr};
    const std::uint32_t offset = offset_of(at);
    if (!records_.push(offset)) return fail(QUOIN_E_MEMORY, "out of memory");
    if (quoin_value* const node = place(QUOIN_TYPED, tree::form::record)) {
        node->dtype = what.dtype;
        node->part = {offset, 0};
    }
}

void quoin_builder::lazy(const quoin_lazy& given) noexcept {
    const bool whole = given.struct_size >= sizeof given;
    const auto refuse = [&](quoin_code code, std::string_view why) {
        fail(code, why);
        if (whole && given.release) given.release(given.context);
    };
    if (!takes_value()) return refuse(code_, why_);
    const std::size_t width = tree::width_of(given.dtype);
    const std::string_view path = whole ? to_text(given.path) : std::string_view{};
    const std::string_view uri = whole ? to_text(given.uri) : std::string_view{};
    if (!whole) return refuse(QUOIN_E_INVALID, "a lazy source whose struct_size is too small");
    if (width == 0) return refuse(QUOIN_E_INVALID, "a typed array of an unknown element type");
    if (given.count > UINT64_MAX / width || given.offset > UINT64_MAX - given.count * width)
        return refuse(QUOIN_E_LIMIT, "a lazy source whose offset and count are beyond 64 bits");
    if (path.size() > tree::max_block_bytes || uri.size() > tree::max_block_bytes)
        return refuse(QUOIN_E_LIMIT, "a lazy source with a path or uri of more than 4 GiB");
    if (!given.read && (path.empty() || path.find('\0') != std::string_view::npos))
        return refuse(QUOIN_E_INVALID, "a lazy source with neither a path nor a read function");
    if (!tree::is_utf8(uri)) return refuse(QUOIN_E_INVALID, "a lazy source whose uri is not UTF-8");

    tree::lazy_description what{};
    what.count = given.count;
    what.offset = given.read ? 0 : given.offset;
    what.file_size = given.file_size;
    what.file_mtime_ns = given.file_mtime_ns;
    what.file_inode = given.file_inode;
    what.context = given.context;
    what.read = given.read;
    what.release = given.release;
    what.path = stored_text(path);
    what.uri = stored_text(uri);
    what.dtype = static_cast<std::uint8_t>(given.dtype);
    what.big_endian = given.big_endian != 0;
    what.from = given.read ? tree::source::function : tree::source::file;
    what.holds_context = given.release != nullptr;
    if (due_ == due::failed) return refuse(code_, why_);
    const std::size_t before = records_.size();
    place_record(what);
    if (records_.size() == before) refuse(code_, why_);
}

void quoin_builder::slice(const quoin_value* from, std::uint64_t offset, quoin_dtype dtype,
                          std::uint64_t count) noexcept {
    if (!takes_value()) return;
    const std::size_t width = tree::width_of(dtype);
    if (!from || from->kind != QUOIN_TYPED)
        return fail(QUOIN_E_INVALID, "a slice of something that is no typed array");
    if (width == 0) return fail(QUOIN_E_INVALID, "a typed array of an unknown element type");
    const quoin_typed all = tree::shape_of(from);
    const std::uint64_t available = all.count * tree::width_of(all.dtype);
    if (offset > available || count > (available - offset) / width)
        return fail(QUOIN_E_INVALID, "a slice that reaches past the end of its array");

    const auto* const elements = static_cast<const std::byte*>(all.data);
    if (count == 0 || (elements && reinterpret_cast<std::uintptr_t>(elements + offset) % width != 0)) {
        void* const copy = typed(dtype, count);
        if (copy && count != 0) std::memcpy(copy, elements + offset, static_cast<std::size_t>(count * width));
        return;
    }
    tree::lazy_description what{};
    what.count = count;
    what.dtype = static_cast<std::uint8_t>(dtype);
    what.from = tree::source::slice;
    what.sliced = from;
    what.offset = offset;
    if (elements) {
        what.shared = elements + offset;
    } else if (const tree::lazy_description& below = tree::record_of(from)->what;
               below.from == tree::source::slice) {
        // A slice of a slice is a slice of what lies below, so that slices never form a chain.
        what.sliced = below.sliced;
        what.offset += below.offset;
    }
    if (hold(elements ? from : what.sliced)) place_record(what);
}
