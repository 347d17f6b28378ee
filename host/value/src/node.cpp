#include "node.hpp"

#include "deferred_members.hpp"
#include "lazy_record.hpp"

#include <new>

namespace quoin::tree {

void* allocate(std::size_t size, std::size_t alignment) noexcept {
    if (alignment > __STDCPP_DEFAULT_NEW_ALIGNMENT__)
        return ::operator new(size, std::align_val_t(alignment), std::nothrow);
    return ::operator new(size, std::nothrow);
}

void deallocate(void* memory, std::size_t alignment) noexcept {
    if (alignment > __STDCPP_DEFAULT_NEW_ALIGNMENT__)
        ::operator delete(memory, std::align_val_t(alignment));
    else
        ::operator delete(memory);
}

block* new_block(std::uint64_t size, std::uint32_t alignment) noexcept {
    void* const memory = allocate(static_cast<std::size_t>(size), alignment);
    if (!memory) return nullptr;
    auto* const made = ::new (memory) block{};
    made->count.store(1, std::memory_order_relaxed);
    made->size = size;
    made->alignment = alignment;
    return made;
}

void give_back(const block* of) noexcept {
    block* freeing = nullptr;
    const auto drop = [&freeing](const block* one) {
        auto* const mine = const_cast<block*>(one);
        if (mine->count.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
        mine->next = freeing;
        freeing = mine;
    };
    drop(counted(of));
    while (freeing) {
        block* const one = freeing;
        freeing = one->next;
        for (std::uint32_t i = 0; i < one->record_count; ++i) {
            const std::uint32_t record = inside<std::uint32_t>(one, one->records)[i];
            if ((record & deferred_bit) != 0)
                release_deferred(inside<deferred_record>(one, record & ~deferred_bit), drop);
            else
                release_record(record_at(one, record));
        }
        for (std::uint32_t i = 0; i < one->other_count; ++i) drop(inside<const block*>(one, one->others)[i]);
        const std::size_t alignment = one->alignment;
        one->~block();
        deallocate(one, alignment);
    }
}

}  // namespace quoin::tree
