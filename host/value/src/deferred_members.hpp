// Members of a deferred object: made by its source when they are asked for.
//
// Invariants. The slots are a block of nodes, one a member, made when the first member is asked for and
// published by an exchange of the pointer; whoever loses frees its own. A slot is unmade, then being made by
// the one thread that turned it so, then a value for ever: a scalar or short text in the node, text that the
// context holds, or a reference to a tree of its own, on which the slots hold a count. The kind is the
// published state: everything else in the node is written before it, by the thread that makes the member.
// Others wait for it. Where making fails the slot is unmade again, so that every caller gets an error of its
// own trying.
#pragma once

#include "node.hpp"

namespace quoin::tree {

struct deferred_record {
    quoin_deferred what;
    std::atomic<block*> slots;
};

// What a slot can say of text that the context holds; longer text is copied.
inline constexpr std::size_t max_held_text = 0xFFFF;

// Marks the offset of a deferred record among those of lazy records, in a block's list and a builder's.
inline constexpr std::uint32_t deferred_bit = 1;

inline bool is_deferred(const quoin_value* object) noexcept {
    return object->form == form::deferred;
}
inline const deferred_record* deferred_of(const quoin_value* object) noexcept {
    return inside<deferred_record>(block_of(object), object->part.offset);
}
inline quoin_value* slot_of(block* slots, std::uint32_t index) noexcept {
    return reinterpret_cast<quoin_value*>(slots->bytes() + root_offset) + index;
}

// What ends with the block: the members made and the plugin's context. drop(block) gives a count back.
template <class Drop>
void release_deferred(const deferred_record* record, Drop&& drop) noexcept {
    if (block* const slots = record->slots.load(std::memory_order_relaxed)) {
        for (std::uint32_t i = 0; i < record->what.count; ++i)
            if (const quoin_value* const made = slot_of(slots, i); made->kind == kind_reference)
                drop(counted(block_of(made->target)));
        slots->~block();
        deallocate(slots, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
    }
    if (record->what.release) record->what.release(record->what.context, record->what.part);
}

// The number of the member of that name: QUOIN_OK, QUOIN_E_NOT_FOUND, or what the source says. key may be
// null.
quoin_code deferred_index(const quoin_value* object, std::string_view name, const quoin_key* key,
                          std::uint32_t* index) noexcept;

// Member number index, which must be below the count, made if it was not; a failure where it cannot be.
const quoin_value* deferred_member(const quoin_value* object, std::uint32_t index) noexcept;

// The member of that name, null where there is none; a failure where the source cannot tell or make it.
const quoin_value* find_deferred(const quoin_value* object, std::string_view name,
                                 const quoin_key* key) noexcept;

// Its name; false where the source fails.
bool deferred_name(const quoin_value* object, std::uint32_t index, std::string_view* name) noexcept;

// What stands in the place of a member that cannot be made.
const quoin_value* failure(quoin_code code) noexcept;
// The code of a failure; QUOIN_OK for every other value.
quoin_code failure_code(const quoin_value* value) noexcept;

}  // namespace quoin::tree
