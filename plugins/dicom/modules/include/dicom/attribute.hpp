// attribute.hpp - attributes of an instance as the modules want them: numbers whatever way they were written,
// one value or many as the module's schema says, and nothing at all where there is nothing.
#pragma once

#include <quoin/quoin.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace quoin::dicom {

/// What a module's field is, whatever multiplicity the attribute came with.
enum class kind : std::uint8_t {
    text,           ///< one string
    texts,          ///< array of strings, also with one value
    integer,        ///< one int (IS, US, UL, ..)
    integers,       ///< array of ints
    real,           ///< one real (DS, FL, FD)
    reals,          ///< array of reals
    name,           ///< a person's name: {Alphabetic, Ideographic, Phonetic}, those that exist
    items,          ///< array of the items of a sequence, as the instance has them
    pixel_value,    ///< one int of the pixels' representation: signed where they are
    object,         ///< first item of a sequence, as fields
    objects,        ///< array of the items of a sequence, as fields
    other_objects,  ///< array of the items after the first; absent where there are none
    flag,           ///< true or false; always computed, as are those below
    numbers,        ///< typed array of whole numbers
    bytes,          ///< typed array of bytes
    bytes_list,     ///< array of typed arrays of bytes
};

/// A finite number: a real, an int, or a string that holds one (a DICOM JSON server may write DS and IS so).
std::optional<double> as_number(view attribute) noexcept;
/// A whole number, in any of these forms.
std::optional<std::int64_t> as_whole_number(view attribute) noexcept;
/// Exactly `out.size()` finite numbers: an array, a single value, or one string with backslashes. False, with
/// `out` in an unknown state, where there are more, fewer or others.
bool read_numbers(view attribute, std::span<double> out) noexcept;

template <std::size_t N>
std::optional<std::array<double, N>> as_numbers(view attribute) noexcept {
    std::array<double, N> out{};
    return read_numbers(attribute, out) ? std::optional(out) : std::nullopt;
}

/// Not there, null, an empty string, or an array of nothing else.
bool is_absent(view attribute) noexcept;

/// One string: the first where there are several; nothing where it is empty or no string.
std::optional<std::string_view> as_text(view attribute) noexcept;

/// What became of an attribute.
enum class copied : std::uint8_t {
    absent,      ///< nothing there
    whole,       ///< the member was added
    first_only,  ///< the member was added with the first of several values
    unusable,    ///< not of that kind: nothing was added
};

/// Adds the attribute as member `output` to the object that `out` has open. Kinds that are one value, an
/// array or items as they are; for the others see module_copy.hpp.
copied copy_attribute(view attribute, const key& output, kind is, builder& out);

}  // namespace quoin::dicom
