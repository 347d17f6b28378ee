#include "lazy_record.hpp"

#include "file_bytes.hpp"
#include "typed_array.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace quoin::tree {
namespace {

constexpr std::uint32_t idle = 0, reading = 1, ready = 2;

void swap_elements(std::byte* at, std::uint64_t bytes, std::size_t width) noexcept {
    for (std::uint64_t i = 0; i + width <= bytes; i += width) std::reverse(at + i, at + i + width);
}

// Bytes as they are in the file or behind the function.
quoin_code read_raw(const block* in, const lazy_description& what, std::uint64_t offset, void* out,
                    std::uint64_t size) noexcept {
    if (what.from == source::function)
        return what.read(what.context, what.offset + offset, out, static_cast<std::size_t>(size));
    file_bytes file;
    const quoin_code code =
        file.open(inside<char>(in, what.path.offset), {what.file_size, what.file_mtime_ns, what.file_inode});
    return code == QUOIN_OK ? file.read(what.offset + offset, out, static_cast<std::size_t>(size)) : code;
}

// One element of a source in the other byte order, of which the caller wants some bytes.
quoin_code read_part_of_element(const block* in, const lazy_description& what, std::uint64_t element,
                                std::size_t first, std::size_t count, std::byte* out) noexcept {
    std::byte whole[8];
    const std::size_t width = element_width(what.dtype);
    const quoin_code code = read_raw(in, what, element * width, whole, width);
    if (code != QUOIN_OK) return code;
    std::reverse(whole, whole + width);
    std::memcpy(out, whole + first, count);
    return QUOIN_OK;
}

// A source is little endian unless it says otherwise.
bool other_byte_order(const lazy_description& what) noexcept {
    return element_width(what.dtype) > 1 && what.big_endian == (std::endian::native == std::endian::little);
}

// Refuses what a file cannot hold before memory is asked for.
quoin_code plausible(const block* in, const lazy_description& what, std::uint64_t bytes) noexcept {
    if (bytes > max_array_bytes) return QUOIN_E_MEMORY;
    if (what.from == source::slice) {
        const lazy_description& below = record_of(what.sliced)->what;
        return plausible(block_of(what.sliced), below, below.count * element_width(below.dtype));
    }
    if (what.from == source::function || bytes < own_block_bytes) return QUOIN_OK;
    file_bytes file;
    const quoin_code code =
        file.open(inside<char>(in, what.path.offset), {what.file_size, what.file_mtime_ns, what.file_inode});
    if (code != QUOIN_OK) return code;
    return what.offset > file.size() || bytes > file.size() - what.offset ? QUOIN_E_IO : QUOIN_OK;
}

}  // namespace

const void* present(const lazy_record* record) noexcept {
    if (record->what.shared) return record->what.shared;
    return record->data.load(std::memory_order_acquire);
}

void release_record(const lazy_record* record) noexcept {
    if (std::byte* const kept = record->data.load(std::memory_order_relaxed))
        deallocate(kept, array_alignment);
    if (record->what.holds_context) record->what.release(record->what.context);
}

quoin_code read_bytes(const block* in, const lazy_record* record, std::uint64_t offset, void* out,
                      std::uint64_t size) noexcept {
    if (size == 0) return QUOIN_OK;
    const lazy_description& what = record->what;
    if (const void* const here = present(record)) {
        std::memcpy(out, static_cast<const std::byte*>(here) + offset, static_cast<std::size_t>(size));
        return QUOIN_OK;
    }
    if (what.from == source::slice)
        return read_bytes(block_of(what.sliced), record_of(what.sliced), what.offset + offset, out, size);
    if (!other_byte_order(what)) return read_raw(in, what, offset, out, size);

    const std::size_t width = element_width(what.dtype);
    auto* to = static_cast<std::byte*>(out);
    if (const std::size_t skip = static_cast<std::size_t>(offset % width); skip != 0) {
        const std::size_t head = static_cast<std::size_t>(std::min<std::uint64_t>(width - skip, size));
        if (const quoin_code code = read_part_of_element(in, what, offset / width, skip, head, to);
            code != QUOIN_OK)
            return code;
        to += head;
        offset += head;
        size -= head;
    }
    const std::uint64_t tail = size % width;
    const std::uint64_t whole = size - tail;
    if (whole > 0) {
        if (const quoin_code code = read_raw(in, what, offset, to, whole); code != QUOIN_OK) return code;
        swap_elements(to, whole, width);
    }
    return tail == 0 ? QUOIN_OK
                     : read_part_of_element(in, what, (offset + whole) / width, 0,
                                            static_cast<std::size_t>(tail), to + whole);
}

quoin_code loaded(const block* in, const lazy_record* record, const void** data) noexcept {
    *data = present(record);
    const lazy_description& what = record->what;
    if (*data || what.count == 0) return QUOIN_OK;
    auto& state = const_cast<std::atomic<std::uint32_t>&>(record->state);
    auto& kept = const_cast<std::atomic<std::byte*>&>(record->data);
    std::uint32_t seen = idle;
    while (!state.compare_exchange_weak(seen, reading, std::memory_order_acquire)) {
        if (seen == ready) {
            *data = kept.load(std::memory_order_acquire);
            return QUOIN_OK;
        }
        if (seen == reading) state.wait(reading, std::memory_order_acquire);
        seen = idle;
    }

    const std::uint64_t bytes = what.count * element_width(what.dtype);
    quoin_code code = plausible(in, what, bytes);
    std::byte* room = nullptr;
    if (code == QUOIN_OK) {
        room = static_cast<std::byte*>(allocate(static_cast<std::size_t>(bytes), array_alignment));
        code = room ? read_bytes(in, record, 0, room, bytes) : QUOIN_E_MEMORY;
    }
    if (code == QUOIN_OK) {
        kept.store(room, std::memory_order_release);
        *data = room;
    } else if (room) {
        deallocate(room, array_alignment);
    }
    state.store(code == QUOIN_OK ? ready : idle, std::memory_order_release);
    state.notify_all();
    return code;
}

}  // namespace quoin::tree
