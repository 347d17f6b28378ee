#include <dicom/module_copy.hpp>

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

}  // namespace

std::vector<prepared_field> prepare(std::span<const field> fields) {
    std::vector<prepared_field> out;
    for (const field& one : fields)
        if (one.added_by == adder::attribute)
            out.push_back(
                {key(one.output), key(one.keyword), one.is, one.incidental, one.count, prepare(one.item)});
    return out;
}

bool copy_fields(const std::vector<prepared_field>& fields, view from, view instance, call& asked_in,
                 builder& out) {
    bool any = false;
    for (const prepared_field& one : fields) {
        const view attribute = from[one.keyword];
        if (!attribute) continue;
        const copied became = copy_field(one, attribute, instance, asked_in, out);
        if (became == copied::unusable)
            asked_in.note(std::string(one.keyword.name()) +
                          " is not of the kind it should be: it is left out");
        else if (became == copied::first_only)
            asked_in.note(std::string(one.keyword.name()) +
                          " has several values where one is allowed: the first is taken");
        any = any || (!one.incidental && (became == copied::whole || became == copied::first_only));
    }
    return any;
}

}  // namespace quoin::dicom
