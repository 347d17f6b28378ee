#include <dicom/attribute_keys.hpp>

#include "object_range.hpp"

#include <dicom/decode.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <cstddef>
#include <mutex>
#include <new>
#include <tuple>

namespace quoin::dicom {

namespace {

void append_hex(std::string& out, std::uint32_t number, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        out += "0123456789ABCDEF"[number >> shift & 0xF];
}

/// As append_hex writes it: capital letters, all of `text`.
bool read_hex(std::string_view text, std::uint32_t& out) noexcept {
    const bool capitals = std::ranges::none_of(text, [](char c) { return c >= 'a' && c <= 'f'; });
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out, 16);
    return capitals && problem == std::errc() && end == text.data() + text.size();
}

/// More than the 64 characters of LO is no creator: its elements are known by their tags, so that a name is
/// never much longer than the element that has it.
constexpr std::size_t longest_creator = 64;

std::size_t characters(std::string_view utf8) noexcept {
    return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return (c & 0xC0) != 0x80; }));
}

/// The keys of the dictionary, and what they mean: open addressing over their addresses, with key and tag in
/// one cache line. Rows are filled under the lock, the tag before the key, and never change.
struct key_index {
    static constexpr std::size_t row_bits = 14;  // more than twice the dictionary
    static constexpr std::size_t row_count = std::size_t{1} << row_bits;
    struct row {
        std::atomic<const quoin_key*> key{nullptr};
        std::atomic<std::uint32_t> tag{0};
    };
    std::array<row, row_count> rows;
    std::array<std::atomic<const quoin_key*>, row_count> keys{};  // by entry of the dictionary
    std::mutex writing;

    static std::size_t row_of(const quoin_key* key) noexcept {
        constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;
        return static_cast<std::size_t>((reinterpret_cast<std::uintptr_t>(key) * factor) >> (64 - row_bits));
    }
    void put(const dictionary_entry& of, const quoin_key* key) {
        const std::scoped_lock lock(writing);
        if (keys[of.index].load(std::memory_order_relaxed) != nullptr) return;
        std::size_t at = row_of(key);
        while (rows[at].key.load(std::memory_order_relaxed) != nullptr) at = (at + 1) % row_count;
        rows[at].tag.store(of.tag, std::memory_order_relaxed);
        rows[at].key.store(key, std::memory_order_release);
        keys[of.index].store(key, std::memory_order_release);
    }
};

key_index& known_keys() noexcept {
    // Never ends: objects may be asked while the process does.
    alignas(key_index) static std::byte room[sizeof(key_index)];
    static key_index* const made = ::new (room) key_index;
    return *made;
}

}  // namespace

const quoin_key* key_of(const dictionary_entry& of) {
    key_index& index = known_keys();
    const quoin_key* known = index.keys[of.index].load(std::memory_order_acquire);
    if (known == nullptr) {
        known = quoin::detail::values().intern(to_str(of.keyword));
        if (known != nullptr) index.put(of, known);
    }
    return known;
}

std::uint32_t tag_of(const quoin_key* key) noexcept {
    const key_index& index = known_keys();
    for (std::size_t at = key_index::row_of(key);; at = (at + 1) % key_index::row_count) {
        const quoin_key* const there = index.rows[at].key.load(std::memory_order_acquire);
        if (there == key) return index.rows[at].tag.load(std::memory_order_relaxed);
        if (there == nullptr) return 0;
    }
}

private_blocks::private_blocks(const data_set& in, const object_range& of) {
    std::string room;
    for (std::size_t at = of.first; at < of.end; at = in.next(at)) {
        const element& one = in.elements[at];
        if (!tags::is_private_creator(one.tag) || !is_member(one)) continue;
        bool damaged = false;
        if (!may_say_creator(one.representation)) continue;
        const std::string_view all = as_text(in.raw(one));
        // LO has several values where it has a backslash, and a creator is one.
        const std::string_view said = all.substr(0, of.holds.text.value_end(all, 0, vr::LO));
        std::string creator(said.size() > 4 * longest_creator
                                ? std::string_view()
                                : decoded(said, vr::LO, of.holds.text, room, damaged));
        blocks_.push_back({one.tag, std::move(creator), true});
    }
    settle();
}

private_blocks::private_blocks(std::vector<block> creators) : blocks_(std::move(creators)) {
    settle();
}

void private_blocks::settle() {
    for (block& one : blocks_)
        if (characters(one.creator) > longest_creator) one.creator.clear();
    const auto group_and_creator = [](const block& a) {
        return std::pair(a.tag >> 16, std::string_view(a.creator));
    };
    std::ranges::sort(blocks_, [&](const block& a, const block& b) {
        return std::tuple_cat(std::tuple(a.tag >> 16), std::tuple(std::string_view(a.creator), a.tag)) <
               std::tuple_cat(std::tuple(b.tag >> 16), std::tuple(std::string_view(b.creator), b.tag));
    });
    for (std::size_t i = 1; i < blocks_.size(); ++i)
        if (group_and_creator(blocks_[i]) == group_and_creator(blocks_[i - 1])) blocks_[i].first = false;
    std::ranges::sort(blocks_, {}, &block::tag);
}

const private_blocks::block* private_blocks::of(std::uint32_t tag) const noexcept {
    const std::uint32_t wanted = (tag & 0xFFFF0000U) | (tag >> 8 & 0xFFU);
    const auto found = std::ranges::lower_bound(blocks_, wanted, {}, &block::tag);
    return found != blocks_.end() && found->tag == wanted ? &*found : nullptr;
}

const private_blocks::block* private_blocks::first_of(std::uint16_t group,
                                                      std::string_view creator) const noexcept {
    const auto begin = std::ranges::lower_bound(blocks_, std::uint32_t{group} << 16, {}, &block::tag);
    for (auto at = begin; at != blocks_.end() && at->tag >> 16 == group; ++at)
        if (at->first && at->creator == creator) return &*at;
    return nullptr;
}

void append_odd_name(std::string& out, std::uint32_t tag, const dictionary_entry* known,
                     const private_blocks& blocks) {
    if (known != nullptr) {
        out += known->keyword.view();
        out += ':';
        const bool by_group = (known->mask & 0xFFFFU) == 0xFFFFU;
        return append_hex(out, by_group ? tag >> 16 : tag, by_group ? 4 : 8);
    }
    const bool in_block = tags::is_private(tag) && !tags::is_private_creator(tag);
    const private_blocks::block* const block = in_block ? blocks.of(tag) : nullptr;
    if (block == nullptr || block->creator.empty()) return append_hex(out, tag, 8);
    if (block->first) {
        append_hex(out, tag >> 16, 4);
        out += "xx";
        append_hex(out, tag & 0xFFU, 2);
    } else {
        append_hex(out, tag, 8);
    }
    out += ':';
    out += block->creator;
}

std::string attribute_key(std::uint32_t tag, const dictionary_entry* known, const private_blocks& blocks) {
    if (has_plain_name(tag, known)) return std::string(known->keyword.view());
    std::string out;
    append_odd_name(out, tag, known, blocks);
    return out;
}

void name_member(quoin_builder* out, std::uint32_t tag, const dictionary_entry* known,
                 const private_blocks& blocks) {
    const quoin_key* const key = has_plain_name(tag, known) ? key_of(*known) : nullptr;
    if (key != nullptr) return quoin::detail::build().key_interned(out, key);
    quoin::detail::build().key(out, to_str(attribute_key(tag, known, blocks)));
}

std::uint32_t tag_of_odd_name(std::string_view name, const private_blocks& blocks) {
    std::uint32_t tag = 0, element = 0;
    if (name.size() > 9 && name.substr(4, 2) == "xx" && name[8] == ':') {
        if (!read_hex(name.substr(0, 4), tag) || !read_hex(name.substr(6, 2), element)) return 0;
        const auto* const block = blocks.first_of(static_cast<std::uint16_t>(tag), name.substr(9));
        return block == nullptr ? 0 : (block->tag & 0xFFFF0000U) | (block->tag & 0xFFU) << 8 | element;
    }
    if (name.size() >= 8 && read_hex(name.substr(0, 8), tag)) return tag;
    const std::size_t colon = name.find(':');
    const dictionary_entry* const known =
        colon == std::string_view::npos ? nullptr : find_keyword(name.substr(0, colon));
    if (known == nullptr || !read_hex(name.substr(colon + 1), tag)) return 0;
    return name.size() - colon == 5 ? tag << 16 | (known->tag & 0xFFFFU) : tag;
}

}  // namespace quoin::dicom
