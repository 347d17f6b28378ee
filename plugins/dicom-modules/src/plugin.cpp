// The provider org.quoin.dicom-modules: makes modules of instances as module_table.hpp says.
#include "module_table.hpp"

#include <map>
#include <string>
#include <vector>

namespace quoin::dicom {
namespace {

/// A line of the table with its names turned into keys.
struct prepared_module {
    struct prepared_field {
        key output;
        key keyword;
        kind is;
    };
    applies_to to;
    std::vector<prepared_field> fields;
    compute computed;
};

struct instance_keys {
    key rows{"Rows"}, columns{"Columns"}, modality{"Modality"}, sop_class{"SOPClassUID"};
    std::array<key, 5> of_images{key("PixelData"), key("FloatPixelData"), key("DoubleFloatPixelData"),
                                 key("SharedFunctionalGroupsSequence"),
                                 key("PerFrameFunctionalGroupsSequence")};
};

const instance_keys& keys() {
    static const instance_keys made;
    return made;
}

bool is_image(view instance) {
    if (!is_absent(instance[keys().rows]) && !is_absent(instance[keys().columns])) return true;
    for (const key& attribute : keys().of_images)
        if (const view found = instance[attribute]; found && !found.is_null()) return true;
    return false;
}

bool is_presentation_state(view instance) {
    constexpr std::string_view softcopy_presentation_states = "1.2.840.10008.5.1.4.1.1.11.";
    return as_text(instance[keys().sop_class]).value_or("").starts_with(softcopy_presentation_states);
}

/// Empty where the module applies, else why not.
std::string_view why_not(applies_to to, view instance) {
    switch (to) {
        case applies_to::any:
            break;
        case applies_to::images:
            if (!is_image(instance))
                return "not an image: no Rows and Columns, no pixel data, no functional groups";
            break;
        case applies_to::images_and_gsps:
            if (!is_image(instance) && !is_presentation_state(instance))
                return "neither an image nor a presentation state";
            break;
        case applies_to::positron_emission:
            if (as_text(instance[keys().modality]) != "PT") return "not positron emission tomography";
            break;
    }
    return {};
}

class modules_provider final : public provider {
 public:
    static constexpr descriptor info{.id = "org.quoin.dicom-modules",
                                     .name = "DICOM modules",
                                     .version = "0.1.0",
                                     .vendor = "Quoin",
                                     .description = "patient, study, series and image modules of an instance",
                                     .licence = "MIT",
                                     .types = module_types,
                                     .priority = -1000,
                                     .thread_safe = true,
                                     .tracked = true};

    explicit modules_provider(const setup&) {
        for (const metadata_module& line : modules) {
            prepared_module made{line.to, {}, line.computed};
            for (const field& one : line.fields)
                made.fields.push_back({key(one.output), key(one.keyword), one.is});
            prepared_.emplace(line.type, std::move(made));
        }
    }

    answer get(call& asked_in, const request& asked) override {
        const auto found = prepared_.find(asked.type());
        if (found == prepared_.end() || asked.subject_count() != 1) return pass;
        const auto instance = asked_in.get("instance", asked.subject());
        if (!instance || instance->is_null()) return pass;
        if (!instance->is_object())
            throw error(QUOIN_E_INVALID, "the instance of " + std::string(asked.subject()) +
                                             " is no object: its provider must answer one");
        return made_of(*instance, found->second, asked_in);
    }

 private:
    static answer made_of(view instance, const prepared_module& module, call& asked_in) {
        if (const auto reason = why_not(module.to, instance); !reason.empty()) {
            asked_in.note(reason);
            return pass;
        }
        builder out;
        out.object();
        bool any = false;
        for (const auto& field : module.fields) {
            const copied became = copy_attribute(instance[field.keyword], field.output, field.is, out);
            any = any || became == copied::whole || became == copied::first_only;
            if (became == copied::unusable)
                asked_in.note(std::string(field.keyword.name()) +
                              " is not of the kind it should be: it is left out");
            else if (became == copied::first_only)
                asked_in.note(std::string(field.keyword.name()) +
                              " has several values where one is allowed: the first is taken");
        }
        if (module.computed) any = module.computed({instance, asked_in}, out) || any;
        if (!any) {
            asked_in.note("the instance has no attribute of this module");
            return pass;
        }
        return out.end().finish();
    }

    std::map<std::string, prepared_module, std::less<>> prepared_;
};

}  // namespace
}  // namespace quoin::dicom

QUOIN_PLUGIN(quoin::dicom::modules_provider)
