// pixel_source.hpp - where the pixels of an instance are and where one frame of them lies.
#pragma once

#include <dicom/module.hpp>

#include <cstdint>
#include <optional>

namespace quoin::dicom {

/// Pixel Data, Float Pixel Data or Double Float Pixel Data as a typed array; empty where there is none.
view pixel_array(view instance) noexcept;

/// Whether the array holds fragments with their items (PS3.5 A.4): by the transfer syntax, and where that is
/// not registered by what the array begins with.
bool is_encapsulated(view instance, view pixels);

/// The frame that is asked about, from 1: that of the imageId, else option `frameIndex` (from 0), else the
/// first. Nothing, with a note, where the object has no such frame or the two differ.
std::optional<std::int64_t> frame_asked_for(const module_input& from);

/// The bits of one frame that is not compressed (PS3.5 8.1.1, PS3.3 C.7.6.3).
struct native_layout {
    std::uint64_t samples;        ///< of the frame
    std::int64_t bits_allocated;  ///< of a sample
    std::uint64_t bits() const noexcept { return samples * static_cast<std::uint64_t>(bits_allocated); }
};
/// Nothing, with a note, where the instance does not say.
std::optional<native_layout> native_layout_of(const module_input& from, view pixels);

/// Whether the array holds that frame, from 1, to its end; false with a note.
bool has_native_frame(const module_input& from, view pixels, const native_layout& layout, std::int64_t frame);

/// Adds exactly the bytes of a frame that is there and not compressed, little endian: a part of the array, which is
/// not read; copied where a frame of 1-bit pixels begins inside a byte, with 0 behind its last pixel.
void add_native_frame(view pixels, const native_layout& layout, std::int64_t frame, builder& out);

}  // namespace quoin::dicom
