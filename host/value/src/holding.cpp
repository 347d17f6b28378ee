#include <value/holding.hpp>

#include "deferred_members.hpp"
#include "lazy_record.hpp"
#include "node.hpp"

namespace quoin::tree {

namespace {

// Trees refer to trees; beyond this depth they are not counted, since a chain of them may be any length.
constexpr int deepest = 8;

std::size_t bytes_of(const block* one, int depth) noexcept {
    std::size_t out = static_cast<std::size_t>(one->size);
    for (std::uint32_t i = 0; i < one->record_count; ++i) {
        const std::uint32_t offset = inside<std::uint32_t>(one, one->records)[i];
        if ((offset & deferred_bit) != 0) {
            // The members made so far, and what the source says that it keeps.
            const auto* const deferred = inside<deferred_record>(one, offset & ~deferred_bit);
            out += static_cast<std::size_t>(deferred->what.bytes);
            if (const block* const slots = deferred->slots.load(std::memory_order_acquire))
                out += static_cast<std::size_t>(slots->size);
            continue;
        }
        const lazy_record* const record = record_at(one, offset);
        if (record->what.from != source::slice && present(record))
            out += static_cast<std::size_t>(record->what.count) * size_of(record->what.dtype);
    }
    for (std::uint32_t i = 0; i < one->other_count && depth < deepest; ++i) {
        const block* const other = inside<const block*>(one, one->others)[i];
        if (other->count.load(std::memory_order_relaxed) == 1) out += bytes_of(other, depth + 1);
    }
    return out;
}

}  // namespace

std::size_t block_bytes(view value) noexcept {
    return value ? static_cast<std::size_t>(counted(block_of(value.get()))->size) : 0;
}

holding holding_of(view value) noexcept {
    if (!value) return {true, 0};
    const block* const held = block_of(value.get());
    // What many hold because it came out of one mould counts for each of them, as if each had its own.
    if (held->count.load(std::memory_order_acquire) != 1 && (held->moulded & by_mould) == 0)
        return {false, 0};
    const auto own = static_cast<std::size_t>(held->size);
    if (held->record_count == 0 && held->other_count == 0) return {true, own};  // nearly always
    if ((held->moulded & has_model) != 0)
        return {true, own + static_cast<std::size_t>(inside<const block*>(held, held->others)[0]->size)};
    return {true, bytes_of(held, 0)};
}

}  // namespace quoin::tree
