#include <dicom/given_fields.hpp>
#include <dicom/module_schema.hpp>
#include <dicom/module_set.hpp>

#include <string>

namespace quoin::dicom {
namespace {

sop_class_facts facts_for(applies_to to, view instance) noexcept {
    return to == applies_to::any ? sop_class_facts{} : facts_of_instance(instance);
}

void add_given(const quoin_given& one, const key& output, builder& out) {
    switch (one.what) {
        case QUOIN_GIVEN_FLAG:
            out.member(output, one.is.integer != 0);
            break;
        case QUOIN_GIVEN_INT:
            out.member(output, one.is.integer);
            break;
        case QUOIN_GIVEN_REAL:
            out.member(output, one.is.real);
            break;
        case QUOIN_GIVEN_TEXT:
            out.member(output, std::string_view(one.is.text, one.count));
            break;
        case QUOIN_GIVEN_REALS:
            out.key(output).reals({one.is.reals, one.count});
            break;
        case QUOIN_GIVEN_TEXTS:
            out.key(output).array();
            for (const quoin_str text : std::span(one.is.texts, one.count)) out.add(to_view(text));
            out.end();
            break;
        default:
            break;
    }
}

}  // namespace

module_set::prepared_module::prepared_module(const metadata_module& of)
    : line(&of), fields(prepare(of.fields)) {
    for (const field& one : of.fields) {
        if (!is_given(one)) continue;
        if (one.added_by == adder::attribute)
            pixel_values.push_back({given++, key(one.keyword)});
        else
            of_function.push_back({given++, key(one.output)});
    }
    if (given > given_fields::most)
        throw error(QUOIN_E_LIMIT, "more given fields than there is room for: " + std::string(of.type));
    if (of.computed == nullptr || !of.only_with.empty()) in_mould = mould_of(of.fields, of.only_with);
}

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
        by_place_.push_back(&prepared_.emplace(line.type, line).first->second);
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

module_set::row_of_instance::row_of_instance(call& in, row& of)
    : asked_in(in), asked(of), instance(instance_of(in, of.subject()).value_or(value())) {
    if (instance) sop_class = all_facts_of_instance(instance);
}

/// The types of the table are the first of the descriptor, if that has them by types_of: mostly nothing is searched.
const module_set::prepared_module* module_set::module_of(const row& asked, std::size_t i) const {
    const std::string_view type = asked.type(i);
    if (const auto place = asked.place(i); place && *place < by_place_.size())
        if (by_place_[*place]->line->type == type) return by_place_[*place];
    const auto found = prepared_.find(type);
    return found == prepared_.end() ? nullptr : &found->second;
}

void module_set::answer_in(const row_of_instance& with, std::size_t i) const {
    const prepared_module* const module = module_of(with.asked, i);
    if (!module) return;
    with.asked.begin(i);
    if (!with.instance) return with.asked.answer(i, pass);
    const quoin_str subject = to_str(with.asked.subject());
    quoin_request as_get{};
    as_get.struct_size = sizeof as_get;
    as_get.type = to_str(with.asked.type(i));
    as_get.subjects = &subject;
    as_get.subject_count = 1;
    try {
        with.asked.answer(i,
                          made_of({with.instance, with.asked_in, request(&as_get), with.sop_class}, *module));
    } catch (const error&) {  // get says it
    }
}

answer module_set::made_of(const module_input& from, std::string_view type) const {
    return made_of(from, prepared_.at(type));
}

answer module_set::made_of(const module_input& from, const prepared_module& module) {
    if (const auto reason = why_not(module.line->to, from.instance, from.sop_class); !reason.empty()) {
        from.asked_in.note(reason);
        return pass;
    }
    value made =
        module.line->has != nullptr && !module.line->has(from.instance) ? value() : made_if_any(from, module);
    if (!made) {
        from.asked_in.note("the instance has no attribute of this module");
        return pass;
    }
    return made;
}

value module_set::made_if_any(const module_input& from, const prepared_module& module) {
    given_fields given(module.given);
    if (module.line->given != nullptr) module.line->given(from, given);
    auto made = moulded(from, module, given);
    return made ? std::move(*made) : built(from, module, given);
}

/// In one call, as nearly every module of nearly every instance can be made; nothing where it cannot. An empty value
/// where the instance has nothing of it.
std::optional<value> module_set::moulded(const module_input& from, const prepared_module& module,
                                         given_fields& given) {
    const view instance = from.instance;
    if (!module.in_mould) return std::nullopt;
    for (const auto& one : module.pixel_values)
        if (!give_pixel_value(instance[one.name], instance, given.at(one.place))) return std::nullopt;
    auto made = module.in_mould->made_of(instance, given.all());
    if (made && module.line->remarked != nullptr) module.line->remarked(from);
    return made;
}

value module_set::built(const module_input& from, const prepared_module& module, const given_fields& given) {
    builder out;
    out.object();
    bool any = copy_fields(module.fields, from.instance, from.instance, from.asked_in, out);
    const metadata_module& line = *module.line;
    if (line.remarked != nullptr) line.remarked(from);
    if (line.computed != nullptr) any = line.computed(from, out) || any;
    for (const auto& [place, output] : module.of_function) {
        const quoin_given& one = given.all()[place];
        any = any || one.what != QUOIN_GIVEN_NONE;
        add_given(one, output, out);
    }
    return any ? out.end().finish() : value();
}

}  // namespace quoin::dicom
