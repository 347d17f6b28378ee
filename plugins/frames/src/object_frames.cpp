#include "object_frames.hpp"

#include "attribute_numbers.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace quoin::dicom {
namespace {

struct object_keys {
    key number_of_frames{"NumberOfFrames"};
    key per_frame{"PerFrameFunctionalGroupsSequence"};
    key pixels{"PixelData"}, rows{"Rows"}, columns{"Columns"}, bits{"BitsAllocated"},
        samples{"SamplesPerPixel"};
    std::array<key, 7> of_pixels{key("PhotometricInterpretation"),
                                 key("Rows"),
                                 key("PixelData"),
                                 key("FloatPixelData"),
                                 key("DoubleFloatPixelData"),
                                 key("SharedFunctionalGroupsSequence"),
                                 key("NumberOfFrames")};
};

const object_keys& keys() {
    static const object_keys made;
    return made;
}

/// Frames that native pixel data have room for, if it is a whole number of them (and a byte to make it even).
std::optional<std::int64_t> frames_in_pixels(view object) {
    const auto shape = object[keys().pixels].shape();
    const auto rows = as_count(object[keys().rows]);
    const auto columns = as_count(object[keys().columns]);
    const auto bits = as_count(object[keys().bits]);
    constexpr std::int64_t largest = 65535;  // of Rows, Columns and the like, which have 16 bits
    if (!shape || !rows || !columns || !bits || *rows > largest || *columns > largest || *bits > 64)
        return std::nullopt;
    const std::int64_t samples = std::min<std::int64_t>(as_count(object[keys().samples]).value_or(1), 4);
    const std::int64_t a_frame = *rows * *columns * *bits * samples;
    const auto bytes = static_cast<std::int64_t>(shape->count * size_of(shape->dtype));
    if (bytes > (std::int64_t{1} << 56)) return std::nullopt;
    const std::int64_t frames = bytes * 8 / a_frame;
    const std::int64_t taken = (frames * a_frame + 7) / 8;
    return frames >= 1 && bytes - taken <= 1 ? std::optional(frames) : std::nullopt;
}

}  // namespace

bool has_pixels(view object) {
    return std::ranges::any_of(keys().of_pixels, [&](const key& one) { return is_stated(object[one]); }) ||
           object[keys().per_frame].size() > 0;
}

std::int64_t frame_count(view object, call& asked_in) {
    const view stated = object[keys().number_of_frames];
    if (const auto number = as_count(stated)) return *number;
    if (is_stated(stated))
        asked_in.note("NumberOfFrames is no number above 0: the per-frame items are counted");
    const auto items = static_cast<std::int64_t>(object[keys().per_frame].size());
    const auto in_pixels = items > 1 ? frames_in_pixels(object) : std::nullopt;
    if (!in_pixels || *in_pixels >= items) return std::max<std::int64_t>(items, 1);
    asked_in.note(
        "no NumberOfFrames, and the pixel data have fewer frames than there are per-frame items: "
        "those of the pixel data are counted");
    return *in_pixels;
}

}  // namespace quoin::dicom
