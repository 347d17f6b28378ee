#include "plain_values.hpp"

#include <dicom/decode.hpp>
#include <dicom/dictionary.hpp>
#include <dicom/naturalize.hpp>
#include <dicom/numbers.hpp>

#include <algorithm>
#include <type_traits>

namespace quoin::dicom {

namespace {

bool real(const decimal_number& number, quoin_scalar& out) noexcept {
    if (number.state != number_state::ok) return false;
    out.kind = QUOIN_REAL;
    out.real = number.value;
    return true;
}

bool integer(std::int64_t number, quoin_scalar& out) noexcept {
    out.kind = QUOIN_INT;
    out.integer = number;
    return true;
}

bool text_value(std::string_view raw, vr representation, const surroundings& around, quoin_scalar& out) {
    if (representation == vr::PN || look_at_text(raw) != plain_text::one) return false;
    if (is_charset_text(representation) && !around.text.ascii_compatible()) return false;
    const std::string_view text = without_padding(raw, representation);
    if (text.empty()) return true;  // null
    if (representation == vr::DS) return real(parse_ds(text), out);
    if (representation == vr::IS) {
        const integer_number number = parse_is(text);
        return number.state == number_state::ok && integer(number.value, out);
    }
    out.kind = QUOIN_STRING;
    out.text = to_str(text);
    return true;
}

/// Decimal or integer strings, each of which says a number.
bool numbers_of_text(std::string_view raw, vr representation, std::vector<quoin_scalar>& out) {
    if (look_at_text(raw) == plain_text::no) return false;
    for (std::size_t from = 0;;) {
        const std::size_t end = std::min(raw.find('\\', from), raw.size());
        const std::string_view text = without_padding(raw.substr(from, end - from), representation);
        quoin_scalar& one = out.emplace_back();
        if (representation == vr::DS) {
            if (!real(parse_ds(text), one)) return false;
        } else {
            const integer_number number = parse_is(text);
            if (number.state != number_state::ok || !integer(number.value, one)) return false;
        }
        if (end == raw.size()) return true;
        from = end + 1;
    }
}

}  // namespace

bool plain_value(const data_set& in, const element& of, const surroundings& around,
                 quoin_scalar& out) noexcept {
    if (of.is_sequence()) return false;
    if (of.length == 0) return true;  // null
    const dictionary_entry* const known = find(of.tag);
    if (known == nullptr || known->vm_min != 1 || known->vm_max != 1 || of.has(element::in_source))
        return false;
    const auto raw = in.raw(of);
    switch (of.representation) {
        case vr::US:
            return raw.size() == 2 && known->representation != vr::US_or_OW &&
                   known->representation != vr::US_or_SS_or_OW &&
                   integer(load<std::uint16_t>(raw.data(), of.has(element::big_endian)), out);
        case vr::UL:
            return raw.size() == 4 &&
                   integer(load<std::uint32_t>(raw.data(), of.has(element::big_endian)), out);
        case vr::FD:
            if (raw.size() != 8) return false;
            out.kind = QUOIN_REAL;
            out.real = load<double>(raw.data(), of.has(element::big_endian));
            return true;
        default:
            return is_text(of.representation) && text_value(as_text(raw), of.representation, around, out);
    }
}

bool plain_values(const data_set& in, const element& of, const surroundings& around,
                  std::vector<quoin_scalar>& out) {
    if (of.is_sequence() || of.has(element::in_source)) return false;
    quoin_scalar alone{};
    if (plain_value(in, of, around, alone)) {
        if (alone.kind != QUOIN_NULL) out.push_back(alone);
        return true;
    }
    const auto raw = in.raw(of);
    if (of.representation == vr::DS || of.representation == vr::IS)
        return numbers_of_text(as_text(raw), of.representation, out);
    if (!is_binary_number(of.representation) || of.representation == vr::UV ||
        is_typed_array(of.representation, find(of.tag)) || raw.size() % unit_size(of.representation) != 0)
        return false;
    return each_number(raw, of.representation, of.has(element::big_endian), [&](auto number) {
        quoin_scalar& one = out.emplace_back();
        if constexpr (std::is_same_v<decltype(number), double>) {
            one.kind = QUOIN_REAL;
            one.real = number;
        } else {
            integer(static_cast<std::int64_t>(number), one);
        }
    });
}

}  // namespace quoin::dicom
