// Two providers about instances that are yet to be made.
//
// org.quoin.referenced: how others refer to an image, and what it hands on to them. The same each time.
//   ImageSopInstanceReference, ReferencedSeriesReference, PredecessorSequence   references.hpp
//   StudyData, SeriesData, ImageData, normalized, denormalized                  study_data.hpp, normalized.hpp
//   metaSrAnnotation, metaRTSSContour, metaSegBitmap                            file_meta.hpp
//
// org.quoin.new-instances: what is new each time it is asked, so that nothing of it is ever kept.
//   NewInstanceData, RtssInstanceData, createInstance                           instance_data.hpp
//   newUID, currentDateTime                                                     moments_and_uids.hpp
//
// Option dicomJson: true of the answers in attributes gives them in the DICOM JSON model (dicom_model.hpp).
#include "described_types.hpp"
#include "dicom_model.hpp"
#include "file_meta.hpp"
#include "instance_data.hpp"
#include "moments_and_uids.hpp"
#include "normalized.hpp"
#include "references.hpp"
#include "study_data.hpp"

#include <dicom/described_schema.hpp>
#include <dicom/dictionary.hpp>
#include <dicom/named_subjects.hpp>
#include <dicom/source_settings.hpp>

namespace quoin::referenced {
namespace {

void check_keys(view config, std::string_view known, std::initializer_list<std::string_view> keys) {
    for (std::size_t i = 0; i < config.size(); ++i) {
        const std::string_view key = config.member(i).first;
        if (std::ranges::find(keys, key) == keys.end())
            dicom::refuse_setting("unknown key '" + std::string(key) + "' (known: " + std::string(known) +
                                  ")");
    }
}

answer in_wanted_form(const request& asked, answer found) {
    if (found.passed() || !asked.options()["dicomJson"].as_bool().value_or(false)) return found;
    return dicom_json_of(found.held());
}

class referenced_provider final : public provider {
 public:
    static constexpr auto served =
        types("ImageSopInstanceReference", "ReferencedSeriesReference", "PredecessorSequence", "StudyData",
              "SeriesData", "ImageData", "normalized", "denormalized", "metaSrAnnotation", "metaRTSSContour",
              "metaSegBitmap", "moduleSchema");
    static constexpr descriptor info{.id = "org.quoin.referenced",
                                     .name = "References",
                                     .version = "0.1.0",
                                     .vendor = "Quoin",
                                     .description = "what others say of an image: references, study data",
                                     .licence = "MIT",
                                     .types = served,
                                     .priority = -1300,
                                     .thread_safe = true,
                                     .tracked = true};

    explicit referenced_provider(const setup& with)
        : overrides_(with.config()["values"], {"StudyData", "SeriesData", "ImageData", "metaSrAnnotation",
                                               "metaRTSSContour", "metaSegBitmap"}) {
        check_keys(with.config(), "values", {"values"});
    }

    answer get(call& asked_in, const request& asked) override {
        const std::string_view type = asked.type(), subject = asked.subject();
        if (type == "ReferencedSeriesReference") {
            const auto all = dicom::subjects_named(asked_in, asked);
            if (all.size() == 1 && all.front() == subject)
                return in_wanted_form(asked, series_reference(asked_in, subject));
            return in_wanted_form(asked, common_references(asked_in, all));
        }
        if (asked.subject_count() != 1) return pass;
        if (type == "moduleSchema") return dicom::schema_of(lasting_types(), subject);
        if (type == "ImageSopInstanceReference")
            return in_wanted_form(asked, sop_reference(asked_in, subject));
        if (type == "PredecessorSequence") return in_wanted_form(asked, predecessor(asked_in, subject));
        if (type == "StudyData")
            return in_wanted_form(asked, overridden(type, study_data(asked_in, subject)));
        if (type == "SeriesData")
            return in_wanted_form(asked,
                                  overridden(type, merged(asked_in, {"generalSeriesModule"}, subject)));
        if (type == "ImageData")
            return in_wanted_form(
                asked, overridden(type, merged(asked_in,
                                               {"generalImageModule", "imagePlaneModule", "cineModule",
                                                "voiLutModule", "modalityLutModule", "sopCommonModule"},
                                               subject)));
        if ((type == "normalized" || type == "denormalized") && !asked.options()["types"]) {
            asked_in.note("option types says which types are merged, as {\"types\": [\"patientModule\"]}");
            return pass;
        }
        if (type == "normalized")
            return in_wanted_form(asked, merged(asked_in, types_asked(asked.options()), subject));
        if (type == "denormalized") {
            answer found = merged(asked_in, types_asked(asked.options()), subject);
            return found.passed() ? found : answer(members_of(found.held()));
        }
        const auto instance = asked_in.get("instance", subject);
        return instance ? answer(file_meta(type, overrides_)) : pass;
    }

    const void* extension(std::string_view id) override { return descriptions_.extension(id); }

 private:
    static answer merged(call& asked_in, const std::vector<std::string>& types, std::string_view subject) {
        value found = normalized(asked_in, types, subject);
        return found ? answer(std::move(found)) : pass;
    }
    answer overridden(std::string_view type, answer found) const {
        if (found.passed()) return found;
        member_list out(found.held());
        overrides_.apply(type, out);
        return out.object();
    }

    overridden_values overrides_;
    type_descriptions descriptions_{lasting_types()};
};

class new_instances_provider final : public provider {
 public:
    static constexpr auto served = types("NewInstanceData", "RtssInstanceData", "createInstance", "newUID",
                                         "currentDateTime", "moduleSchema");
    static constexpr descriptor info{.id = "org.quoin.new-instances",
                                     .name = "New instances",
                                     .version = "0.1.0",
                                     .vendor = "Quoin",
                                     .description = "what a new instance in an existing study begins with",
                                     .licence = "MIT",
                                     .types = served,
                                     .priority = -1300,
                                     .thread_safe = true};

    explicit new_instances_provider(const setup& with)
        : overrides_(with.config()["values"], {"NewInstanceData", "RtssInstanceData"}) {
        check_keys(with.config(), "values, uid_root", {"values", "uid_root"});
        if (const view root = with.config()["uid_root"]) {
            root_ = root.as_string().value_or("");
            if (!is_uid_root(root_))
                dicom::refuse_setting(
                    "uid_root: a root of UIDs is expected, as 1.2.840.99999 in quotes, at most " +
                    std::to_string(max_root) + " characters");
        }
    }

    answer get(call& asked_in, const request& asked) override {
        const std::string_view type = asked.type(), subject = asked.subject();
        if (type == "createInstance") return in_wanted_form(asked, created_instance(asked_in, asked));
        if (type == "RtssInstanceData") {
            const auto all = dicom::subjects_named(asked_in, asked);
            return all.empty() ? answer(pass)
                               : in_wanted_form(asked, structure_set(asked_in, all, overrides_));
        }
        if (asked.subject_count() != 1) return pass;
        if (type == "NewInstanceData")
            return in_wanted_form(asked, new_instance(asked_in, subject, overrides_));
        if (type == "newUID") {
            const auto* const attribute = dicom::find_keyword(subject);
            if (attribute == nullptr || attribute->representation != dicom::vr::UI) return pass;
            return value::of(std::string_view(new_uid(root_)));
        }
        if (type == "currentDateTime")
            return subject == "now" ? answer(value::of(std::string_view(date_time_now()))) : pass;
        return dicom::schema_of(new_types(), subject);
    }

    const void* extension(std::string_view id) override { return descriptions_.extension(id); }

 private:
    overridden_values overrides_;
    std::string root_;
    type_descriptions descriptions_{new_types()};
};

}  // namespace
}  // namespace quoin::referenced

QUOIN_PLUGIN(quoin::referenced::referenced_provider, quoin::referenced::new_instances_provider)
