#include "group_types.hpp"

#include "attribute_numbers.hpp"
#include "instance_keys.hpp"

#include <algorithm>
#include <string>

namespace quoin::dicom {
namespace {

bool fits(view attribute, const group_field& field) {
    switch (field.is) {
        case group_field::kind::number:
            return as_finite(attribute).has_value();
        case group_field::kind::numbers: {
            bool finite = attribute.is_array() && attribute.size() == field.count;
            for (std::size_t i = 0; finite && i < field.count; ++i)
                finite = as_finite(attribute[i]).has_value();
            return finite;
        }
        case group_field::kind::text:
            return attribute.is_string();
        case group_field::kind::texts:
            return attribute.is_string() || attribute.is_array();
    }
    return false;
}

void add(builder& out, const group_field& field, view attribute) {
    out.key(field.output);
    if (field.is == group_field::kind::texts && attribute.is_string())
        out.array().add(attribute).end();
    else
        out.add(attribute);
}

bool has_group(view groups, const group_type& of) {
    return std::ranges::any_of(of.groups, [&](std::string_view one) { return groups[one].size() > 0; });
}

std::string_view origin_of(const group_type& of, view instance) {
    const instance_keys& name = instance_keys::get();
    const std::int64_t frame = instance[name.frame_number].as_int().value_or(1);
    const view said =
        instance[of.type == "PlaneOrientation" ? name.orientation_origin : name.position_origin];
    const bool of_the_plane = of.type == "PlanePosition" || of.type == "PlaneOrientation";
    if (of_the_plane && said) return said.as_string().value_or("object");
    if (has_group(instance[name.per_frame][frame - 1], of)) return "perFrame";
    if (has_group(instance[name.shared][0], of)) return "shared";
    return "object";
}

}  // namespace

const group_type* find_group_type(std::string_view type) noexcept {
    const auto* const found = std::ranges::find(group_types, type, &group_type::type);
    return found != std::end(group_types) ? found : nullptr;
}

answer answer_group_type(const group_type& of, view instance, call& asked_in) {
    builder out;
    out.object();
    bool any = false;
    for (const group_field& field : of.fields) {
        const view attribute = instance[field.keyword];
        if (!is_stated(attribute)) continue;
        if (!fits(attribute, field)) {
            asked_in.note(std::string(field.keyword) + " is not what it should be: it is left out");
            continue;
        }
        add(out, field, attribute);
        any = true;
    }
    if (!any) {
        asked_in.note("the frame states no attribute of this group");
        return pass;
    }
    return out.member("origin", origin_of(of, instance)).end().finish();
}

}  // namespace quoin::dicom
