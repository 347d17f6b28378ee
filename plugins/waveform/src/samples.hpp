// samples.hpp - samples of one channel out of the interleaved data of a multiplex group (PS3.3 C.10.9.1.5 to .7).
#pragma once

#include <quoin/quoin.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace quoin::waveform {

enum class sample_kind : std::uint8_t { i8, u8, i16, u16, i32, u32, mu_law, a_law };

/// Of Waveform Sample Interpretation, where Waveform Bits Allocated are its own; nothing otherwise.
std::optional<sample_kind> kind_of(std::string_view interpretation, std::int64_t bits) noexcept;
std::size_t bytes_of(sample_kind kind) noexcept;

/// From samples to values: sample * step + at_zero.
struct calibration {
    double step, at_zero;
};

/// Where a channel's samples are. Keeps the data, which stay in the file until they are read.
struct channel_samples {
    value data;  ///< a typed array, channels interleaved
    sample_kind kind;
    std::size_t channel, channels, count;
    bool high_word_first = false;  ///< 32-bit samples in 16-bit words of a big endian file
    std::optional<calibration> calibrated = {};
    std::optional<std::int64_t> padding = {};  ///< a sample that is none; NaN where calibrated
};

/// Whether the data hold them.
bool are_there(const channel_samples& of) noexcept;
/// Adds them to `out` as one typed array: of the samples' own type (unsigned bytes as u16, for JSON has bytes as
/// base64), of i16 where they are companded (ITU-T G.711), of f64 where they are calibrated. Throws error where
/// the data cannot be read.
void add_samples(const channel_samples& of, builder& out);

}  // namespace quoin::waveform
