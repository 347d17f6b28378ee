#include "deferred_members.hpp"

#include <value/utf8_text.hpp>
#include "lazy_record.hpp"
#include "short_text.hpp"
#include "tree_builder.hpp"

#include <array>
#include <cstdint>
#include <new>

extern "C" const quoin_build* quoin_host_build(void);

namespace quoin::tree {
namespace {

// A block that is never freed: a lazy array that cannot be read.
struct failed_value {
    block head;
    quoin_value node;
    lazy_record record;
};
constexpr std::size_t code_count = QUOIN_E_CONFIG + 1;

quoin_code QUOIN_CALL refuse(void* context, std::uint64_t, void*, std::size_t) noexcept {
    return static_cast<quoin_code>(reinterpret_cast<std::intptr_t>(context));
}

struct failed_values {
    std::array<failed_value, code_count> all{};
    failed_values() noexcept {
        for (std::size_t code = 0; code < code_count; ++code) {
            failed_value& one = all[code];
            one.head.count.store(1, std::memory_order_relaxed);
            one.node.back = offsetof(failed_value, node) / node_size;
            one.node.kind = QUOIN_TYPED;
            one.node.dtype = QUOIN_U8;
            one.node.form = form::record;
            one.node.part = {offsetof(failed_value, record), 0};
            one.record.what.dtype = QUOIN_U8;
            one.record.what.count = 1;
            one.record.what.from = source::function;
            one.record.what.read = &refuse;
            // NOLINTNEXTLINE(performance-no-int-to-ptr): a context that is a number, read back as one
            one.record.what.context = reinterpret_cast<void*>(static_cast<std::intptr_t>(code));
        }
    }
};

const failed_values& failures() noexcept {
    // Values may outlive every static, so this one never ends.
    alignas(failed_values) static std::byte room[sizeof(failed_values)];
    static const failed_values* const made = ::new (room) failed_values;
    return *made;
}

block* made_slots(const quoin_value* object, const deferred_record* record) noexcept {
    const std::uint32_t count = record->what.count;
    block* const fresh =
        new_block(root_offset + std::uint64_t{count} * node_size, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
    if (!fresh) return nullptr;
    fresh->is_slots = 1;
    fresh->next = const_cast<block*>(block_of(object));
    for (std::uint32_t i = 0; i < count; ++i) {
        quoin_value* const slot = slot_of(fresh, i);  // what else is in it is written when it is made
        slot->back = root_offset / node_size + i;
        slot->kind = kind_unmade;
    }
    auto& slots = const_cast<std::atomic<block*>&>(record->slots);
    block* known = nullptr;
    if (slots.compare_exchange_strong(known, fresh, std::memory_order_acq_rel, std::memory_order_acquire))
        return fresh;
    fresh->~block();
    deallocate(fresh, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
    return known;
}

// A scalar as the content of a slot; false where it is none that a slot can say.
bool fill(const quoin_scalar& from, quoin_value* slot) noexcept {
    slot->kind = static_cast<std::uint8_t>(from.kind);
    slot->dtype = 0;
    slot->form = form::in_node;
    slot->length = 0;
    switch (from.kind) {
        case QUOIN_NULL:
            slot->integer = 0;
            return true;
        case QUOIN_BOOL:
            slot->integer = from.integer != 0 ? 1 : 0;
            return true;
        case QUOIN_INT:
            slot->integer = from.integer;
            return true;
        case QUOIN_REAL:
            slot->real = from.real;
            return true;
        case QUOIN_STRING:
            break;
        default:
            return false;
    }
    const std::string_view text(from.text.ptr, from.text.len);
    if (text.size() > max_held_text || (!is_plain_ascii(text) && !is_utf8(text))) return false;
    slot->dtype = static_cast<std::uint8_t>(text.size() & 0xFF);
    slot->length = static_cast<std::uint8_t>(text.size() >> 8);
    slot->form = form::held;
    slot->held = text.data();
    return true;
}

quoin_code make_member(const quoin_deferred& what, std::uint32_t index, quoin_value* slot) noexcept {
    if (what.scalar) {
        quoin_scalar found{};
        if (what.scalar(what.context, what.part, index, &found) == QUOIN_OK && fill(found, slot))
            return QUOIN_OK;
    }
    const quoin_build* const build = quoin_host_build();
    quoin_builder* const builder = build->create();
    if (!builder) return QUOIN_E_MEMORY;
    builder->begin_member();
    quoin_code code = what.make(what.context, what.part, index, builder);
    if (code == QUOIN_OK) code = builder->finish_member(slot);
    build->destroy(builder);
    return code;
}

const quoin_value* member_of(const quoin_value* object, const deferred_record* record,
                             std::uint32_t index) noexcept {
    block* slots = record->slots.load(std::memory_order_acquire);
    if (!slots) [[unlikely]]
        slots = made_slots(object, record);
    if (!slots) return failure(QUOIN_E_MEMORY);
    quoin_value* const slot = slot_of(slots, index);
    const std::atomic_ref<std::uint8_t> kind(slot->kind);
    for (;;) {
        std::uint8_t seen = kind.load(std::memory_order_acquire);
        if (seen == kind_being_made)
            kind.wait(kind_being_made, std::memory_order_acquire);
        else if (seen != kind_unmade)
            return seen == kind_reference ? slot->target : slot;
        else if (kind.compare_exchange_strong(seen, kind_being_made, std::memory_order_acquire))
            break;
    }
    quoin_value made{};
    const quoin_code code = make_member(record->what, index, &made);
    if (code == QUOIN_OK) {
        slot->dtype = made.dtype;
        slot->form = made.form;
        slot->length = made.length;
        slot->integer = made.integer;
    }
    kind.store(code == QUOIN_OK ? made.kind : kind_unmade, std::memory_order_release);
    kind.notify_all();
    if (code != QUOIN_OK) return failure(code);
    return made.kind == kind_reference ? made.target : slot;
}

}  // namespace

const quoin_value* failure(quoin_code code) noexcept {
    const bool known = code > QUOIN_OK && static_cast<std::size_t>(code) < code_count;
    return &failures().all[static_cast<std::size_t>(known ? code : QUOIN_E_FAILED)].node;
}

quoin_code failure_code(const quoin_value* value) noexcept {
    if (value->kind != QUOIN_TYPED || value->form != form::record) return QUOIN_OK;
    const lazy_description& what = record_of(value)->what;
    return what.read == &refuse && what.from == source::function ? refuse(what.context, 0, nullptr, 0)
                                                                 : QUOIN_OK;
}

quoin_code deferred_index(const quoin_value* object, std::string_view name, const quoin_key* key,
                          std::uint32_t* index) noexcept {
    const quoin_deferred& what = deferred_of(object)->what;
    const quoin_code code = what.find(what.context, what.part, {name.data(), name.size()}, key, index);
    return code == QUOIN_OK && *index >= what.count ? QUOIN_E_FAILED : code;
}

const quoin_value* deferred_member(const quoin_value* object, std::uint32_t index) noexcept {
    return member_of(object, deferred_of(object), index);
}

const quoin_value* find_deferred(const quoin_value* object, std::string_view name,
                                 const quoin_key* key) noexcept {
    const deferred_record* const record = deferred_of(object);
    std::uint32_t index = 0;
    const quoin_code code =
        record->what.find(record->what.context, record->what.part, {name.data(), name.size()}, key, &index);
    if (code == QUOIN_OK && index < record->what.count) return member_of(object, record, index);
    return code == QUOIN_E_NOT_FOUND ? nullptr : failure(code == QUOIN_OK ? QUOIN_E_FAILED : code);
}

bool deferred_name(const quoin_value* object, std::uint32_t index, std::string_view* name) noexcept {
    const quoin_deferred& what = deferred_of(object)->what;
    quoin_str found{};
    if (what.name(what.context, what.part, index, &found) != QUOIN_OK) return false;
    *name = {found.ptr, found.len};
    return true;
}

}  // namespace quoin::tree
