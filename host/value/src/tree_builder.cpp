#include "tree_builder.hpp"

#include <value/text_hash.hpp>
#include <value/utf8_text.hpp>
#include "deferred_members.hpp"
#include "key_table.hpp"
#include "short_text.hpp"
#include "typed_array.hpp"

#include <algorithm>
#include <cstring>
#include <new>

namespace tree = quoin::tree;

namespace {

constexpr std::size_t max_levels = 1000;
// Scratch up to this size stays with the builder.
constexpr std::size_t kept_scratch = std::size_t{1} << 20;

}  // namespace

bool quoin_builder::wake() noexcept {
    due_ = due::root;
    why_ = {};
    if (image_.add(tree::content_offset)) return true;
    fail(QUOIN_E_MEMORY, "out of memory");
    return false;
}

void quoin_builder::fail(quoin_code code, std::string_view why) noexcept {
    if (due_ == due::failed) return;
    due_ = due::failed;
    code_ = code;
    why_ = why;
}

void quoin_builder::reset() noexcept {
    if (due_ == due::anything) {
        member_ = false;
        return;
    }
    for (std::size_t i = 0; i < records_.size(); ++i) {
        const std::byte* const at = image_.data() + (records_[i] & ~tree::deferred_bit);
        if ((records_[i] & tree::deferred_bit) != 0) {
            const quoin_deferred& what = reinterpret_cast<const tree::deferred_record*>(at)->what;
            if (what.release) what.release(what.context, what.part);
        } else if (const auto& what = reinterpret_cast<const tree::lazy_record*>(at)->what;
                   what.holds_context) {
            what.release(what.context);
        }
    }
    for (std::size_t i = 0; i < others_.size(); ++i) tree::give_back(others_[i]);
    due_ = due::anything;
    code_ = QUOIN_OK;
    holds_array_ = member_ = false;
    image_.clear(kept_scratch);
    pending_.clear(kept_scratch);
    containers_.clear(kept_scratch);
    others_.clear(kept_scratch);
    records_.clear(kept_scratch);
    slots_.clear(kept_scratch);
    if (knows_keys_) known_keys_.fill({0, 0});
    knows_keys_ = false;
}

// ---- Where the next value goes

// What takes_value leaves: all that is neither an item nor the value of a key.
bool quoin_builder::takes_root() noexcept {
    if (!ready()) return false;
    if (due_ == due::root) return true;
    if (due_ == due::nothing)
        fail(QUOIN_E_INVALID, "a second value after the root; put them into an array or object");
    else
        fail(QUOIN_E_INVALID, "a value in an object without a key before it");
    return false;
}

std::byte* quoin_builder::no_room(std::uint64_t size) noexcept {
    if (size > tree::max_block_bytes || image_.size() + size + tree::array_alignment > tree::max_block_bytes)
        fail(QUOIN_E_LIMIT,
             "a tree of more than 4 GiB; keep large data in typed arrays or in trees of their own");
    else
        fail(QUOIN_E_MEMORY, "out of memory");
    return nullptr;
}

// Takes the count on another block that the image is about to point into.
bool quoin_builder::hold(const quoin_value* node) noexcept {
    const tree::block* const other = tree::counted(tree::block_of(node));
    if (!others_.empty() && others_.back() == other) return true;
    if (!others_.push(other)) {
        fail(QUOIN_E_MEMORY, "out of memory");
        return false;
    }
    tree::take(other);
    return true;
}

// ---- Scalars and text

void quoin_builder::string(std::string_view text) noexcept {
    if (!takes_value()) return;
    // The size first: nothing of a text that is too long is touched.
    if (text.size() > tree::max_block_bytes) return fail(QUOIN_E_LIMIT, "a text of more than 4 GiB");
    if (!tree::is_plain_ascii(text) && !tree::is_utf8(text))
        return fail(QUOIN_E_INVALID, "a string that is not UTF-8");
    if (quoin_value* const node = place(QUOIN_STRING)) fill_text(node, text);
}

void quoin_builder::held_string(std::string_view text) noexcept {
    // What a slot has no room to say, and what is part of a tree that may outlive the context, is copied.
    const bool refer = member_ && containers_.empty() && text.size() > sizeof(quoin_value::text) &&
                       text.size() <= tree::max_held_text &&
                       (tree::is_plain_ascii(text) || tree::is_utf8(text));
    if (!refer) return string(text);
    if (!takes_value()) return;
    if (quoin_value* const node = place(QUOIN_STRING, tree::form::held)) {
        node->dtype = static_cast<std::uint8_t>(text.size() & 0xFF);
        node->length = static_cast<std::uint8_t>(text.size() >> 8);
        node->held = text.data();
    }
}

void quoin_builder::value(const quoin_value* existing) noexcept {
    if (!takes_value()) return;
    if (!existing) return fail(QUOIN_E_INVALID, "a null pointer in place of a value");
    if (existing->kind == QUOIN_STRING) return string(tree::text_of(existing));
    if (existing->kind < QUOIN_STRING) {
        if (quoin_value* const node = place(existing->kind)) node->integer = existing->integer;
    } else if (hold(existing)) {
        if (quoin_value* const node = place(tree::kind_reference)) node->target = existing;
    }
}

// ---- Keys

void quoin_builder::refuse_key() noexcept {
    if (!ready()) return;
    if (due_ == due::value)
        fail(QUOIN_E_INVALID, "two keys in a row; a value belongs between them");
    else
        fail(QUOIN_E_INVALID, "a key outside an object");
}

void quoin_builder::key(std::string_view name) noexcept {
    if (!takes_key()) return;
    if (name.size() > tree::max_block_bytes) return fail(QUOIN_E_LIMIT, "a key of more than 4 GiB");
    const std::uint32_t hash = tree::text_hash(name);
    // The root's own keys come once each; to look for them would cost more than it saves.
    known_key* const known = containers_.size() > 1 ? &known_keys_[hash % known_keys_.size()] : nullptr;
    if (known && known->key != 0 && known->hash == hash && tree::key_text(known->key, image_.data()) == name)
        return name_next(hash, known->key);
    if (!tree::is_plain_ascii(name) && !tree::is_utf8(name))
        return fail(QUOIN_E_INVALID, "a key that is not UTF-8");
    const auto length = static_cast<std::uint32_t>(name.size());
    std::byte* const at = room(sizeof length + name.size(), 4);
    if (!at) return;
    std::memcpy(at, &length, sizeof length);
    tree::copy_text(at + sizeof length, name);
    const std::uint32_t key = offset_of(at) / 4;
    if (known) {
        *known = {hash, key};
        knows_keys_ = true;
    }
    name_next(hash, key);
}

bool quoin_builder::same_key(std::uint32_t a, std::uint32_t b) noexcept {
    return a == b || tree::key_text(a, image_.data()) == tree::key_text(b, image_.data());
}

// ---- Containers

bool quoin_builder::may_open() noexcept {
    if (containers_.size() < max_levels) return true;
    fail(QUOIN_E_LIMIT, "more than 1,000 levels of arrays and objects");
    return false;
}

void quoin_builder::open(bool is_object, const quoin_value* base) noexcept {
    if (!takes_value() || !may_open()) return;
    if (!containers_.push({pending_.size(), base, hash_, key_, is_object}))
        return fail(QUOIN_E_MEMORY, "out of memory");
    due_ = is_object ? due::key : due::item;
}

void quoin_builder::begin_array() noexcept {
    open(false, nullptr);
}

void quoin_builder::begin_object(const quoin_value* base) noexcept {
    if (base) {
        if (!ready()) return;
        if (base->kind != QUOIN_OBJECT)
            return fail(QUOIN_E_INVALID, "the base of an object is not an object");
        if (tree::depth_of(base) + 1 > tree::max_bases)
            return fail(QUOIN_E_LIMIT,
                        "an object with more than 64 bases below it; copy the members instead");
        // Before the object is opened: a failure must not leave a base that nobody counts.
        if (!takes_value() || !hold(base)) return;
    }
    open(true, base);
}

void quoin_builder::end() noexcept {
    if (!ready()) return;
    if (containers_.empty()) return fail(QUOIN_E_INVALID, "an end without an array or object that is open");
    const container closing = containers_.back();
    if (due_ == due::value) return fail(QUOIN_E_INVALID, "an object ends after a key without a value");
    if (pending_.size() - closing.first > tree::max_block_bytes / tree::node_size)
        return fail(QUOIN_E_LIMIT, "an array or object of too many members");
    if (closing.is_object)
        end_object(closing);
    else
        end_array(closing);
}

// What comes next is the container itself, where it was begun.
void quoin_builder::close(const container& closing) noexcept {
    pending_.shrink_to(closing.first);
    containers_.shrink_to(containers_.size() - 1);
    hash_ = closing.hash;
    key_ = closing.key;
    if (!containers_.empty()) due_ = containers_.back().is_object ? due::value : due::item;
}

void quoin_builder::end_array(const container& closing) noexcept {
    const std::size_t count = pending_.size() - closing.first;
    tree::range range{0, 0};
    if (count > 0) {
        std::byte* const at = room(count * tree::node_size, tree::node_size);
        if (!at) return;
        range = {offset_of(at), static_cast<std::uint32_t>(count)};
        auto* const items = reinterpret_cast<quoin_value*>(at);
        const std::uint32_t back = range.offset / tree::node_size;
        const waiting* const from = pending_.data() + closing.first;
        for (std::uint32_t i = 0; i < count; ++i) {
            items[i] = from[i].node;
            items[i].back = back + i;
        }
    }
    close(closing);
    if (quoin_value* const array = place(QUOIN_ARRAY, tree::form::in_block)) array->part = range;
}

bool quoin_builder::keys_are_unique(waiting* members, std::uint32_t own, std::uint32_t slot_count,
                                    std::uint32_t& hash_bits) noexcept {
    // For few members comparing is faster than filling slots; one whose six bits of hash none before it has is
    // not compared at all.
    if (own <= 16) {
        std::uint64_t seen = 0;
        for (std::uint32_t i = 0; i < own; ++i) {
            const std::uint64_t bit = std::uint64_t{1} << (members[i].hash & 63U);
            if ((seen & bit) != 0)
                for (std::uint32_t j = 0; j < i; ++j)
                    if (members[i].hash == members[j].hash && same_key(members[i].key, members[j].key))
                        return false;
            seen |= bit;
        }
        hash_bits = static_cast<std::uint32_t>(seen | seen >> 32U);
        return true;
    }
    hash_bits = tree::any_hash;
    slots_.shrink_to(0);
    std::uint32_t* const slots = slots_.add(slot_count);
    if (!slots) {
        fail(QUOIN_E_MEMORY, "out of memory");
        return true;
    }
    std::fill_n(slots, slot_count, 0u);
    for (std::uint32_t i = 0; i < own; ++i) {
        std::uint32_t at = members[i].hash & (slot_count - 1);
        for (; slots[at] != 0; at = (at + 1) & (slot_count - 1)) {
            const waiting& other = members[slots[at] - 1];
            if (members[i].hash == other.hash && same_key(members[i].key, other.key)) return false;
        }
        slots[at] = i + 1;
    }
    return true;
}

// Sorts the members as `at` counts them: those that override first, in the order of the base.
bool quoin_builder::order_by_base(const container& closing, std::uint32_t own,
                                  std::uint32_t* overrides) noexcept {
    waiting* const members = pending_.data() + closing.first;
    const std::uint32_t below = closing.base->part.count;
    for (std::uint32_t i = 0; i < own; ++i) {
        tree::wanted_key name{members[i].hash, members[i].key & tree::interned_bit ? members[i].key : 0,
                              tree::key_text(members[i].key, image_.data())};
        const quoin_code code = tree::find_position(closing.base, name, &members[i].position);
        if (code == QUOIN_OK) {
            ++*overrides;
        } else if (code == QUOIN_E_NOT_FOUND) {
            members[i].position = below + i;
        } else {
            fail(code, "the base of an object cannot tell its members");
            return false;
        }
    }
    if (below + std::uint64_t{own} > 0xFFFF'FFFFu) {
        fail(QUOIN_E_LIMIT, "an array or object of too many members");
        return false;
    }
    std::sort(members, members + own,
              [](const waiting& a, const waiting& b) { return a.position < b.position; });
    return true;
}

void quoin_builder::end_object(const container& closing) noexcept {
    const auto own = static_cast<std::uint32_t>(pending_.size() - closing.first);
    std::uint32_t overrides = 0;
    if (closing.base && !order_by_base(closing, own, &overrides)) return;
    waiting* const members = pending_.data() + closing.first;
    const std::uint32_t slot_count = tree::slots_for(own);
    std::uint32_t hash_bits = 0;
    if (!keys_are_unique(members, own, slot_count, hash_bits))
        return fail(QUOIN_E_INVALID, "the same key twice in one object");
    if (due_ == due::failed) return;

    const std::uint32_t stored_slots = own >= tree::slots_from ? slot_count : 0;
    const std::uint64_t columns = sizeof(tree::object_head) +
                                  (std::uint64_t{own} * 2 + overrides + stored_slots) * sizeof(std::uint32_t);
    const std::uint64_t nodes = (columns + tree::node_size - 1) / tree::node_size * tree::node_size;
    std::byte* const start = room(nodes + std::uint64_t{own} * tree::node_size, tree::node_size);
    if (!start) return;
    // The padding before the nodes, a part of these: equal trees, equal bytes.
    std::memset(start + nodes - tree::node_size, 0, tree::node_size);
    auto* const head = ::new (start) tree::object_head{};
    head->base = closing.base;
    head->own = own;
    head->overrides = overrides;
    head->slot_count = stored_slots;
    head->depth = closing.base ? tree::depth_of(closing.base) + 1 : 0;
    head->hash_bits = hash_bits;
    head->nodes = static_cast<std::uint32_t>(nodes);
    auto* const hashes = reinterpret_cast<std::uint32_t*>(start + sizeof *head);
    std::uint32_t* const keys = hashes + own;
    std::uint32_t* const positions = keys + own;
    auto* const placed = reinterpret_cast<quoin_value*>(start + nodes);
    const std::uint32_t back = offset_of(start + nodes) / tree::node_size;
    for (std::uint32_t i = 0; i < own; ++i) {
        hashes[i] = members[i].hash;
        keys[i] = members[i].key;
        placed[i] = members[i].node;
        placed[i].back = back + i;
    }
    for (std::uint32_t i = 0; i < overrides; ++i) positions[i] = members[i].position;
    if (stored_slots != 0) std::memcpy(positions + overrides, slots_.data(), stored_slots * sizeof *hashes);
    const tree::range range{offset_of(start),
                            (closing.base ? closing.base->part.count : 0) + own - overrides};
    close(closing);
    if (quoin_value* const object = place(QUOIN_OBJECT, tree::form::in_block)) object->part = range;
}

// ---- The end

quoin_code quoin_builder::make_block(quoin_value** out) noexcept {
    const std::uint64_t others_at = (image_.size() + alignof(void*) - 1) / alignof(void*) * alignof(void*);
    const std::uint64_t records_at = others_at + others_.size() * sizeof(const tree::block*);
    const std::uint64_t total = records_at + records_.size() * sizeof(std::uint32_t);
    if (total > tree::max_block_bytes) {
        fail(QUOIN_E_LIMIT,
             "a tree of more than 4 GiB; keep large data in typed arrays or in trees of their own");
        return code_;
    }
    const std::size_t alignment = holds_array_ ? tree::array_alignment : __STDCPP_DEFAULT_NEW_ALIGNMENT__;
    tree::block* const made = tree::new_block(total, static_cast<std::uint32_t>(alignment));
    if (!made) {
        fail(QUOIN_E_MEMORY, "out of memory");
        return code_;
    }
    std::byte* const to = made->bytes();
    std::memcpy(to + tree::content_offset, image_.data() + tree::content_offset,
                image_.size() - tree::content_offset);
    if (others_at != image_.size()) std::memset(to + image_.size(), 0, others_at - image_.size());
    root_.back = tree::root_offset / tree::node_size;
    std::memcpy(to + tree::root_offset, &root_, sizeof root_);
    made->others = static_cast<std::uint32_t>(others_at);
    made->other_count = static_cast<std::uint32_t>(others_.size());
    if (!others_.empty()) std::memcpy(to + others_at, others_.data(), records_at - others_at);
    made->records = static_cast<std::uint32_t>(records_at);
    made->record_count = static_cast<std::uint32_t>(records_.size());
    if (!records_.empty()) std::memcpy(to + records_at, records_.data(), total - records_at);
    for (std::size_t i = 0; i < records_.size(); ++i) {
        std::byte* const at = to + (records_[i] & ~tree::deferred_bit);
        if ((records_[i] & tree::deferred_bit) != 0) {
            const quoin_deferred what = reinterpret_cast<tree::deferred_record*>(at)->what;
            ::new (at) tree::deferred_record{what, nullptr};
        } else {
            const tree::lazy_description what = reinterpret_cast<tree::lazy_record*>(at)->what;
            ::new (at) tree::lazy_record{what, 0, nullptr};
        }
    }
    *out = reinterpret_cast<quoin_value*>(to + tree::root_offset);
    // Counts and contexts are the block's now.
    others_.shrink_to(0);
    records_.shrink_to(0);
    return QUOIN_OK;
}

bool quoin_builder::is_finished() noexcept {
    if (due_ == due::nothing) return true;
    if (due_ == due::root || due_ == due::anything)
        fail(QUOIN_E_INVALID, "finished without any value");
    else
        fail(QUOIN_E_INVALID, "finished while an array or object is open; an end is missing");
    return false;
}

quoin_code quoin_builder::finish(quoin_value** out) noexcept {
    if (due_ == due::anything) why_ = {};
    quoin_code code = is_finished() ? QUOIN_OK : code_;
    if (code == QUOIN_OK) {
        if (root_.kind == tree::kind_reference) {
            // A tree that is nothing but another one is that other one.
            tree::take(tree::block_of(root_.target));
            *out = const_cast<quoin_value*>(root_.target);
        } else {
            code = make_block(out);
        }
    }
    reset();
    return code;
}

quoin_code quoin_builder::finish_member(quoin_value* slot) noexcept {
    const bool in_slot = root_.kind < QUOIN_STRING || root_.form == tree::form::held ||
                         (root_.kind == QUOIN_STRING && root_.form == tree::form::in_node);
    if (in_slot && is_finished()) {
        *slot = root_;
        // Nothing but the root was used.
        member_ = false;
        due_ = due::anything;
        image_.shrink_to(0);
        return QUOIN_OK;
    }
    quoin_value* made = nullptr;
    const quoin_code code = finish(&made);
    if (code != QUOIN_OK) return code;
    slot->kind = tree::kind_reference;
    slot->target = made;
    return QUOIN_OK;
}
