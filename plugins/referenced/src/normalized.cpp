#include "normalized.hpp"

#include "member_list.hpp"

#include <dicom/attribute_names.hpp>
#include <dicom/dictionary.hpp>

namespace quoin::referenced {
namespace {

/// An object whose members are attributes: those of an item, or none.
value item_of(view module_item) {
    return module_item.is_object() ? attributes_of(module_item) : value();
}

/// The value of an attribute in the kinds of naturalized; empty where it cannot be one.
value attribute_value(const dicom::dictionary_entry& known, view member) {
    const bool one_value = known.vm_min == 1 && known.vm_max == 1;
    if (known.representation == dicom::vr::SQ) {
        builder out;
        out.array();
        bool any = false;
        const std::size_t count = member.is_array() ? member.size() : 1;
        for (std::size_t i = 0; i < count; ++i) {
            const value item = item_of(member.is_array() ? member[i] : member);
            if (!item) continue;
            out.add(item);
            any = true;
        }
        out.end();
        return any || (member.is_array() && member.size() == 0) ? out.finish() : value();
    }
    if (known.representation == dicom::vr::PN && member.is_object()) return value(member);
    if (member.is_object()) return {};
    if (member.is_array() || member.is_typed() || member.is_null() || one_value) return value(member);
    return builder().array().add(member).end().finish();
}

/// Of a plane on a slide or in an ultrasound volume: members that there are none of the patient's, so that the
/// attributes of their names would say what is not so.
bool is_misnamed(std::string_view member, std::string_view system) noexcept {
    if (system == "patient") return false;
    return member == "imagePositionPatient" || member == "imageOrientationPatient" ||
           (system == "volume" && member == "frameOfReferenceUID");
}

}  // namespace

value attributes_of(view module) {
    member_list out;
    const view defaulted = module["defaulted"];
    const std::string_view system = module["coordinateSystem"].as_string().value_or("patient");
    for (std::size_t i = 0; module.is_object() && i < module.size(); ++i) {
        const auto [name, member] = module.member(i);
        bool assumed = false;
        for (std::size_t k = 0; k < defaulted.size(); ++k)
            assumed = assumed || defaulted[k].as_string() == name;
        const std::string keyword = dicom::keyword_of(name);
        if (assumed || keyword.empty() || is_misnamed(name, system)) continue;
        if (value became = attribute_value(*dicom::find_keyword(keyword), member))
            out.set(keyword, std::move(became));
    }
    return out.empty() ? value() : out.object();
}

value members_of(view attributes) {
    member_list out;
    for (std::size_t i = 0; attributes.is_object() && i < attributes.size(); ++i) {
        const auto [keyword, attribute] = attributes.member(i);
        const auto* const known = dicom::find_keyword(keyword);
        if (known != nullptr && known->representation == dicom::vr::SQ && attribute.is_array()) {
            builder items;
            items.array();
            for (std::size_t k = 0; k < attribute.size(); ++k) items.add(members_of(attribute[k]));
            out.set(dicom::member_of(keyword), items.end().finish());
        } else {
            out.set(known != nullptr ? dicom::member_of(keyword) : std::string(keyword), value(attribute));
        }
    }
    return out.object();
}

value normalized(call& asked_in, const std::vector<std::string>& types, std::string_view subject) {
    member_list out;
    for (const std::string& type : types) {
        const auto module = asked_in.get(type, subject);
        if (module && module->is_object()) out.merge(attributes_of(*module));
    }
    return out.empty() ? value() : out.object();
}

std::vector<std::string> types_asked(view options) {
    const view types = options["types"];
    std::vector<std::string> out;
    for (std::size_t i = 0; types.is_array() && i < types.size(); ++i) {
        const auto name = types[i].as_string();
        if (!name || name->empty()) break;
        out.emplace_back(*name);
    }
    if (out.empty() || out.size() != types.size())
        throw error(QUOIN_E_INVALID,
                    "option types, a list of the types to merge, is expected, as "
                    "{\"types\": [\"patientModule\", \"generalStudyModule\"]}");
    return out;
}

}  // namespace quoin::referenced
