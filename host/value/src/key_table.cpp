// Invariants. Keys are made under `writing` and never freed, moved or changed. `index` is an open-addressed
// table of pointers, at most half full; a slot goes from null to a key once and stays. A reader takes the
// table by an acquire load and probes until its key or null; a miss is no proof (the key may have been made
// meanwhile), so it is looked up again under the lock. A full table is replaced by one of twice the size that
// holds the same keys; the old one stays, chained, because a reader may still be probing it: all of them
// together are no larger than the newest. `pages` finds a key by its number: a page is published before the
// first number in it is given out. Everything hangs from one object that is never destroyed, so that keys
// outlive every static of the process and a leak checker finds them reachable.
#include "key_table.hpp"

#include <value/text_hash.hpp>
#include <value/utf8_text.hpp>

#include <atomic>
#include <cstddef>
#include <cstring>
#include <mutex>
#include <new>

namespace quoin::tree {
namespace {

using slot = std::atomic<const quoin_key*>;

struct slots {
    slots* older;
    std::uint32_t mask;
    slot first[1];
};

constexpr std::uint32_t page_bits = 12;
constexpr std::uint32_t page_keys = 1u << page_bits;
constexpr std::uint32_t max_pages = max_interned / page_keys + 1;

struct page {
    slot keys[page_keys];
};

struct table {
    std::atomic<slots*> index{nullptr};
    std::atomic<page*> pages[max_pages]{};
    std::mutex writing;
    std::uint32_t count = 0;
};

table& keys() noexcept {
    alignas(table) static std::byte room[sizeof(table)];
    static table* const made = ::new (room) table;
    return *made;
}

slots* new_slots(std::uint32_t size, slots* older) noexcept {
    void* const memory = ::operator new(sizeof(slots) + (size - 1) * sizeof(slot), std::nothrow);
    if (!memory) return nullptr;
    auto* const made = static_cast<slots*>(memory);
    made->older = older;
    made->mask = size - 1;
    for (std::uint32_t i = 0; i < size; ++i) ::new (&made->first[i]) slot(nullptr);
    return made;
}

const quoin_key* find(const slots* in, std::uint32_t hash, std::string_view text) noexcept {
    if (!in) return nullptr;
    for (std::uint32_t i = hash & in->mask;; i = (i + 1) & in->mask) {
        const quoin_key* const key = in->first[i].load(std::memory_order_acquire);
        if (!key || (key->hash == hash && key->text() == text)) return key;
    }
}

void put(slots& in, const quoin_key* key) noexcept {
    std::uint32_t i = key->hash & in.mask;
    while (in.first[i].load(std::memory_order_relaxed)) i = (i + 1) & in.mask;
    in.first[i].store(key, std::memory_order_release);
}

// Room for one more key: the index at most half full, the page of the next number there.
slots* make_room(table& all) noexcept {
    slots* now = all.index.load(std::memory_order_relaxed);
    if (!now || (all.count + 1) * 2 > now->mask + 1) {
        slots* const larger = new_slots(now ? (now->mask + 1) * 2 : 4096, now);
        if (!larger) return nullptr;
        for (std::uint32_t i = 0; now && i <= now->mask; ++i)
            if (const quoin_key* const key = now->first[i].load(std::memory_order_relaxed)) put(*larger, key);
        all.index.store(larger, std::memory_order_release);
        now = larger;
    }
    std::atomic<page*>& numbers = all.pages[all.count >> page_bits];
    if (!numbers.load(std::memory_order_relaxed)) {
        page* const fresh = new (std::nothrow) page{};
        if (!fresh) return nullptr;
        numbers.store(fresh, std::memory_order_release);
    }
    return now;
}

}  // namespace

const quoin_key* intern(std::string_view text) noexcept {
    table& all = keys();
    const std::uint32_t hash = text_hash(text);
    if (const quoin_key* const known = find(all.index.load(std::memory_order_acquire), hash, text))
        return known;
    if (text.size() > 0xFFFF || !is_utf8(text)) return nullptr;

    const std::scoped_lock lock(all.writing);
    if (const quoin_key* const known = find(all.index.load(std::memory_order_relaxed), hash, text))
        return known;
    if (all.count >= max_interned) return nullptr;
    slots* const index = make_room(all);
    void* const memory = index ? ::operator new(sizeof(quoin_key) + text.size(), std::nothrow) : nullptr;
    if (!memory) return nullptr;
    auto* const key = ::new (memory) quoin_key{hash, all.count, static_cast<std::uint32_t>(text.size())};
    if (!text.empty()) std::memcpy(key + 1, text.data(), text.size());
    all.pages[key->id >> page_bits]
        .load(std::memory_order_relaxed)
        ->keys[key->id & (page_keys - 1)]
        .store(key, std::memory_order_release);
    put(*index, key);
    ++all.count;
    return key;
}

const quoin_key* interned(std::uint32_t id) noexcept {
    return keys()
        .pages[id >> page_bits]
        .load(std::memory_order_acquire)
        ->keys[id & (page_keys - 1)]
        .load(std::memory_order_acquire);
}

}  // namespace quoin::tree
