#include "palette.hpp"

#include <dicom/pixel_sign.hpp>
#include "segmented_palette.hpp"
#include "whole_numbers.hpp"

#include <algorithm>
#include <span>
#include <string>

namespace quoin::dicom {
namespace {

struct palette_keys {
    explicit palette_keys(const std::string& lower, const std::string& upper)
        : descriptor(upper + "PaletteColorLookupTableDescriptor"),
          data(upper + "PaletteColorLookupTableData"),
          segmented("Segmented" + upper + "PaletteColorLookupTableData"),
          descriptor_name(lower + "PaletteColorLookupTableDescriptor"),
          data_name(lower + "PaletteColorLookupTableData") {}
    key descriptor, data, segmented;
    key descriptor_name, data_name;
};

const std::array<palette_keys, 4>& keys() {
    static const std::array<palette_keys, 4> made{palette_keys("red", "Red"), palette_keys("green", "Green"),
                                                  palette_keys("blue", "Blue"),
                                                  palette_keys("alpha", "Alpha")};
    return made;
}

/// The segments' words: two bytes, or one where entries have 8 bits and are packed.
std::vector<std::uint16_t> words_of(view segmented, std::size_t& bytes_per_word, std::int64_t bits) {
    std::vector<std::uint16_t> out;
    const quoin_typed found = segmented.typed();
    const auto* const bytes = static_cast<const unsigned char*>(found.data);
    const std::size_t size = static_cast<std::size_t>(found.count) * size_of(found.dtype);
    bytes_per_word = bits <= 8 ? 1 : 2;
    for (std::size_t at = 0; at + bytes_per_word <= size; at += bytes_per_word)
        out.push_back(
            static_cast<std::uint16_t>(bytes_per_word == 1 ? bytes[at] : bytes[at] | bytes[at + 1] << 8));
    return out;
}

/// Gives the bits of a number that was added; 0 where none was.
int add_segments(builder& out, const key& output, view segmented, const table_descriptor& described) {
    std::size_t bytes_per_word = 2;
    const auto words = words_of(segmented, bytes_per_word, described.bits);
    const auto entries = expand_segments(words, bytes_per_word, described.entries);
    if (!entries) return 0;
    if (bytes_per_word == 1) {
        const auto room = out.key(output).typed<std::uint8_t>(entries->size());
        for (std::size_t i = 0; i < room.size(); ++i) room[i] = static_cast<std::uint8_t>((*entries)[i]);
        return 8;
    }
    out.member(output, std::span<const std::uint16_t>(*entries));
    return 16;
}

/// Entries of up to 8 bits, one in each word, as bytes: 8 bits are what the descriptor says, and intensities are
/// read over the whole range of its bits (PS3.3 C.7.6.3.1.6). False where an entry has more.
bool add_bytes_in_words(builder& out, const key& output, view data, std::size_t entries) {
    const auto shape = data.shape();
    if (!shape || shape->count * size_of(shape->dtype) != 2 * entries) return false;
    const value words = builder().slice(data, 0, QUOIN_U16, entries).finish();
    quoin_typed read{};
    // Data that cannot be read now are answered as they are: whoever reads them is told.
    if (quoin::detail::values().typed_data(words.get(), &read) != QUOIN_OK) return false;
    const std::span all(static_cast<const std::uint16_t*>(read.data), entries);
    if (std::ranges::any_of(all, [](std::uint16_t entry) { return entry > 0xFF; })) return false;
    const auto room = out.key(output).typed<std::uint8_t>(entries);
    for (std::size_t i = 0; i < room.size(); ++i) room[i] = static_cast<std::uint8_t>(all[i]);
    return true;
}

/// Gives the bits of a number that was added; 0 where none was.
int add_entries(builder& out, const key& output, view data, const table_descriptor& described) {
    if (described.bits <= 8 && add_bytes_in_words(out, output, data, described.entries)) return 8;
    return add_table(out, output, data, described.entries);
}

bool add_palette(const module_input& from, const palette_keys& name, builder& out) {
    const view attribute = from.instance[name.descriptor];
    if (is_absent(attribute)) return false;
    const auto described = descriptor_of(attribute, pixels_are_signed(from.instance));
    if (!described) {
        from.asked_in.note(std::string(name.descriptor.name()) +
                           " is not three numbers of 16 bits: the palette is left out");
        return false;
    }
    const view data = from.instance[name.data], segmented = from.instance[name.segmented];
    int bits = 0;
    if (!is_absent(data))
        bits = add_entries(out, name.data_name, data, *described);
    else if (segmented.is_typed())
        bits = add_segments(out, name.data_name, segmented, *described);
    if (bits == 0 && (!is_absent(data) || segmented.is_typed()))
        from.asked_in.note(std::string(name.data.name()) +
                           " has not as many entries as its descriptor says: it is left out");
    // Entries of 9 to 16 bits lie in 16; what contradicts the data is put right.
    std::int64_t stated = described->bits;
    if ((bits == 8 && stated != 8) || (bits == 16 && stated <= 8)) {
        from.asked_in.note(std::string(name.descriptor.name()) + " says " + std::to_string(stated) +
                           " bits an entry, the data have " + std::to_string(bits));
        stated = bits;
    }
    out.key(name.descriptor_name).array().add(described->entries).add(described->first).add(stated).end();
    return true;
}

}  // namespace

bool add_palettes(const module_input& from, builder& out) {
    bool any = false;
    for (const palette_keys& one : keys()) any = add_palette(from, one, out) || any;
    return any;
}

}  // namespace quoin::dicom
