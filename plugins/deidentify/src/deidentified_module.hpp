// deidentified_module.hpp - modules about a patient that somebody may answer other than from the de-identified object.
#pragma once

#include "attribute_rewriter.hpp"

#include <array>

namespace quoin::deidentify {

/// Those that hold attributes of the profile by themselves: the patient, the study, the series, the instance.
inline constexpr std::array<std::string_view, 8> patient_modules{
    "patientModule",      "patientStudyModule",  "patientDemographicModule", "clinicalTrialModule",
    "generalStudyModule", "generalSeriesModule", "generalImageModule",       "sopCommonModule"};

/// `module` with each member rewritten as the attribute of its name (letters of either case), unless `instance`, which
/// is de-identified and may be empty, says the same: then it comes from there. Dates that do not are taken out: whose
/// they are, and so how far to move them, is not known.
value deidentified_module(const rules& how, view module, view instance);

}  // namespace quoin::deidentify
