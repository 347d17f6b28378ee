#include "pixel_source.hpp"

#include "transfer_syntax.hpp"

#include <dicom/frame_count.hpp>
#include <dicom/uids.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace quoin::dicom {
namespace {

struct pixel_keys {
    std::array<key, 3> arrays{key("PixelData"), key("FloatPixelData"), key("DoubleFloatPixelData")};
    key rows{"Rows"}, columns{"Columns"}, samples{"SamplesPerPixel"}, allocated{"BitsAllocated"};
    key photometric{"PhotometricInterpretation"}, frame{"frameNumber"};
    key frame_index{"frameIndex"};
};

const pixel_keys& keys() {
    static const pixel_keys made;
    return made;
}

std::uint64_t byte_count(view array) noexcept {
    const auto shape = array.shape();
    return shape ? shape->count * size_of(shape->dtype) : 0;
}

/// The array as bytes, from one byte on.
value bytes_of(view array, std::uint64_t offset, std::uint64_t count) {
    return builder().slice(array, offset, QUOIN_U8, count).finish();
}

/// Rows, columns, samples: 2 samples a pixel where the chrominance of two pixels is shared (PS3.3
/// C.7.6.3.1.2). Some writers say so and share nothing: then there are more bytes than two samples a pixel take.
std::uint64_t samples_of(view instance, view pixels, std::uint64_t rows, std::uint64_t columns,
                         std::uint64_t each, std::int64_t allocated) {
    const std::uint64_t whole = rows * columns * each;
    const auto photometric = as_text(instance[keys().photometric]).value_or("");
    if (each != 3 || (photometric != "YBR_FULL_422" && photometric != "YBR_PARTIAL_422")) return whole;
    const std::uint64_t all =
        whole * static_cast<std::uint64_t>(allocated) / 8 * static_cast<std::uint64_t>(frame_count(instance));
    return byte_count(pixels) <= all / 3 * 2 + 1 ? rows * columns * 2 : whole;
}

}  // namespace

view pixel_array(view instance) noexcept {
    for (const key& name : keys().arrays)
        if (const view found = instance[name]; found.is_typed()) return found;
    return {};
}

bool is_encapsulated(view instance, view pixels) {
    const auto uid = transfer_syntax_of(instance);
    const transfer_syntax* const known = uid ? find_transfer_syntax(*uid) : nullptr;
    if (known != nullptr) return known->encapsulated;
    constexpr std::array<std::uint8_t, 4> item{0xFE, 0xFF, 0x00, 0xE0};
    if (byte_count(pixels) < 8) return false;
    return std::ranges::equal(bytes_of(pixels, 0, item.size()).elements<std::uint8_t>(), item);
}

std::optional<std::int64_t> frame_asked_for(const module_input& from) {
    const std::int64_t frames = frame_count(from.instance);
    const view option = from.asked.options()[keys().frame_index];
    std::int64_t frame = from.instance[keys().frame].as_int().value_or(1);
    if (option) {
        const auto index = option.as_int();
        const bool named = from.asked_in.get("uriModule", from.asked.subject()).has_value();
        if (!index || *index < 0 || *index >= frames) {
            from.asked_in.note("option frameIndex is no frame of the object: they are 0 to " +
                               std::to_string(frames - 1));
            return std::nullopt;
        }
        if (named && *index + 1 != frame) {
            from.asked_in.note("option frameIndex and the imageId name two different frames");
            return std::nullopt;
        }
        frame = *index + 1;
    }
    return frame;
}

std::optional<native_layout> native_layout_of(const module_input& from, view pixels) {
    const auto rows = as_whole_number(from.instance[keys().rows]),
               columns = as_whole_number(from.instance[keys().columns]);
    const auto each = as_whole_number(from.instance[keys().samples]).value_or(1);
    auto allocated = as_whole_number(from.instance[keys().allocated]);
    constexpr std::int64_t most = 0xFFFF;
    if (!allocated && pixels.shape()->dtype == QUOIN_F32) allocated = 32;
    if (!allocated && pixels.shape()->dtype == QUOIN_F64) allocated = 64;
    if (!rows || !columns || !allocated || *rows < 1 || *columns < 1 || *rows > most || *columns > most ||
        each < 1 || each > 4 || *allocated < 1 || *allocated > 64) {
        from.asked_in.note(
            "Rows, Columns, SamplesPerPixel and BitsAllocated do not say how large a frame is");
        return std::nullopt;
    }
    return native_layout{
        samples_of(from.instance, pixels, static_cast<std::uint64_t>(*rows),
                   static_cast<std::uint64_t>(*columns), static_cast<std::uint64_t>(each), *allocated),
        *allocated};
}

namespace {

/// Bits of the array.
struct bit_range {
    std::uint64_t first, count;
    std::uint64_t end_byte() const noexcept { return (first + count + 7) / 8; }
};
bit_range bits_of_frame(const native_layout& layout, std::int64_t frame) {
    return {static_cast<std::uint64_t>(frame - 1) * layout.bits(), layout.bits()};
}

}  // namespace

bool has_native_frame(const module_input& from, view pixels, const native_layout& layout,
                      std::int64_t frame) {
    if (bits_of_frame(layout, frame).end_byte() <= byte_count(pixels)) return true;
    from.asked_in.note("the pixel data end before frame " + std::to_string(frame) + " does");
    return false;
}

void add_native_frame(view pixels, const native_layout& layout, std::int64_t frame, builder& out) {
    const bit_range where = bits_of_frame(layout, frame);
    const auto [first, bits] = where;
    const auto shift = static_cast<unsigned>(first % 8);
    if (shift == 0 && bits % 8 == 0) {
        out.slice(pixels, first / 8, QUOIN_U8, where.end_byte() - first / 8);
        return;
    }
    const value part = bytes_of(pixels, first / 8, where.end_byte() - first / 8);
    const auto packed = part.elements<std::uint8_t>();
    const auto room = out.typed<std::uint8_t>(static_cast<std::size_t>((bits + 7) / 8));
    for (std::size_t i = 0; i < room.size(); ++i) {
        const unsigned low = static_cast<unsigned>(packed[i]) >> shift;
        const unsigned high =
            i + 1 < packed.size() ? static_cast<unsigned>(packed[i + 1]) << (8 - shift) : 0U;
        room[i] = static_cast<std::uint8_t>(shift == 0 ? packed[i] : low | high);
    }
    if (bits % 8 != 0) room.back() &= static_cast<std::uint8_t>((1U << (bits % 8)) - 1U);
}

}  // namespace quoin::dicom
