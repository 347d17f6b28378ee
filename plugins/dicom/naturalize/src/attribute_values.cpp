#include "attribute_values.hpp"

#include "bulk_values.hpp"
#include "plain_values.hpp"

#include <dicom/decode.hpp>
#include <dicom/numbers.hpp>

#include <algorithm>
#include <cstring>
#include <limits>

namespace quoin::dicom {

namespace {

const quoin_build& build() noexcept {
    return quoin::detail::build();
}

bool may_be_words(vr representation, const dictionary_entry* known) noexcept {
    return (representation == vr::US || representation == vr::SS) && known != nullptr &&
           (known->representation == vr::US_or_OW || known->representation == vr::US_or_SS_or_OW);
}

}  // namespace

bool is_typed_array(vr representation, const dictionary_entry* known) noexcept {
    return is_bulk(representation) || may_be_words(representation, known);
}

void add_name(quoin_builder* out, const std::array<std::string_view, 3>& groups) {
    static const std::array<quoin::key, 3> names{quoin::key("Alphabetic"), quoin::key("Ideographic"),
                                                 quoin::key("Phonetic")};
    bool any = false;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (groups[i].empty()) continue;
        if (!any) build().begin_object(out, nullptr);
        any = true;
        if (names[i].interned() != nullptr)
            build().key_interned(out, names[i].interned());
        else
            build().key(out, to_str(names[i].name()));
        build().string(out, to_str(groups[i]));
    }
    if (any)
        build().end(out);
    else
        build().null(out);
}

void attribute_values::string(std::string_view text) {
    build().string(out_, to_str(text));
}

void attribute_values::null() {
    build().null(out_);
}

void attribute_values::add(const element& of, const surroundings& around) {
    if (of.length == 0) return null();
    const dictionary_entry* const known = find(of.tag);
    vr representation = of.representation == vr::none ? vr::UN : of.representation;
    vr_traits is = traits(representation);
    if (!is.known) {
        // What the dictionary leaves open is decided by the sign of the pixels.
        const bool by_sign = representation == vr::US_or_SS;
        representation = implicit_representation(representation, by_sign && around.signed_pixels);
        is = traits(representation);
    }
    if (of.has(element::in_source) || is.bulk || may_be_words(representation, known))
        return add_bulk(out_, in_, of, representation, bulk_);
    const bool scalar = known != nullptr ? known->vm_min == 1 && known->vm_max == 1 : is.one_value;
    if (is.text) return add_text(of, representation, around.text, scalar, is.one_value);
    if (representation == vr::AT) return add_tags(of, scalar);
    add_numbers(of, representation, scalar);
}

void attribute_values::add_text(const element& of, vr representation, const character_set& set, bool scalar,
                                bool one_value) {
    const std::string_view raw = as_text(in_.raw(of));
    const plain_text looks = look_at_text(raw);
    if (looks != plain_text::no && (set.ascii_compatible() || !is_charset_text(representation)))
        return add_plain_text(of, representation, raw, scalar, looks == plain_text::one || one_value);
    damaged_ = false;
    if (one_value || std::memchr(raw.data(), '\\', raw.size()) == nullptr) {
        const bool empty = without_padding(raw, representation).empty();
        if (!scalar && !empty) build().begin_array(out_);
        add_text_value(of, representation, raw, set);
        if (!scalar && !empty) build().end(out_);
    } else {
        values_.clear();
        bool any = false;
        set.split(raw, representation, [&](std::string_view one) {
            any = any || !without_padding(one, representation).empty();
            values_.push_back(one);
        });
        if (!any) return null();
        const bool single = scalar && values_.size() == 1;
        if (scalar && !single) note(of, "several values where the standard has one");
        if (!single) build().begin_array(out_);
        for (const std::string_view one : values_) add_text_value(of, representation, one, set);
        if (!single) build().end(out_);
    }
    if (damaged_) note(of, "bytes that are no characters of the character set");
}

/// Text that every character set reads alike.
void attribute_values::add_plain_text(const element& of, vr representation, std::string_view raw, bool scalar,
                                      bool one) {
    if (one) {
        const std::string_view text = without_padding(raw, representation);
        if (text.empty()) return null();
        if (!scalar) build().begin_array(out_);
        add_plain_value(of, representation, text);
        if (!scalar) build().end(out_);
        return;
    }
    const bool any = raw.find_first_not_of(std::string_view("\\ \0", 3)) != std::string_view::npos;
    if (!any) return null();
    if (scalar) note(of, "several values where the standard has one");
    build().begin_array(out_);
    for (std::size_t from = 0;;) {
        const std::size_t end = std::min(raw.find('\\', from), raw.size());
        const std::string_view text = without_padding(raw.substr(from, end - from), representation);
        if (text.empty())
            null();
        else
            add_plain_value(of, representation, text);
        if (end == raw.size()) break;
        from = end + 1;
    }
    build().end(out_);
}

void attribute_values::add_plain_value(const element& of, vr representation, std::string_view text) {
    switch (representation) {
        case vr::PN:
            return add_name(text, {});
        case vr::DS:
            return add_decimal(of, text);
        case vr::IS:
            return add_integer(of, text);
        default:
            build().held_string(out_, to_str(text));  // as it stands in the header bytes
    }
}

void attribute_values::add_text_value(const element& of, vr representation, std::string_view one,
                                      const character_set& set) {
    switch (representation) {
        case vr::PN:
            return add_name(one, set);
        case vr::DS:
            return add_decimal(of, one);
        case vr::IS:
            return add_integer(of, one);
        default:
            break;
    }
    const std::string_view text = decoded(one, representation, set, room_, damaged_);
    if (text.empty())
        null();
    else if (text.data() == room_.data())
        string(text);
    else
        build().held_string(out_, to_str(text));  // as it stands in the header bytes
}

void attribute_values::add_name(std::string_view one, const character_set& set) {
    const std::string_view kept = without_padding(one, vr::PN);
    if (is_plain(kept) && set.ascii_compatible() && kept.find('=') == std::string_view::npos)
        return dicom::add_name(out_, {kept, {}, {}});
    const person_name name = set.decode_name(kept, damaged_);
    dicom::add_name(out_, {name.alphabetic, name.ideographic, name.phonetic});
}

void attribute_values::add_decimal(const element& of, std::string_view one) {
    const decimal_number number = parse_ds(one);
    if (number.state == number_state::ok) return build().real(out_, number.value);
    if (number.state == number_state::malformed)
        note(of, "no decimal string: the value " + std::string(describe(number.fault)));
    null();
}

void attribute_values::add_integer(const element& of, std::string_view one) {
    const integer_number number = parse_is(one);
    if (number.state == number_state::ok) return build().integer(out_, number.value);
    if (number.state == number_state::malformed)
        note(of, "no integer string: the value " + std::string(describe(number.fault)));
    null();
}

void attribute_values::add_numbers(const element& of, vr representation, bool scalar) {
    const auto raw = in_.raw(of);
    const std::size_t width = unit_size(representation), count = raw.size() / width;
    if (raw.size() % width != 0) note(of, "the length is no multiple of the size of a number");
    if (count == 0) return null();
    const bool single = scalar && count == 1;
    if (scalar && !single) note(of, "several values where the standard has one");
    if (!single) build().begin_array(out_);
    each_number(raw, representation, of.has(element::big_endian), [this](auto number) {
        using kind = decltype(number);
        if constexpr (std::is_same_v<kind, double>) {
            build().real(out_, number);
        } else if constexpr (std::is_same_v<kind, std::uint64_t>) {
            if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
                string(std::to_string(number));
            else
                build().integer(out_, static_cast<std::int64_t>(number));
        } else {
            build().integer(out_, number);
        }
    });
    if (!single) build().end(out_);
}

void attribute_values::add_tags(const element& of, bool scalar) {
    const auto raw = in_.raw(of);
    if (raw.size() % 4 != 0) note(of, "the length is no multiple of the size of a tag");
    if (raw.size() < 4) return null();
    const bool single = scalar && raw.size() < 8;
    if (!single) build().begin_array(out_);
    for (std::size_t at = 0; at + 4 <= raw.size(); at += 4) {
        const auto digits = tag_digits(load_tag(raw.data() + at, of.has(element::big_endian)));
        string({digits.data(), digits.size()});
    }
    if (!single) build().end(out_);
}

}  // namespace quoin::dicom
