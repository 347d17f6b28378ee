#include <dicom/module_schema.hpp>
#include <dicom/module_set.hpp>

#include <string>

namespace quoin::dicom {
namespace {

sop_class_facts facts_for(applies_to to, view instance) noexcept {
    return to == applies_to::any ? sop_class_facts{} : facts_of_instance(instance);
}

}  // namespace

std::optional<value> instance_of(call& asked_in, std::string_view image_id) {
    auto instance = asked_in.get("instance", image_id);
    if (!instance || instance->is_null()) return std::nullopt;
    if (!instance->is_object())
        throw error(QUOIN_E_INVALID, "the instance of " + std::string(image_id) +
                                         " is no object: its provider must answer one");
    return instance;
}

module_set::module_set(std::span<const metadata_module> modules, std::span<const type_info> others)
    : descriptions_(modules, others) {
    for (const metadata_module& line : modules)
        prepared_.emplace(line.type, prepared_module{&line, prepare(line.fields)});
}

answer module_set::get(call& asked_in, const request& asked) const {
    if (asked.subject_count() != 1) return pass;
    if (asked.type() == schema_type) {
        const auto found = prepared_.find(asked.subject());
        return found == prepared_.end() ? answer(pass) : answer(schema_of(*found->second.line));
    }
    const auto found = prepared_.find(asked.type());
    if (found == prepared_.end()) return pass;
    const auto instance = instance_of(asked_in, asked.subject());
    if (!instance) return pass;
    const prepared_module& module = found->second;
    return made_of({*instance, asked_in, asked, facts_for(module.line->to, *instance)}, module);
}

answer module_set::made_of(const module_input& from, std::string_view type) const {
    return made_of(from, prepared_.at(type));
}

answer module_set::made_of(const module_input& from, const prepared_module& module) {
    if (const auto reason = why_not(module.line->to, from.instance, from.sop_class); !reason.empty()) {
        from.asked_in.note(reason);
        return pass;
    }
    builder out;
    out.object();
    bool any = copy_fields(module.fields, from.instance, from.instance, from.asked_in, out);
    if (module.line->computed != nullptr) any = module.line->computed(from, out) || any;
    if (!any) {
        from.asked_in.note("the instance has no attribute of this module");
        return pass;
    }
    return out.end().finish();
}

}  // namespace quoin::dicom
