#include <dicom/module_copy.hpp>

#include <dicom/given_fields.hpp>
#include <dicom/pixel_sign.hpp>

#include <string>

namespace quoin::dicom {
namespace {

view item_of(view sequence, std::size_t index) {
    if (sequence.is_object()) return index == 0 ? sequence : view();
    return sequence[index];
}

std::size_t item_count(view sequence) {
    return sequence.is_object() ? 1 : sequence.is_array() ? sequence.size() : 0;
}

void add_object(const prepared_field& one, view item, view instance, call& asked_in, builder& out) {
    out.object();
    copy_fields(one.item, item, instance, asked_in, out);
    out.end();
}

copied copy_objects(const prepared_field& one, view sequence, view instance, call& asked_in, builder& out) {
    if (is_absent(sequence)) return copied::absent;
    if (!item_of(sequence, 0).is_object()) return copied::unusable;
    const std::size_t count = item_count(sequence);
    if (one.is == kind::object) {
        out.key(one.output);
        add_object(one, item_of(sequence, 0), instance, asked_in, out);
        return copied::whole;
    }
    const std::size_t first = one.is == kind::other_objects ? 1 : 0;
    if (first >= count) return copied::absent;
    out.key(one.output).array();
    for (std::size_t i = first; i < count; ++i)
        add_object(one, item_of(sequence, i), instance, asked_in, out);
    out.end();
    return copied::whole;
}

copied copy_pixel_value(const prepared_field& one, view attribute, view instance, builder& out) {
    if (is_absent(attribute)) return copied::absent;
    const bool several = attribute.is_array() && attribute.size() > 1;
    const auto number = as_whole_number(attribute.is_array() ? attribute[0] : attribute);
    if (!number) return copied::unusable;
    out.member(one.output, with_sign(*number, pixels_are_signed(instance)));
    return several ? copied::first_only : copied::whole;
}

copied copy_field(const prepared_field& one, view attribute, view instance, call& asked_in, builder& out) {
    switch (one.is) {
        case kind::object:
        case kind::objects:
        case kind::other_objects:
            return copy_objects(one, attribute, instance, asked_in, out);
        case kind::pixel_value:
            return copy_pixel_value(one, attribute, instance, out);
        default:
            if (one.count != 0 && !is_absent(attribute) && attribute.size() != one.count)
                return copied::unusable;
            return copy_attribute(attribute, one.output, one.is, out);
    }
}

/// Whether what was copied makes the module; what could not be used as it is, is noted.
bool copy_and_note(const prepared_field& one, view from, view instance, call& asked_in, builder& out) {
    const view attribute = from[one.keyword];
    if (!attribute) return false;
    const copied became = copy_field(one, attribute, instance, asked_in, out);
    if (became == copied::unusable)
        asked_in.note(std::string(one.keyword.name()) + " is not of the kind it should be: it is left out");
    else if (became == copied::first_only)
        asked_in.note(std::string(one.keyword.name()) +
                      " has several values where one is allowed: the first is taken");
    return !one.incidental && (became == copied::whole || became == copied::first_only);
}

/// How an attribute has to be to be copied with others in one call. What has to be counted or does not make the
/// module is looked at alone, and so are the kinds that are not here.
quoin_plain plain_kind(const field& one) {
    if (one.incidental || one.count != 0) return QUOIN_PLAIN_NONE;
    switch (one.is) {
        case kind::text:
            return QUOIN_PLAIN_TEXT;
        case kind::integer:
            return QUOIN_PLAIN_INT;
        case kind::real:
            return QUOIN_PLAIN_REAL;
        case kind::reals:
            return QUOIN_PLAIN_REALS;
        case kind::name:
            return QUOIN_PLAIN_NAME;
        default:
            return QUOIN_PLAIN_NONE;
    }
}

}  // namespace

prepared_fields prepare(std::span<const field> fields) {
    prepared_fields out;
    for (const field& one : fields) {
        if (one.added_by != adder::attribute) continue;
        const prepared_field& made = out.all.emplace_back(prepared_field{
            key(one.output), key(one.keyword), one.is, one.incidental, one.count, prepare(one.item)});
        out.plain.push_back(copied_member(made.keyword, made.output, plain_kind(one)));
    }
    return out;
}

bool give_pixel_value(view attribute, view instance, quoin_given& out) {
    if (const auto number = attribute.as_int()) {
        out = given_integer(with_sign(*number, pixels_are_signed(instance)));
        return true;
    }
    return is_absent(attribute);
}

mould mould_of(std::span<const field> fields, std::span<const std::string_view> without) {
    std::vector<quoin_copied> lines;
    for (const field& one : fields) {
        if (is_given(one))
            lines.push_back(given_member(key(one.output)));
        else
            lines.push_back(copied_member(key(one.keyword), key(one.output), plain_kind(one)));
    }
    for (const std::string_view keyword : without)
        lines.push_back(copied_member(key(keyword), key(keyword), QUOIN_PLAIN_NONE));
    return mould(lines);
}

bool copy_fields(const prepared_fields& fields, view from, view instance, call& asked_in, builder& out) {
    bool any = false;
    const std::span<const quoin_copied> plain(fields.plain);
    for (std::size_t next = 0; next < plain.size(); ++next) {
        std::size_t added = 0;
        next += out.copy(from, plain.subspan(next), added);
        any = any || added != 0;
        if (next < plain.size()) any = copy_and_note(fields.all[next], from, instance, asked_in, out) || any;
    }
    return any;
}

}  // namespace quoin::dicom
