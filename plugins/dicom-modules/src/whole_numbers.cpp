#include "whole_numbers.hpp"

#include <dicom/attribute.hpp>
#include <dicom/pixel_sign.hpp>

namespace quoin::dicom {

std::optional<table_descriptor> descriptor_of(view attribute, std::optional<bool> first_is_signed) noexcept {
    const auto numbers = as_numbers<3>(attribute);
    constexpr double most = 0xFFFF;
    if (!numbers) return std::nullopt;
    for (const double number : *numbers)
        if (number < -most || number > most) return std::nullopt;
    const auto entries = static_cast<std::int64_t>((*numbers)[0]) & 0xFFFF;
    const auto first = static_cast<std::int64_t>((*numbers)[1]);
    const auto bits = static_cast<std::int64_t>((*numbers)[2]);
    return table_descriptor{entries == 0 ? std::size_t{0x10000} : static_cast<std::size_t>(entries),
                            with_sign(first, first_is_signed), bits};
}

namespace {

int add_listed(builder& out, const key& output, view data, std::size_t entries) {
    if (data.size() != entries) return 0;
    for (std::size_t i = 0; i < entries; ++i)
        if (const auto number = as_whole_number(data[i]); !number || *number < -0x8000 || *number > 0xFFFF)
            return 0;
    const auto room = out.key(output).typed<std::uint16_t>(entries);
    for (std::size_t i = 0; i < room.size(); ++i)
        room[i] = static_cast<std::uint16_t>(as_whole_number(data[i]).value_or(0));
    return 16;
}

}  // namespace

int add_table(builder& out, const key& output, view data, std::size_t entries) {
    if (data.is_array()) return add_listed(out, output, data, entries);
    const auto shape = data.shape();
    if (!shape) return 0;
    const std::uint64_t bytes = shape->count * size_of(shape->dtype);
    if (bytes == 2 * entries) {
        out.key(output).slice(data, 0, QUOIN_U16, entries);
        return 16;
    }
    if (bytes == entries || bytes == entries + 1) {
        out.key(output).slice(data, 0, QUOIN_U8, entries);
        return 8;
    }
    return 0;
}

}  // namespace quoin::dicom
