#include "attribute_keys.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>

namespace quoin::dicom {

namespace {

void append_hex(std::string& out, std::uint32_t number, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        out += "0123456789ABCDEF"[number >> shift & 0xF];
}

/// The key of a dictionary entry, interned when it is first met: no key text is hashed after that.
const quoin_key* interned(const dictionary_entry& of) {
    static const auto keys = std::make_unique<std::atomic<const quoin_key*>[]>(dictionary_size());
    std::atomic<const quoin_key*>& place = keys[of.index];
    const quoin_key* known = place.load(std::memory_order_acquire);
    if (known == nullptr) {
        known = quoin::detail::values().intern(to_str(of.keyword));
        place.store(known, std::memory_order_release);
    }
    return known;
}

void name(quoin_builder* out, std::string_view text) {
    quoin::detail::build().key(out, to_str(text));
}

}  // namespace

void private_blocks::settle() {
    std::sort(blocks_.begin(), blocks_.end(), [](const block& a, const block& b) { return a.tag < b.tag; });
    for (std::size_t i = 1; i < blocks_.size(); ++i)
        for (std::size_t before = i; before-- > 0 && blocks_[before].tag >> 16 == blocks_[i].tag >> 16;)
            if (blocks_[before].creator == blocks_[i].creator) blocks_[i].first = false;
}

const private_blocks::block* private_blocks::of(std::uint32_t tag) const noexcept {
    const std::uint32_t wanted = (tag & 0xFFFF0000U) | (tag >> 8 & 0xFFU);
    const auto found = std::lower_bound(blocks_.begin(), blocks_.end(), wanted,
                                        [](const block& a, std::uint32_t b) { return a.tag < b; });
    return found != blocks_.end() && found->tag == wanted ? &*found : nullptr;
}

void name_member(quoin_builder* out, std::uint32_t tag, const dictionary_entry* known,
                 const private_blocks* blocks) {
    if (known != nullptr && known->tag == tag) {
        if (const quoin_key* const key = interned(*known); key != nullptr)
            quoin::detail::build().key_interned(out, key);
        else
            name(out, known->keyword);
        return;
    }
    std::string text;
    if (known != nullptr) {
        text = known->keyword.view();
        text += ':';
        const bool by_group = (known->mask & 0xFFFFU) == 0xFFFFU;
        append_hex(text, by_group ? tag >> 16 : tag, by_group ? 4 : 8);
        return name(out, text);
    }
    const private_blocks::block* const block = blocks != nullptr ? blocks->of(tag) : nullptr;
    if (block == nullptr || block->creator.empty()) {
        append_hex(text, tag, 8);
        return name(out, text);
    }
    if (block->first) {
        append_hex(text, tag >> 16, 4);
        text += "xx";
        append_hex(text, tag & 0xFFU, 2);
    } else {
        append_hex(text, tag, 8);
    }
    text += ':';
    text += block->creator;
    name(out, text);
}

}  // namespace quoin::dicom
