#include "study_data.hpp"

#include "member_list.hpp"
#include "normalized.hpp"

#include <array>

namespace quoin::referenced {
namespace {

// Type 2: to be there, and empty where nothing is known.
constexpr std::array may_be_empty{"PatientName",    "PatientID", "PatientBirthDate",       "PatientSex",
                                  "StudyDate",      "StudyTime", "ReferringPhysicianName", "StudyID",
                                  "AccessionNumber"};

// What must be the same in all instances of a study, where they have it: a new one that leaves it out contradicts the
// others, and leaves out of whom the pixels are no more.
constexpr std::array if_there{
    // Patient, C.7.1.1
    "IssuerOfPatientID", "TypeOfPatientID", "IssuerOfPatientIDQualifiersSequence", "OtherPatientIDsSequence",
    "OtherPatientNames", "EthnicGroup", "PatientComments", "PatientBirthTime", "QualityControlSubject",
    "PatientSpeciesDescription", "PatientSpeciesCodeSequence", "PatientBreedDescription",
    "PatientBreedCodeSequence", "BreedRegistrationSequence", "StrainDescription", "ResponsiblePerson",
    "ResponsiblePersonRole", "ResponsibleOrganization", "PatientIdentityRemoved", "DeidentificationMethod",
    "DeidentificationMethodCodeSequence",
    // Clinical Trial Subject and Study, C.7.1.3 and C.7.2.3
    "ClinicalTrialSponsorName", "ClinicalTrialProtocolID", "ClinicalTrialProtocolName", "ClinicalTrialSiteID",
    "ClinicalTrialSiteName", "ClinicalTrialSubjectID", "ClinicalTrialSubjectReadingID",
    "ClinicalTrialTimePointID", "ClinicalTrialTimePointDescription",
    // General Study, C.7.2.1
    "IssuerOfAccessionNumberSequence", "ReferringPhysicianIdentificationSequence", "PhysiciansOfRecord",
    "ProcedureCodeSequence", "StudyDescription", "LongitudinalTemporalInformationModified",
    // Patient Study, C.7.2.2
    "PatientAge", "PatientSize", "PatientWeight", "MedicalAlerts", "Allergies", "PregnancyStatus",
    "PatientSexNeutered", "AdmissionID", "ReasonForVisit"};

}  // namespace

answer study_data(call& asked_in, std::string_view subject) {
    const auto instance = asked_in.get("instance", subject);
    if (!instance || !instance->is_object()) return pass;
    member_list out(
        normalized(asked_in, {"generalStudyModule", "patientStudyModule", "patientModule"}, subject));
    for (const char* const keyword : if_there)
        if (const view found = (*instance)[keyword]; found && !found.is_null())
            out.set_if_absent(keyword, value(found));
    for (const char* const keyword : may_be_empty) {
        const view found = (*instance)[keyword];
        out.set_if_absent(keyword, found ? value(found) : value::null());
    }
    return out.object();
}

}  // namespace quoin::referenced
