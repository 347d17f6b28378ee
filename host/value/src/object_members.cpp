#include "object_members.hpp"

#include <value/text_hash.hpp>
#include "deferred_members.hpp"
#include "member_search.hpp"

#include <algorithm>
#include <cstring>

namespace quoin::tree {
namespace {

std::uint32_t base_count(const object_head* head) noexcept {
    return head->base ? head->base->part.count : 0;
}

// Of a member of the wanted hash.
bool is_it(std::uint32_t key, const wanted_key& name, const std::byte* block_start) noexcept {
    if (key == name.interned) return true;
    // Two interned keys are the same only if their numbers are; text that is equal to an interned key may
    // have been stored before that key was made.
    if ((key & interned_bit) != 0 && name.interned != 0) return false;
    return key_text(key, block_start) == name.text;
}

}  // namespace

std::uint32_t own_member(const quoin_value* object, const wanted_key& name) noexcept {
    const object_head* const head = head_of(object);
    const std::byte* const start = block_of(object)->bytes();
    const std::uint32_t* const hashes = head->hashes();
    const std::uint32_t* const keys = head->keys();
    if (head->slot_count != 0) {
        const std::uint32_t* const slots = head->slots();
        const std::uint32_t mask = head->slot_count - 1;
        for (std::uint32_t i = name.hash & mask; slots[i] != 0; i = (i + 1) & mask) {
            const std::uint32_t member = slots[i] - 1;
            if (hashes[member] == name.hash && is_it(keys[member], name, start)) return member;
        }
        return no_member;
    }
    if ((head->hash_bits & hash_bit(name.hash)) == 0) return no_member;
    for (std::uint32_t i = 0; i < head->own; ++i)
        if (hashes[i] == name.hash && is_it(keys[i], name, start)) return i;
    return no_member;
}

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
        const std::uint32_t member = own_member(object, name);
        if (member != no_member) return {object, member, QUOIN_OK};
        object = head_of(object)->base;
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
        if (is_deferred(object)) return find_deferred(object, name->text(), name);
        const own_members own(object);
        const std::uint32_t number = own.number_of(*name);
        if (number != no_member) return own.at(number);
        object = own.base();
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
        std::uint32_t member = no_member;
        if (wanted_position >= below) {
            member = head->overrides + (wanted_position - below);
        } else {
            const std::uint32_t* const end = head->positions() + head->overrides;
            const std::uint32_t* const found = std::lower_bound(head->positions(), end, wanted_position);
            if (found != end && *found == wanted_position)
                member = static_cast<std::uint32_t>(found - head->positions());
        }
        if (member != no_member) {
            if (name) *name = key_text(head->keys()[member], block_of(object)->bytes());
            return resolved(head->node(member));
        }
        object = head->base;
    }
}

}  // namespace quoin::tree
