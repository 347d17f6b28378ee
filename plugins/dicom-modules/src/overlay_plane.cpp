#include "overlay_plane.hpp"

#include "pixel_source.hpp"

#include <array>
#include <cmath>
#include <string>
#include <utility>

namespace quoin::dicom {
namespace {

/// Keywords of one overlay group. That of the first group has no number (dicom/naturalize.hpp).
struct group_keys {
    explicit group_keys(const std::string& number)
        : number(number),
          rows(named("OverlayRows")),
          columns(named("OverlayColumns")),
          type(named("OverlayType")),
          subtype(named("OverlaySubtype")),
          origin(named("OverlayOrigin")),
          description(named("OverlayDescription")),
          label(named("OverlayLabel")),
          area(named("ROIArea")),
          mean(named("ROIMean")),
          deviation(named("ROIStandardDeviation")),
          data(named("OverlayData")),
          bits_allocated(named("OverlayBitsAllocated")),
          bit_position(named("OverlayBitPosition")),
          frames(named("NumberOfFramesInOverlay")),
          frame_origin(named("ImageFrameOrigin")) {}
    std::string named(const char* keyword) const {
        return keyword + (number == "6000" ? std::string() : ':' + number);
    }

    std::string number;
    key rows, columns, type, subtype, origin, description, label, area, mean, deviation, data;
    key bits_allocated, bit_position, frames, frame_origin;
};

struct module_keys {
    key overlays{"overlays"}, group{"group"}, rows{"rows"}, columns{"columns"}, type{"type"},
        subtype{"subtype"};
    key x{"x"}, y{"y"}, description{"description"}, label{"label"};
    key bits_allocated{"BitsAllocated"}, bits_stored{"BitsStored"}, high_bit{"HighBit"};
    key area{"roiArea"}, mean{"roiMean"}, deviation{"roiStandardDeviation"}, pixel_data{"pixelData"};
};

const std::array<group_keys, 16>& groups() {
    static const auto made = []<std::size_t... I>(std::index_sequence<I...>) {
        constexpr const char* hex = "0123456789ABCDEF";
        return std::array<group_keys, 16>{
            group_keys(std::string("60") + hex[I * 2 / 16] + hex[I * 2 % 16])...};
    }
    (std::make_index_sequence<16>());
    return made;
}

const module_keys& keys() {
    static const module_keys made;
    return made;
}

/// The first of several values.
std::optional<std::int64_t> whole(view attribute) {
    return as_whole_number(attribute.is_array() ? attribute[0] : attribute);
}

/// Which frame of the overlay lies over the frame of the image; nothing where none does.
std::optional<std::int64_t> overlay_frame(view instance, const group_keys& name) {
    static const key frame_number("frameNumber");
    const auto frames = whole(instance[name.frames]);
    if (!frames) return 0;
    const std::int64_t origin = whole(instance[name.frame_origin]).value_or(1);
    const std::int64_t frame = instance[frame_number].as_int().value_or(1) - origin;
    if (frame < 0 || frame >= *frames) return std::nullopt;
    return frame;
}

void note(const module_input& from, const group_keys& name, std::string_view line) {
    from.asked_in.note("overlay " + name.number + ": " + std::string(line));
}

/// One bit a pixel, the least significant first (PS3.5 8.1.2).
bool unpack(const module_input& from, const group_keys& name, std::int64_t overlay_frame,
            std::uint64_t pixels, builder& out) {
    const view data = from.instance[name.data];
    const auto shape = data.shape();
    const std::uint64_t first = static_cast<std::uint64_t>(overlay_frame) * pixels;
    if (!shape || (first + pixels + 7) / 8 > shape->count * size_of(shape->dtype)) {
        note(from, name, "its data have fewer bits than it has pixels: they are left out");
        return false;
    }
    const std::uint64_t first_byte = first / 8;
    const value packed =
        builder().slice(data, first_byte, QUOIN_U8, (first + pixels + 7) / 8 - first_byte).finish();
    const auto bytes = packed.elements<std::uint8_t>();
    const auto room = out.key(keys().pixel_data).typed<std::uint8_t>(static_cast<std::size_t>(pixels));
    const std::size_t skip = static_cast<std::size_t>(first % 8);
    for (std::size_t i = 0; i < room.size(); ++i)
        room[i] = static_cast<std::uint8_t>(bytes[(i + skip) / 8] >> ((i + skip) % 8) & 1);
    return true;
}

/// Whether an overlay without data of its own is in the pixels: one bit allocated says that its data are elsewhere.
bool is_in_pixels(const module_input& from, const group_keys& name) {
    if (!is_absent(from.instance[name.data])) {
        note(from, name, "its data are not bytes: they are left out");
        return false;
    }
    const auto own = whole(from.instance[name.bits_allocated]);
    if (own && *own != whole(from.instance[keys().bits_allocated])) {
        note(from, name,
             *own == 1 ? "it has no data" : "it has other bits allocated than the pixels: it is left out");
        return false;
    }
    return true;
}

/// Whether the pixel values have that bit: then it is none of an overlay.
bool is_of_pixel_value(view instance, std::int64_t position) {
    const auto stored = whole(instance[keys().bits_stored]);
    const std::int64_t high = whole(instance[keys().high_bit]).value_or(stored.value_or(1) - 1);
    return !stored || (position <= high && position > high - *stored);
}

/// The bit that the pixels do not use (PS3.3-2004 C.9.2 and PS3.5 8.1.2).
bool embedded(const module_input& from, const group_keys& name, std::uint64_t pixels, builder& out) {
    if (!is_in_pixels(from, name)) return false;
    const view stored = pixel_array(from.instance);
    const auto position = whole(from.instance[name.bit_position]);
    if (!stored || is_encapsulated(from.instance, stored)) {
        note(from, name,
             stored ? "it is in unused bits of compressed pixels: it is left out" : "it has no data");
        return false;
    }
    if (position && is_of_pixel_value(from.instance, *position)) {
        note(from, name, "the pixel values have the bit that it says it is in: it is left out");
        return false;
    }
    const auto layout = native_layout_of(from, stored);
    const auto frame = frame_asked_for(from);
    if (!layout || !frame) return false;
    const bool readable =
        layout->bits_allocated == 8 || layout->bits_allocated == 16 || layout->bits_allocated == 32;
    if (!readable || !position || *position < 0 || *position >= layout->bits_allocated ||
        layout->samples != pixels) {
        note(from, name, "it is in bits of the pixels that are not there: it is left out");
        return false;
    }
    if (!has_native_frame(from, stored, *layout, *frame)) return false;
    builder cut;
    add_native_frame(stored, *layout, *frame, cut);
    const value bytes = cut.finish();
    const auto all = bytes.elements<std::uint8_t>();
    const auto width = static_cast<std::size_t>(layout->bits_allocated / 8);
    const auto byte = static_cast<std::size_t>(*position / 8);
    const auto bit = static_cast<unsigned>(*position % 8);
    const auto room = out.key(keys().pixel_data).typed<std::uint8_t>(static_cast<std::size_t>(pixels));
    for (std::size_t i = 0; i < room.size(); ++i)
        room[i] = static_cast<std::uint8_t>(all[i * width + byte] >> bit & 1);
    return true;
}

/// Rows and columns of the image at the first pixel, counted from 0; the attribute is row\column and counts
/// from 1.
void add_origin(const module_input& from, const group_keys& name, builder& out) {
    const auto origin = as_numbers<2>(from.instance[name.origin]);
    constexpr double most = 1 << 20;
    if (!origin || std::abs((*origin)[0]) > most || std::abs((*origin)[1]) > most)
        return note(from, name, "it has no origin of two numbers: x and y are left out");
    out.member(keys().x, static_cast<std::int64_t>((*origin)[1]) - 1);
    out.member(keys().y, static_cast<std::int64_t>((*origin)[0]) - 1);
}

bool add_overlay(const module_input& from, const group_keys& name, builder& out) {
    const view instance = from.instance;
    const auto rows = whole(instance[name.rows]), columns = whole(instance[name.columns]);
    if (!instance[name.rows]) return false;
    constexpr std::int64_t most = 0xFFFF;
    if (!rows || !columns || *rows < 1 || *columns < 1 || *rows > most || *columns > most) {
        note(from, name, "it has no size: it is left out");
        return false;
    }
    const auto frame = overlay_frame(instance, name);
    if (!frame) return false;
    out.object()
        .member(keys().group, name.number)
        .member(keys().rows, *rows)
        .member(keys().columns, *columns);
    copy_attribute(instance[name.type], keys().type, kind::text, out);
    copy_attribute(instance[name.subtype], keys().subtype, kind::text, out);
    add_origin(from, name, out);
    copy_attribute(instance[name.description], keys().description, kind::text, out);
    copy_attribute(instance[name.label], keys().label, kind::text, out);
    copy_attribute(instance[name.area], keys().area, kind::integer, out);
    copy_attribute(instance[name.mean], keys().mean, kind::real, out);
    copy_attribute(instance[name.deviation], keys().deviation, kind::real, out);
    const std::uint64_t pixels = static_cast<std::uint64_t>(*rows) * static_cast<std::uint64_t>(*columns);
    if (instance[name.data].is_typed())
        unpack(from, name, *frame, pixels, out);
    else
        embedded(from, name, pixels, out);
    out.end();
    return true;
}

}  // namespace

bool has_overlays(view instance) {
    for (const group_keys& one : groups())
        if (instance[one.rows]) return true;
    return false;
}

bool add_overlays(const module_input& from, builder& out) {
    builder list;
    list.array();
    bool any = false;
    for (const group_keys& one : groups()) any = add_overlay(from, one, list) || any;
    if (any) out.member(keys().overlays, list.end().finish());
    return any;
}

}  // namespace quoin::dicom
