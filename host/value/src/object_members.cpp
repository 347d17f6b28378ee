#include "object_members.hpp"

#include <value/text_hash.hpp>
#include "deferred_members.hpp"
#include "key_table.hpp"

#include <algorithm>
#include <cstring>

namespace quoin::tree {
namespace {

constexpr std::uint32_t none = 0xFFFF'FFFFu;

// Of a member of the wanted hash whose key is another number.
bool has_text(std::uint32_t key, const wanted_key& name, const std::byte* block_start) noexcept {
    // Two interned keys are the same only if their numbers are; text that is equal to an interned key may
    // have been stored before that key was made.
    if ((key & interned_bit) != 0 && name.interned != 0) return false;
    return key_text(key, block_start) == name.text;
}

inline bool is_it(std::uint32_t key, const wanted_key& name, const std::byte* block_start) noexcept {
    return key == name.interned || has_text(key, name, block_start);
}
inline bool is_it(std::uint32_t key, const quoin_key& name, const std::byte* block_start) noexcept {
    return key == (name.id | interned_bit) || has_text(key, wanted(&name), block_start);
}

template <class Name>
std::uint32_t own_member(const object_head* head, const Name& name, const std::byte* start) noexcept {
    const std::uint32_t* const hashes = head->hashes();
    const std::uint32_t* const keys = head->keys();
    if (head->slot_count != 0) {
        const std::uint32_t* const slots = head->slots();
        const std::uint32_t mask = head->slot_count - 1;
        for (std::uint32_t i = name.hash & mask; slots[i] != 0; i = (i + 1) & mask) {
            const std::uint32_t member = slots[i] - 1;
            if (hashes[member] == name.hash && is_it(keys[member], name, start)) return member;
        }
        return none;
    }
    if ((head->hash_bits & hash_bit(name.hash)) == 0) return none;
    for (std::uint32_t i = 0; i < head->own; ++i)
        if (hashes[i] == name.hash && is_it(keys[i], name, start)) return i;
    return none;
}

std::uint32_t base_count(const object_head* head) noexcept {
    return head->base ? head->base->part.count : 0;
}

}  // namespace

std::string_view key_text(std::uint32_t key, const std::byte* block_start) noexcept {
    if ((key & interned_bit) != 0) return interned(key & ~interned_bit)->text();
    const std::byte* const at = block_start + std::size_t{key} * 4;
    std::uint32_t length = 0;
    std::memcpy(&length, at, sizeof length);
    return {reinterpret_cast<const char*>(at + sizeof length), length};
}

wanted_key wanted(std::string_view text) noexcept {
    return {text_hash(text), 0, text};
}
wanted_key wanted(const quoin_key* key) noexcept {
    return {key->hash, key->id | interned_bit, key->text()};
}

std::uint32_t depth_of(const quoin_value* object) noexcept {
    return is_deferred(object) ? 0 : head_of(object)->depth;
}

const quoin_value* base_of(const quoin_value* object) noexcept {
    return is_deferred(object) ? nullptr : head_of(object)->base;
}

namespace {

// Where a member is: its object, which may be a base, and its number there.
struct place {
    const quoin_value* object = nullptr;
    std::uint32_t member = 0;
    quoin_code code = QUOIN_E_NOT_FOUND;
};

place locate(const quoin_value* object, const wanted_key& name) noexcept {
    while (object) {
        if (is_deferred(object)) {
            place at{object};
            const quoin_key* const key =
                name.interned != 0 ? interned(name.interned & ~interned_bit) : nullptr;
            at.code = deferred_index(object, name.text, key, &at.member);
            return at;
        }
        const object_head* const head = head_of(object);
        const std::uint32_t member = own_member(head, name, block_of(object)->bytes());
        if (member != none) return {object, member, QUOIN_OK};
        object = head->base;
    }
    return {};
}

}  // namespace

const quoin_value* find_member(const quoin_value* object, const wanted_key& name) noexcept {
    const place at = locate(object, name);
    if (at.code == QUOIN_E_NOT_FOUND) return nullptr;
    if (at.code != QUOIN_OK) return failure(at.code);
    if (is_deferred(at.object)) return deferred_member(at.object, at.member);
    return resolved(head_of(at.object)->node(at.member));
}

// The same in one function, for it is what providers do most.
const quoin_value* find_member(const quoin_value* object, const quoin_key* name) noexcept {
    do {
        if (is_deferred(object)) return find_member(object, wanted(name));
        const object_head* const head = head_of(object);
        const std::uint32_t member = own_member(head, *name, block_of(object)->bytes());
        if (member != none) return resolved(head->node(member));
        object = head->base;
    } while (object);
    return nullptr;
}

const quoin_value* owner_of_member(const quoin_value* object, const wanted_key& name) noexcept {
    return locate(object, name).object;
}

quoin_code find_position(const quoin_value* object, const wanted_key& name,
                         std::uint32_t* position) noexcept {
    const place at = locate(object, name);
    if (at.code != QUOIN_OK) return at.code;
    if (is_deferred(at.object)) {
        *position = at.member;
        return QUOIN_OK;
    }
    const object_head* const head = head_of(at.object);
    *position = at.member < head->overrides ? head->positions()[at.member]
                                            : base_count(head) + (at.member - head->overrides);
    return QUOIN_OK;
}

const quoin_value* member_at(const quoin_value* object, std::size_t index, std::string_view* name) noexcept {
    if (index >= object->part.count) return nullptr;
    auto wanted_position = static_cast<std::uint32_t>(index);
    for (;;) {
        if (is_deferred(object)) {
            if (name && !deferred_name(object, wanted_position, name)) return failure(QUOIN_E_MEMORY);
            return deferred_member(object, wanted_position);
        }
        const object_head* const head = head_of(object);
        const std::uint32_t below = base_count(head);
        std::uint32_t member = none;
        if (wanted_position >= below) {
            member = head->overrides + (wanted_position - below);
        } else {
            const std::uint32_t* const end = head->positions() + head->overrides;
            const std::uint32_t* const found = std::lower_bound(head->positions(), end, wanted_position);
            if (found != end && *found == wanted_position)
                member = static_cast<std::uint32_t>(found - head->positions());
        }
        if (member != none) {
            if (name) *name = key_text(head->keys()[member], block_of(object)->bytes());
            return resolved(head->node(member));
        }
        object = head->base;
    }
}

}  // namespace quoin::tree
