// whole_numbers.hpp - tables of an instance (palettes, LUTs) as typed arrays, whatever they came as.
#pragma once

#include <quoin/quoin.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace quoin::dicom {

/// A descriptor of a table (PS3.3 C.7.6.3.1.5, C.11.1.1): entries (65,536 is written as 0), the first input,
/// bits of an entry.
struct table_descriptor {
    std::size_t entries;
    std::int64_t first;
    std::int64_t bits;
};
/// Three whole numbers, of which the first input is signed or not, or as it is written; nothing where they are
/// others.
std::optional<table_descriptor> descriptor_of(view attribute, std::optional<bool> first_is_signed) noexcept;

/// `entries` numbers of a table as member `output` of the open object, as bytes or as 16-bit words, which is
/// found by the length: two bytes an entry, one byte an entry, or that and a byte of padding. A typed array
/// is referred to and stays where it is. Gives the bits of a number, or 0 where the length is another and
/// nothing was added.
int add_table(builder& out, const key& output, view data, std::size_t entries);

}  // namespace quoin::dicom
