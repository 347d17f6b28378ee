#include <dicom/json_model.hpp>

#include <dicom/base64.hpp>
#include <dicom/bulk_uri.hpp>
#include <dicom/decode.hpp>

#include <array>
#include <cmath>

namespace quoin::dicom {

json_model::json_model(std::string_view subject, std::uint64_t inline_bytes)
    : subject_(subject), inline_bytes_(inline_bytes) {
    out_.object();
}

void json_model::begin_attribute(std::uint32_t tag, vr representation) {
    const auto digits = tag_digits(tag);
    const auto letters = static_cast<unsigned>(representation);
    const std::array<char, 2> name{static_cast<char>(letters >> 8), static_cast<char>(letters & 0xFF)};
    out_.key(std::string_view(digits.data(), digits.size())).object();
    out_.member("vr", std::string_view(name.data(), name.size()));
    path_.push_back(tag);
}

void json_model::attribute(std::uint32_t tag, vr representation, view naturalized) {
    begin_attribute(tag, representation);
    if (naturalized.is_typed())
        bulk(representation, naturalized);
    else if (const view uri = naturalized["BulkDataURI"])
        out_.member("BulkDataURI", uri);
    else if (naturalized && !naturalized.is_null())
        values(naturalized);
    out_.end();
    path_.pop_back();
}

/// JSON has no number for what is none or infinite: the text of it stands there.
void json_model::values(view naturalized) {
    const auto is_special = [](view one) {
        return one.kind() == QUOIN_REAL && !std::isfinite(one.as_real().value_or(0));
    };
    const std::size_t count = naturalized.is_array() ? naturalized.size() : 1;
    const auto number = [&](std::size_t i) { return naturalized.is_array() ? naturalized[i] : naturalized; };
    bool special = false;
    for (std::size_t i = 0; i < count; ++i) special = special || is_special(number(i));
    out_.key("Value");
    if (naturalized.is_array() && !special) {
        out_.add(naturalized);
        return;
    }
    out_.array();
    for (std::size_t i = 0; i < count; ++i) {
        const view one = number(i);
        if (!is_special(one))
            out_.add(one);
        else if (std::isnan(*one.as_real()))
            out_.add("NaN");
        else
            out_.add(*one.as_real() > 0 ? "Infinity" : "-Infinity");
    }
    out_.end();
}

void json_model::bulk(vr representation, view typed) {
    const quoin_typed shape = *typed.shape();
    if (shape.count == 0) return;
    const bool words = representation == vr::US || representation == vr::SS;
    if (words && shape.dtype == QUOIN_U16) {  // PS3.6 lets these be OW: see naturalize.hpp
        out_.key("Value").array();
        for (const std::uint16_t one : typed.elements<std::uint16_t>())
            out_.add(representation == vr::SS ? static_cast<std::int16_t>(one) : std::int32_t{one});
        out_.end();
        return;
    }
    const std::uint64_t size = shape.count * size_of(shape.dtype);
    if (size > inline_bytes_) {
        out_.member("BulkDataURI", bulk_uri(subject_, path_));
        return;
    }
    std::vector<unsigned char> bytes(size);  // read, not kept: typed() would keep it with the value
    const quoin_code code = quoin::detail::values().typed_read(typed.get(), 0, shape.count, bytes.data());
    if (code != QUOIN_OK) throw error(code, "bulk data of the object cannot be read");
    out_.member("InlineBinary", to_base64(bytes));
}

void json_model::begin_sequence(std::uint32_t tag) {
    begin_attribute(tag, vr::SQ);
    path_.push_back(0);
    has_items_.push_back(false);
}

void json_model::begin_item() {
    if (!has_items_.back()) out_.key("Value").array();
    has_items_.back() = true;
    out_.object();
}

void json_model::end_item() {
    out_.end();
    ++path_.back();
}

void json_model::end_sequence() {
    if (has_items_.back()) out_.end();
    out_.end();
    has_items_.pop_back();
    path_.resize(path_.size() - 2);
}

value json_model::finish() {
    out_.end();
    return out_.finish();
}

}  // namespace quoin::dicom
