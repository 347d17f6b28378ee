#include <dicom_writer/data_set.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>

namespace dicom_writer {

data_set& data_set::text(std::uint32_t tag, std::string_view vr, std::string_view value) {
    return put(tag, vr, std::string(value));
}

data_set& data_set::texts(std::uint32_t tag, std::string_view vr, const std::vector<std::string>& values) {
    std::string joined;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i != 0) joined += '\\';
        joined += values[i];
    }
    return put(tag, vr, std::move(joined));
}

data_set& data_set::numbers(std::uint32_t tag, std::string_view vr, std::vector<number> values) {
    return put(tag, vr, std::move(values));
}

data_set& data_set::raw(std::uint32_t tag, std::string_view vr, bytes value) {
    return put(tag, vr, std::move(value));
}

data_set& data_set::empty(std::uint32_t tag, std::string_view vr) {
    return put(tag, vr, bytes{});
}

data_set& data_set::sequence(std::uint32_t tag, std::vector<data_set> list, std::optional<lengths> form) {
    return put(tag, "SQ", items{std::move(list), form});
}

data_set& data_set::unknown_sequence(std::uint32_t tag, std::vector<data_set> list, lengths form) {
    return put(tag, "UN", items{std::move(list), form});
}

data_set& data_set::fragments(std::uint32_t tag, std::vector<std::vector<bytes>> frames, offset_table table) {
    return put(tag, "OB", encapsulated{std::move(frames), table});
}

data_set& data_set::private_creator(std::uint16_t group, std::uint8_t block, std::string_view creator) {
    return text(private_tag(group, 0, block), "LO", creator);
}

data_set& data_set::append(element one) {
    elements_.push_back(std::move(one));
    return *this;
}

data_set& data_set::append_verbatim(bytes value) {
    element one;
    one.tag = 0xffffffff;
    one.value = std::move(value);
    one.verbatim = true;
    return append(std::move(one));
}

data_set& data_set::remove(std::uint32_t tag) {
    std::erase_if(elements_, [tag](const element& one) { return one.tag == tag; });
    return *this;
}

data_set& data_set::unpadded(std::uint32_t tag) {
    at(tag).padded = false;
    return *this;
}

data_set& data_set::claim_length(std::uint32_t tag, std::uint32_t length) {
    at(tag).claimed_length = length;
    return *this;
}

const element* data_set::find(std::uint32_t tag) const noexcept {
    const auto found = std::ranges::find(elements_, tag, &element::tag);
    return found != elements_.end() ? &*found : nullptr;
}

data_set& data_set::put(std::uint32_t tag, std::string_view vr, content value) {
    element one;
    one.tag = tag;
    one.vr = vr;
    one.value = std::move(value);
    const auto place = std::ranges::find_if(elements_, [tag](const element& e) { return e.tag >= tag; });
    if (place != elements_.end() && place->tag == tag)
        *place = std::move(one);
    else
        elements_.insert(place, std::move(one));
    return *this;
}

element& data_set::at(std::uint32_t tag) {
    const auto found = std::ranges::find(elements_, tag, &element::tag);
    if (found != elements_.end()) return *found;
    std::array<char, 80> said{};
    std::snprintf(said.data(), said.size(), "the data set has no element (%04X,%04X) to change", tag >> 16,
                  tag & 0xffff);
    throw std::out_of_range(said.data());
}

}  // namespace dicom_writer
