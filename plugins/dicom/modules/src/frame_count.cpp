#include <dicom/frame_count.hpp>

#include <dicom/attribute.hpp>

#include <algorithm>
#include <optional>

namespace quoin::dicom {
namespace {

struct count_keys {
    key number_of_frames{"NumberOfFrames"}, per_frame{"PerFrameFunctionalGroupsSequence"};
    key pixels{"PixelData"}, rows{"Rows"}, columns{"Columns"}, bits{"BitsAllocated"},
        samples{"SamplesPerPixel"};
};

const count_keys& keys() {
    static const count_keys made;
    return made;
}

/// A number from 1 to that.
std::optional<std::int64_t> up_to(std::int64_t most, view attribute) {
    const auto number = as_whole_number(attribute);
    return number && *number >= 1 && *number <= most ? number : std::nullopt;
}

/// Frames that native pixel data have room for, if it is a whole number of them (and a byte to make it even).
std::optional<std::int64_t> frames_in_pixels(view object) {
    const auto shape = object[keys().pixels].shape();
    constexpr std::int64_t largest = 65535;  // of Rows, Columns and the like, which have 16 bits
    const auto rows = up_to(largest, object[keys().rows]), columns = up_to(largest, object[keys().columns]),
               bits = up_to(64, object[keys().bits]);
    if (!shape || !rows || !columns || !bits) return std::nullopt;
    const std::int64_t samples = up_to(4, object[keys().samples]).value_or(1);
    const std::int64_t a_frame = *rows * *columns * *bits * samples;
    const auto bytes = static_cast<std::int64_t>(shape->count * size_of(shape->dtype));
    if (bytes > (std::int64_t{1} << 56)) return std::nullopt;
    const std::int64_t frames = bytes * 8 / a_frame;
    const std::int64_t taken = (frames * a_frame + 7) / 8;
    return frames >= 1 && bytes - taken <= 1 ? std::optional(frames) : std::nullopt;
}

void note(call* asked_in, std::string_view line) {
    if (asked_in != nullptr) asked_in->note(line);
}

}  // namespace

std::int64_t frame_count(view object, call* asked_in) {
    const view stated = object[keys().number_of_frames];
    const bool several = stated.is_array() && stated.size() > 1;
    if (const auto number = as_whole_number(stated.is_array() ? stated[0] : stated); number && *number >= 1) {
        if (several)
            note(asked_in, "NumberOfFrames has several values where one is allowed: the first is taken");
        return *number;
    }
    if (!is_absent(stated))
        note(asked_in, "NumberOfFrames is no number above 0: the per-frame items are counted");
    const auto items = static_cast<std::int64_t>(object[keys().per_frame].size());
    const auto in_pixels = items > 1 ? frames_in_pixels(object) : std::nullopt;
    if (!in_pixels || *in_pixels >= items) return std::max<std::int64_t>(items, 1);
    note(asked_in,
         "no NumberOfFrames, and the pixel data have fewer frames than there are per-frame items: "
         "those of the pixel data are counted");
    return *in_pixels;
}

}  // namespace quoin::dicom
