// The provider org.quoin.scaling:
//
//   scalingModule   what values of a PET image or an RT dose are multiplied by, after the Modality LUT
//   moduleSchema    of it
#include <dicom/uptake.hpp>
#include "dose.hpp"

#include <dicom/module_set.hpp>

namespace quoin::scaling {
namespace {

using dicom::kind;
using dicom::maybe;

bool add_scaling(const dicom::module_input& from, builder& out) {
    constexpr std::string_view dose_class = "1.2.840.10008.5.1.4.1.1.481.2";
    const auto sop_class = dicom::as_text(from.instance["SOPClassUID"]).value_or("");
    if (dicom::why_not(dicom::applies_to::positron_emission, from.instance).empty()) {
        add_uptake(from, out);
        return true;
    }
    const bool dose = sop_class == dose_class || (!dicom::facts_of_sop_class(sop_class).known &&
                                                  dicom::as_text(from.instance["Modality"]) == "RTDOSE");
    if (!dose) return false;
    add_dose(from, out);
    return true;
}

constexpr dicom::field input[] = {
    dicom::always("attribute", {}, kind::text),
    dicom::always("tag", {}, kind::text),
    maybe("value", {}, kind::real),
    maybe("text", {}, kind::text),
};

constexpr dicom::field fields[] = {
    maybe("suvbw", {}, kind::real, {}, "to SUV by body weight, g/ml"),
    maybe("suvlbm", {}, kind::real, {}, "to SUV by lean body mass (James), g/ml"),
    maybe("suvlbmJanma", {}, kind::real, {}, "to SUV by lean body mass (Janmahasatian), g/ml"),
    maybe("suvbsa", {}, kind::real, {}, "to SUV by body surface (Du Bois), cm2/ml"),
    maybe("decayTime", {}, kind::real, "s", "from the injection to the time that values are of"),
    maybe("scanTimeOf", {}, kind::text, {}, "the attribute that gave that time"),
    maybe("attenuationCorrected", "CorrectedImage", kind::flag, {}, "without it SUV are not quantitative"),
    maybe("DoseGridScaling", "DoseGridScaling", kind::real, {}, "to dose"),
    maybe("DoseSummation", "DoseSummationType", kind::text),
    maybe("DoseType", "DoseType", kind::text),
    maybe("DoseUnit", "DoseUnits", kind::text, {}, "GY or RELATIVE"),
    maybe("assumed", {}, kind::texts, {}, "what was taken where nothing states it"),
    maybe("missing", {}, kind::texts, {}, "why one of the others is not there"),
    maybe("unavailable", {}, kind::texts, {}, "why there is no scaling; then it is the only member"),
    maybe("inputs", {}, kind::objects, {}, "what it was computed of", 0, input),
};

constexpr dicom::metadata_module modules[] = {
    {"scalingModule", "what rescaled pixel values of PET images and RT doses are multiplied by",
     "PS3.3 C.8.9, C.8.8.3", dicom::applies_to::any, fields, &add_scaling}};

constexpr type_info others[] = {dicom::described_schema_type};

class scaling_provider final : public provider {
 public:
    static constexpr auto served = dicom::types_of(modules, dicom::schema_type);
    static constexpr descriptor info{.id = "org.quoin.scaling",
                                     .name = "Scaling",
                                     .version = "0.1.0",
                                     .vendor = "Quoin",
                                     .description = "factors to standardized uptake values and to dose",
                                     .licence = "MIT",
                                     .types = served,
                                     .priority = -1100,
                                     .thread_safe = true,
                                     .tracked = true};

    explicit scaling_provider(const setup& with) { with.refuse_settings(); }
    answer get(call& asked_in, const request& asked) override { return modules_.get(asked_in, asked); }
    const void* extension(std::string_view id) override { return modules_.extension(id); }

 private:
    dicom::module_set modules_{modules, others};
};

}  // namespace
}  // namespace quoin::scaling

QUOIN_PLUGIN(quoin::scaling::scaling_provider)
