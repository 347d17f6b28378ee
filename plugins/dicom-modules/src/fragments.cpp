#include "fragments.hpp"

#include "pixel_source.hpp"
#include "transfer_syntax.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

namespace quoin::dicom {
namespace {

struct fragment {
    std::uint64_t item;    ///< byte of its item header
    std::uint64_t offset;  ///< of its first byte
    std::uint64_t length;
};

std::uint32_t little(const std::uint8_t* at) noexcept {
    return static_cast<std::uint32_t>(at[0]) | static_cast<std::uint32_t>(at[1]) << 8 |
           static_cast<std::uint32_t>(at[2]) << 16 | static_cast<std::uint32_t>(at[3]) << 24;
}

/// Small parts of a large array, read a window at a time: the array itself is never loaded.
class windowed {
 public:
    explicit windowed(view array) : array_(array), size_(array.size()) {}
    std::uint64_t size() const noexcept { return size_; }

    /// `count` bytes from `at`; good until the next call. Null past the end.
    const std::uint8_t* bytes(std::uint64_t at, std::size_t count) {
        if (count > size_ || at > size_ - count) return nullptr;
        if (at < first_ || at + count > first_ + kept_.size()) {
            kept_.resize(
                static_cast<std::size_t>(std::min<std::uint64_t>(std::max(count, window), size_ - at)));
            const quoin_code code =
                quoin::detail::values().typed_read(array_.get(), at, kept_.size(), kept_.data());
            if (code != QUOIN_OK) throw error(code, "the pixel data cannot be read");
            first_ = at;
        }
        return kept_.data() + (at - first_);
    }

 private:
    static constexpr std::size_t window = 4096;
    view array_;
    std::uint64_t size_;
    std::uint64_t first_ = 0;
    std::vector<std::uint8_t> kept_;
};

constexpr std::uint32_t item_tag = 0xE000FFFE;

/// Every item; the first one is the Basic Offset Table. Ends at the delimiter, or where the array is cut.
std::vector<fragment> items_in(windowed& array) {
    std::vector<fragment> out;
    std::uint64_t at = 0;
    while (const std::uint8_t* const header = array.bytes(at, 8)) {
        if (little(header) != item_tag) break;
        const std::uint64_t length = little(header + 4);
        if (length > array.size() - at - 8) break;
        out.push_back({at, at + 8, length});
        at += 8 + length;
    }
    return out;
}

/// The number of the first fragment of each frame, by where their items begin.
std::optional<std::vector<std::uint64_t>> by_offsets(const std::vector<std::uint64_t>& starts,
                                                     const std::vector<fragment>& fragments) {
    std::vector<std::uint64_t> out;
    for (const std::uint64_t start : starts) {
        const auto found = std::ranges::lower_bound(fragments, start, {}, &fragment::item);
        if (found == fragments.end() || found->item != start) return std::nullopt;
        const auto number = static_cast<std::uint64_t>(found - fragments.begin());
        if (!out.empty() && number <= out.back()) return std::nullopt;
        out.push_back(number);
    }
    if (out.empty() || out.front() != 0) return std::nullopt;
    return out;
}

std::vector<std::uint64_t> basic_offsets(windowed& array, const fragment& table, std::uint64_t first_item) {
    std::vector<std::uint64_t> out;
    for (std::uint64_t at = 0; at + 4 <= table.length; at += 4)
        out.push_back(first_item + little(array.bytes(table.offset + at, 4)));
    return out;
}

/// (7FE0,0001): offsets as in the basic table, of 64 bits each.
std::vector<std::uint64_t> extended_offsets(view instance, std::uint64_t first_item) {
    static const key name("ExtendedOffsetTable");
    std::vector<std::uint64_t> out;
    const view table = instance[name];
    const auto shape = table.shape();
    if (!shape || shape->count * size_of(shape->dtype) % 8 != 0) return out;
    const quoin_typed found = table.typed();
    const auto* const bytes = static_cast<const std::uint8_t*>(found.data);
    for (std::uint64_t at = 0; at < found.count * size_of(found.dtype); at += 8)
        out.push_back(first_item + (little(bytes + at) | std::uint64_t{little(bytes + at + 4)} << 32));
    return out;
}

/// JPEG and JPEG-LS begin with SOI, JPEG 2000 with SOC and SIZ, JPEG XL with its code stream or its box.
bool begins_code_stream(windowed& array, const fragment& one) {
    const std::uint8_t* const at = one.length < 4 ? nullptr : array.bytes(one.offset, 4);
    if (at == nullptr) return false;
    return (at[0] == 0xFF && at[1] == 0xD8 && at[2] == 0xFF) ||
           (at[0] == 0xFF && at[1] == 0x4F && at[2] == 0xFF && at[3] == 0x51) ||
           (at[0] == 0xFF && at[1] == 0x0A) || std::memcmp(at, "\0\0\0\x0C", 4) == 0;
}

std::optional<std::vector<std::uint64_t>> by_content(windowed& array, const std::vector<fragment>& fragments,
                                                     std::uint64_t frames) {
    std::vector<std::uint64_t> out;
    if (frames == 1) return std::vector<std::uint64_t>{0};
    if (fragments.size() == frames) {
        for (std::uint64_t i = 0; i < frames; ++i) out.push_back(i);
        return out;
    }
    for (std::uint64_t i = 0; i < fragments.size(); ++i)
        if (begins_code_stream(array, fragments[i])) out.push_back(i);
    if (out.size() != frames || out.front() != 0) return std::nullopt;
    return out;
}

void add_column(builder& out, std::string_view name, const std::vector<std::uint64_t>& numbers) {
    out.member(name, std::span<const std::uint64_t>(numbers));
}

}  // namespace

value fragments_of(view instance, call& asked_in) {
    const view pixels = pixel_array(instance);
    if (!pixels || pixels.shape()->dtype != QUOIN_U8 || !is_encapsulated(instance, pixels)) {
        asked_in.note("the object has no encapsulated pixel data");
        return {};
    }
    windowed array(pixels);
    std::vector<fragment> items = items_in(array);
    if (items.size() < 2) {
        asked_in.note("the pixel data hold no fragment");
        return {};
    }
    const fragment table = items.front();
    items.erase(items.begin());
    const auto frames = static_cast<std::uint64_t>(frame_count(instance));
    const std::uint64_t first_item = items.front().item;

    std::optional<std::vector<std::uint64_t>> starts;
    for (const auto& offsets :
         {extended_offsets(instance, first_item), basic_offsets(array, table, first_item)}) {
        if (starts || offsets.empty()) continue;
        if (offsets.size() == frames) starts = by_offsets(offsets, items);
        if (!starts) asked_in.note("the offset table does not fit the fragments: it is not used");
    }
    if (is_video(instance)) starts.emplace(1, 0);
    if (!starts) starts = by_content(array, items, frames);
    if (!starts) {
        asked_in.note("nothing says which of " + std::to_string(items.size()) + " fragments are which of " +
                      std::to_string(frames) + " frames");
        return {};
    }
    starts->push_back(items.size());
    std::vector<std::uint64_t> offsets, lengths;
    for (const fragment& one : items) {
        offsets.push_back(one.offset);
        lengths.push_back(one.length);
    }
    builder out;
    out.object();
    add_column(out, "offsets", offsets);
    add_column(out, "lengths", lengths);
    add_column(out, "frames", *starts);
    return out.end().finish();
}

}  // namespace quoin::dicom
