#include "samples.hpp"

#include <limits>

namespace quoin::waveform {
namespace {

struct kind_facts {
    std::string_view name;
    std::int64_t bits;
};
/// In the order of sample_kind.
constexpr kind_facts kinds[] = {{"SB", 8},  {"UB", 8},  {"SS", 16}, {"US", 16},
                                {"SL", 32}, {"UL", 32}, {"MB", 8},  {"AB", 8}};

/// ITU-T G.711, scaled to 16 bits.
std::int64_t of_mu_law(std::uint8_t code) noexcept {
    const unsigned inverted = ~static_cast<unsigned>(code) & 0xFFU;
    const unsigned exponent = inverted >> 4U & 7U, mantissa = inverted & 15U;
    const auto size = static_cast<std::int64_t>((((mantissa << 3U) + 0x84U) << exponent) - 0x84U);
    return (inverted & 0x80U) != 0 ? -size : size;
}
std::int64_t of_a_law(std::uint8_t code) noexcept {
    const unsigned toggled = code ^ 0x55U;
    const unsigned exponent = toggled >> 4U & 7U, mantissa = toggled & 15U;
    const unsigned size =
        exponent == 0 ? (mantissa << 4U) + 8U : ((mantissa << 4U) + 0x108U) << (exponent - 1U);
    return (toggled & 0x80U) != 0 ? static_cast<std::int64_t>(size) : -static_cast<std::int64_t>(size);
}

/// Bytes of the data as a little endian file has them, whatever words they came in.
class byte_stream {
 public:
    byte_stream(const quoin_typed& of, bool high_word_first) noexcept
        : data_(of.data), width_(size_of(of.dtype)), swaps_words_(high_word_first && width_ == 2) {}
    std::uint8_t at(std::size_t index) const noexcept {
        const std::size_t place = swaps_words_ ? index ^ 2U : index;
        const auto byte_of = [place](const auto* words) {
            constexpr std::size_t width = sizeof *words;
            return static_cast<std::uint8_t>(words[place / width] >> (place % width * 8));
        };
        switch (width_) {
            case 1:
                return byte_of(static_cast<const std::uint8_t*>(data_));
            case 2:
                return byte_of(static_cast<const std::uint16_t*>(data_));
            default:
                return byte_of(static_cast<const std::uint32_t*>(data_));
        }
    }

 private:
    const void* data_;
    std::size_t width_;
    bool swaps_words_;
};

std::int64_t sample_at(const byte_stream& bytes, std::size_t index, sample_kind kind) noexcept {
    const std::size_t size = bytes_of(kind);
    std::uint32_t raw = 0;
    for (std::size_t i = 0; i < size; ++i) raw |= std::uint32_t{bytes.at(index * size + i)} << (8 * i);
    switch (kind) {
        case sample_kind::i8:
            return static_cast<std::int8_t>(raw);
        case sample_kind::i16:
            return static_cast<std::int16_t>(raw);
        case sample_kind::i32:
            return static_cast<std::int32_t>(raw);
        case sample_kind::mu_law:
            return of_mu_law(static_cast<std::uint8_t>(raw));
        case sample_kind::a_law:
            return of_a_law(static_cast<std::uint8_t>(raw));
        default:
            return raw;
    }
}

template <class T, class Make>
void fill(const channel_samples& of, builder& out, Make make) {
    const byte_stream bytes(of.data.typed(), of.high_word_first && bytes_of(of.kind) == 4);
    const auto room = out.typed<T>(of.count);
    for (std::size_t i = 0; i < room.size(); ++i)
        room[i] = make(sample_at(bytes, i * of.channels + of.channel, of.kind));
}

template <class T>
void fill_as(const channel_samples& of, builder& out) {
    fill<T>(of, out, [](std::int64_t sample) { return static_cast<T>(sample); });
}

}  // namespace

std::optional<sample_kind> kind_of(std::string_view interpretation, std::int64_t bits) noexcept {
    for (std::size_t i = 0; i < std::size(kinds); ++i)
        if (kinds[i].name == interpretation && kinds[i].bits == bits) return static_cast<sample_kind>(i);
    return std::nullopt;
}

std::size_t bytes_of(sample_kind kind) noexcept {
    return static_cast<std::size_t>(kinds[static_cast<std::size_t>(kind)].bits / 8);
}

bool are_there(const channel_samples& of) noexcept {
    const auto shape = of.data.shape();
    if (!shape || (shape->dtype != QUOIN_U8 && shape->dtype != QUOIN_U16 && shape->dtype != QUOIN_U32))
        return false;
    const std::uint64_t bytes = shape->count * size_of(shape->dtype);
    const std::uint64_t a_round = std::uint64_t{of.channels} * bytes_of(of.kind);
    return of.channel < of.channels && of.count != 0 && of.count <= bytes / a_round;
}

void add_samples(const channel_samples& of, builder& out) {
    if (of.calibrated) {
        fill<double>(of, out, [&](std::int64_t sample) {
            if (of.padding == sample) return std::numeric_limits<double>::quiet_NaN();
            return static_cast<double>(sample) * of.calibrated->step + of.calibrated->at_zero;
        });
        return;
    }
    switch (of.kind) {
        case sample_kind::i8:
            return fill_as<std::int8_t>(of, out);
        case sample_kind::u8:
        case sample_kind::u16:
            return fill_as<std::uint16_t>(of, out);
        case sample_kind::i32:
            return fill_as<std::int32_t>(of, out);
        case sample_kind::u32:
            return fill_as<std::uint32_t>(of, out);
        default:
            return fill_as<std::int16_t>(of, out);
    }
}

}  // namespace quoin::waveform
