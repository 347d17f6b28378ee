// profile_table.hpp - Table E.1-1 of PS3.15 (edition 2026a): what becomes of an attribute when an object is de-identified.
//
// Facts of the standard alone: tag, action of the Basic Application Level Confidentiality Profile, and whether the
// options Retain Longitudinal Temporal Information With Modified Dates and Clean Descriptors put a C in its place. The
// table's four patterns (private attributes, 50xx,xxxx, 60xx,3000 and 60xx,4000) are in profile.cpp.
// clang-format off
#pragma once

#include <cstdint>

namespace quoin::deidentify {

/// As the table writes it: X remove, Z empty, D replace by a dummy, U map the UID; of several, what the IOD allows.
enum class action : std::uint8_t { x, z, d, u, x_z, x_d, z_d, x_z_d, x_z_u };
/// The option that cleans the attribute instead.
enum class cleaned_by : std::uint8_t { nothing, dates, descriptors };

struct profile_row {
    std::uint32_t tag;
    action basic;
    cleaned_by option = cleaned_by::nothing;
};

namespace rows {
using enum action;
using enum cleaned_by;

inline constexpr profile_row all[] = {
    {0x00001000, x},  // AffectedSOPInstanceUID
    {0x00001001, u},  // RequestedSOPInstanceUID
    {0x00020003, u},  // MediaStorageSOPInstanceUID
    {0x00041511, u},  // ReferencedSOPInstanceUIDInFile
    {0x00080012, x_d, dates},  // InstanceCreationDate
    {0x00080013, x_z_d, dates},  // InstanceCreationTime
    {0x00080014, u},  // InstanceCreatorUID
    {0x00080015, x, dates},  // InstanceCoercionDateTime
    {0x00080017, u},  // AcquisitionUID
    {0x00080018, u},  // SOPInstanceUID
    {0x00080019, u},  // PyramidUID
    {0x00080020, z, dates},  // StudyDate
    {0x00080021, x_d, dates},  // SeriesDate
    {0x00080022, x_z, dates},  // AcquisitionDate
    {0x00080023, z_d, dates},  // ContentDate
    {0x00080024, x, dates},  // OverlayDate
    {0x00080025, x, dates},  // CurveDate
    {0x0008002A, x_z_d, dates},  // AcquisitionDateTime
    {0x00080030, z, dates},  // StudyTime
    {0x00080031, x_d, dates},  // SeriesTime
    {0x00080032, x_z, dates},  // AcquisitionTime
    {0x00080033, z_d, dates},  // ContentTime
    {0x00080034, x, dates},  // OverlayTime
    {0x00080035, x, dates},  // CurveTime
    {0x00080050, z},  // AccessionNumber
    {0x00080054, x},  // RetrieveAETitle
    {0x00080055, x},  // StationAETitle
    {0x00080058, u},  // FailedSOPInstanceUIDList
    {0x00080080, x_z_d},  // InstitutionName
    {0x00080081, x},  // InstitutionAddress
    {0x00080082, x_z_d},  // InstitutionCodeSequence
    {0x00080090, z},  // ReferringPhysicianName
    {0x00080092, x},  // ReferringPhysicianAddress
    {0x00080094, x},  // ReferringPhysicianTelephoneNumbers
    {0x00080096, x},  // ReferringPhysicianIdentificationSequence
    {0x0008009C, z},  // ConsultingPhysicianName
    {0x0008009D, x},  // ConsultingPhysicianIdentificationSequence
    {0x00080106, d, dates},  // ContextGroupVersion
    {0x00080107, d, dates},  // ContextGroupLocalVersion
    {0x00080201, x, dates},  // TimezoneOffsetFromUTC
    {0x00081000, x},  // NetworkID
    {0x00081010, x_z_d},  // StationName
    {0x00081030, x, descriptors},  // StudyDescription
    {0x0008103E, x, descriptors},  // SeriesDescription
    {0x00081040, x},  // InstitutionalDepartmentName
    {0x00081041, x},  // InstitutionalDepartmentTypeCodeSequence
    {0x00081048, x},  // PhysiciansOfRecord
    {0x00081049, x},  // PhysiciansOfRecordIdentificationSequence
    {0x00081050, x},  // PerformingPhysicianName
    {0x00081052, x},  // PerformingPhysicianIdentificationSequence
    {0x00081060, x},  // NameOfPhysiciansReadingStudy
    {0x00081062, x},  // PhysiciansReadingStudyIdentificationSequence
    {0x00081070, x_z_d},  // OperatorsName
    {0x00081072, x_d},  // OperatorIdentificationSequence
    {0x00081080, x, descriptors},  // AdmittingDiagnosesDescription
    {0x00081084, x, descriptors},  // AdmittingDiagnosesCodeSequence
    {0x00081088, x, descriptors},  // PyramidDescription
    {0x00081110, x_z},  // ReferencedStudySequence
    {0x00081111, x_z_d},  // ReferencedPerformedProcedureStepSequence
    {0x00081120, x},  // ReferencedPatientSequence
    {0x00081140, x_z_u},  // ReferencedImageSequence
    {0x00081155, u},  // ReferencedSOPInstanceUID
    {0x00081195, u},  // TransactionUID
    {0x00081301, x, descriptors},  // of a later edition than the dictionary
    {0x00081302, x, descriptors},  // of a later edition than the dictionary
    {0x00081303, x, descriptors},  // of a later edition than the dictionary
    {0x00081304, x, descriptors},  // of a later edition than the dictionary
    {0x00082111, x, descriptors},  // DerivationDescription
    {0x00082112, x_z_u},  // SourceImageSequence
    {0x00083010, u},  // IrradiationEventUID
    {0x00084000, x, descriptors},  // IdentifyingComments
    {0x00100010, z},  // PatientName
    {0x00100011, x},  // of a later edition than the dictionary
    {0x00100012, x},  // of a later edition than the dictionary
    {0x00100013, x},  // of a later edition than the dictionary
    {0x00100014, x},  // of a later edition than the dictionary
    {0x00100015, x},  // of a later edition than the dictionary
    {0x00100016, x, descriptors},  // of a later edition than the dictionary
    {0x00100020, z_d},  // PatientID
    {0x00100021, x},  // IssuerOfPatientID
    {0x00100030, z},  // PatientBirthDate
    {0x00100032, x},  // PatientBirthTime
    {0x00100040, z},  // PatientSex
    {0x00100041, x},  // of a later edition than the dictionary
    {0x00100042, x, descriptors},  // of a later edition than the dictionary
    {0x00100043, x},  // of a later edition than the dictionary
    {0x00100044, x},  // of a later edition than the dictionary
    {0x00100045, x, descriptors},  // of a later edition than the dictionary
    {0x00100046, x},  // of a later edition than the dictionary
    {0x00100047, x},  // of a later edition than the dictionary
    {0x00100050, x},  // PatientInsurancePlanCodeSequence
    {0x00100101, x},  // PatientPrimaryLanguageCodeSequence
    {0x00100102, x},  // PatientPrimaryLanguageModifierCodeSequence
    {0x00101000, x},  // OtherPatientIDs
    {0x00101001, x},  // OtherPatientNames
    {0x00101002, x},  // OtherPatientIDsSequence
    {0x00101005, x},  // PatientBirthName
    {0x00101010, x},  // PatientAge
    {0x00101020, x},  // PatientSize
    {0x00101030, x},  // PatientWeight
    {0x00101040, x},  // PatientAddress
    {0x00101050, x},  // InsurancePlanIdentification
    {0x00101060, x},  // PatientMotherBirthName
    {0x00101080, x},  // MilitaryRank
    {0x00101081, x},  // BranchOfService
    {0x00101090, x},  // MedicalRecordLocator
    {0x00101100, x},  // ReferencedPatientPhotoSequence
    {0x00102000, x, descriptors},  // MedicalAlerts
    {0x00102110, x, descriptors},  // Allergies
    {0x00102150, x},  // CountryOfResidence
    {0x00102152, x},  // RegionOfResidence
    {0x00102154, x},  // PatientTelephoneNumbers
    {0x00102155, x},  // PatientTelecomInformation
    {0x00102160, x},  // EthnicGroup
    {0x00102161, x},  // EthnicGroupCodeSequence
    {0x00102162, x},  // of a later edition than the dictionary
    {0x00102180, x, descriptors},  // Occupation
    {0x001021A0, x},  // SmokingStatus
    {0x001021B0, x, descriptors},  // AdditionalPatientHistory
    {0x001021C0, x},  // PregnancyStatus
    {0x001021D0, x, dates},  // LastMenstrualDate
    {0x001021F0, x},  // PatientReligiousPreference
    {0x00102203, x_z},  // PatientSexNeutered
    {0x00102297, x},  // ResponsiblePerson
    {0x00102299, x},  // ResponsibleOrganization
    {0x00104000, x, descriptors},  // PatientComments
    {0x00120010, d},  // ClinicalTrialSponsorName
    {0x00120020, d},  // ClinicalTrialProtocolID
    {0x00120021, z},  // ClinicalTrialProtocolName
    {0x00120022, x},  // IssuerOfClinicalTrialProtocolID
    {0x00120023, x},  // OtherClinicalTrialProtocolIDsSequence
    {0x00120030, z},  // ClinicalTrialSiteID
    {0x00120031, z},  // ClinicalTrialSiteName
    {0x00120032, x},  // IssuerOfClinicalTrialSiteID
    {0x00120040, d},  // ClinicalTrialSubjectID
    {0x00120041, x},  // IssuerOfClinicalTrialSubjectID
    {0x00120042, d},  // ClinicalTrialSubjectReadingID
    {0x00120043, x},  // IssuerOfClinicalTrialSubjectReadingID
    {0x00120050, z},  // ClinicalTrialTimePointID
    {0x00120051, x, descriptors},  // ClinicalTrialTimePointDescription
    {0x00120055, x},  // IssuerOfClinicalTrialTimePointID
    {0x00120060, z},  // ClinicalTrialCoordinatingCenterName
    {0x00120071, x},  // ClinicalTrialSeriesID
    {0x00120072, x, descriptors},  // ClinicalTrialSeriesDescription
    {0x00120073, x},  // IssuerOfClinicalTrialSeriesID
    {0x00120081, d},  // ClinicalTrialProtocolEthicsCommitteeName
    {0x00120082, x},  // ClinicalTrialProtocolEthicsCommitteeApprovalNumber
    {0x00120086, x, dates},  // EthicsCommitteeApprovalEffectivenessStartDate
    {0x00120087, x, dates},  // EthicsCommitteeApprovalEffectivenessEndDate
    {0x0014407C, x, dates},  // CalibrationTime
    {0x0014407E, x, dates},  // CalibrationDate
    {0x0016002B, x, descriptors},  // MakerNote
    {0x0016004B, x, descriptors},  // DeviceSettingDescription
    {0x0016004D, x},  // CameraOwnerName
    {0x0016004E, x},  // LensSpecification
    {0x0016004F, x},  // LensMake
    {0x00160050, x},  // LensModel
    {0x00160051, x},  // LensSerialNumber
    {0x00160070, x},  // GPSVersionID
    {0x00160071, x},  // GPSLatitudeRef
    {0x00160072, x},  // GPSLatitude
    {0x00160073, x},  // GPSLongitudeRef
    {0x00160074, x},  // GPSLongitude
    {0x00160075, x},  // GPSAltitudeRef
    {0x00160076, x},  // GPSAltitude
    {0x00160077, x},  // GPSTimeStamp
    {0x00160078, x},  // GPSSatellites
    {0x00160079, x},  // GPSStatus
    {0x0016007A, x},  // GPSMeasureMode
    {0x0016007B, x},  // GPSDOP
    {0x0016007C, x},  // GPSSpeedRef
    {0x0016007D, x},  // GPSSpeed
    {0x0016007E, x},  // GPSTrackRef
    {0x0016007F, x},  // GPSTrack
    {0x00160080, x},  // GPSImgDirectionRef
    {0x00160081, x},  // GPSImgDirection
    {0x00160082, x},  // GPSMapDatum
    {0x00160083, x},  // GPSDestLatitudeRef
    {0x00160084, x},  // GPSDestLatitude
    {0x00160085, x},  // GPSDestLongitudeRef
    {0x00160086, x},  // GPSDestLongitude
    {0x00160087, x},  // GPSDestBearingRef
    {0x00160088, x},  // GPSDestBearing
    {0x00160089, x},  // GPSDestDistanceRef
    {0x0016008A, x},  // GPSDestDistance
    {0x0016008B, x},  // GPSProcessingMethod
    {0x0016008C, x},  // GPSAreaInformation
    {0x0016008D, x, dates},  // GPSDateStamp
    {0x0016008E, x},  // GPSDifferential
    {0x00180010, z_d, descriptors},  // ContrastBolusAgent
    {0x00180027, x, dates},  // InterventionDrugStopTime
    {0x00180035, x, dates},  // InterventionDrugStartTime
    {0x00181000, x_z_d},  // DeviceSerialNumber
    {0x00181002, u},  // DeviceUID
    {0x00181004, x},  // PlateID
    {0x00181005, x},  // GeneratorID
    {0x00181007, x},  // CassetteID
    {0x00181008, x},  // GantryID
    {0x00181009, x},  // UniqueDeviceIdentifier
    {0x0018100A, x},  // UDISequence
    {0x0018100B, u},  // ManufacturerDeviceClassUID
    {0x00181010, x},  // SecondaryCaptureDeviceID
    {0x00181011, x},  // HardcopyCreationDeviceID
    {0x00181012, x, dates},  // DateOfSecondaryCapture
    {0x00181014, x, dates},  // TimeOfSecondaryCapture
    {0x00181030, x_d, descriptors},  // ProtocolName
    {0x00181042, x, dates},  // ContrastBolusStartTime
    {0x00181043, x, dates},  // ContrastBolusStopTime
    {0x00181072, x, dates},  // RadiopharmaceuticalStartTime
    {0x00181073, x, dates},  // RadiopharmaceuticalStopTime
    {0x00181078, x, dates},  // RadiopharmaceuticalStartDateTime
    {0x00181079, x, dates},  // RadiopharmaceuticalStopDateTime
    {0x001811BB, d, descriptors},  // AcquisitionFieldOfViewLabel
    {0x00181200, x, dates},  // DateOfLastCalibration
    {0x00181201, x, dates},  // TimeOfLastCalibration
    {0x00181202, x, dates},  // DateTimeOfLastCalibration
    {0x00181203, z, dates},  // CalibrationDateTime
    {0x00181204, x, dates},  // DateOfManufacture
    {0x00181205, x, dates},  // DateOfInstallation
    {0x00181400, x_d, descriptors},  // AcquisitionDeviceProcessingDescription
    {0x00182042, u},  // TargetUID
    {0x00184000, x, descriptors},  // AcquisitionComments
    {0x00185011, x},  // TransducerIdentificationSequence
    {0x0018700A, x_d},  // DetectorID
    {0x0018700C, x_d, dates},  // DateOfLastDetectorCalibration
    {0x0018700E, x_d, dates},  // TimeOfLastDetectorCalibration
    {0x00189074, d, dates},  // FrameAcquisitionDateTime
    {0x00189151, d, dates},  // FrameReferenceDateTime
    {0x00189185, x, descriptors},  // RespiratoryMotionCompensationTechniqueDescription
    {0x00189367, d},  // XRaySourceID
    {0x00189369, d, dates},  // SourceStartDateTime
    {0x0018936A, d, dates},  // SourceEndDateTime
    {0x00189371, d},  // XRayDetectorID
    {0x00189373, x},  // XRayDetectorLabel
    {0x0018937B, x, descriptors},  // MultienergyAcquisitionDescription
    {0x0018937F, x, descriptors},  // DecompositionDescription
    {0x00189424, x, descriptors},  // AcquisitionProtocolDescription
    {0x00189516, x_d, dates},  // StartAcquisitionDateTime
    {0x00189517, x_d, dates},  // EndAcquisitionDateTime
    {0x00189623, d, dates},  // FunctionalSyncPulse
    {0x00189701, d, dates},  // DecayCorrectionDateTime
    {0x00189804, d, dates},  // ExclusionStartDateTime
    {0x00189919, z_d, dates},  // InstructionPerformedDateTime
    {0x00189937, x, descriptors},  // RequestedSeriesDescription
    {0x0018A002, x, dates},  // ContributionDateTime
    {0x0018A003, x, descriptors},  // ContributionDescription
    {0x0020000D, u},  // StudyInstanceUID
    {0x0020000E, u},  // SeriesInstanceUID
    {0x00200010, z},  // StudyID
    {0x00200027, x, descriptors},  // PyramidLabel
    {0x00200052, u},  // FrameOfReferenceUID
    {0x00200200, u},  // SynchronizationFrameOfReferenceUID
    {0x00203401, x},  // ModifyingDeviceID
    {0x00203403, x, dates},  // ModifiedImageDate
    {0x00203405, x, dates},  // ModifiedImageTime
    {0x00203406, x},  // ModifiedImageDescription
    {0x00204000, x, descriptors},  // ImageComments
    {0x00209158, x, descriptors},  // FrameComments
    {0x00209161, u},  // ConcatenationUID
    {0x00209164, u},  // DimensionOrganizationUID
    {0x00281199, u},  // PaletteColorLookupTableUID
    {0x00281214, u},  // LargePaletteColorLookupTableUID
    {0x00284000, x},  // ImagePresentationComments
    {0x00320012, x},  // StudyIDIssuer
    {0x00320032, x, dates},  // StudyVerifiedDate
    {0x00320033, x, dates},  // StudyVerifiedTime
    {0x00320034, x, dates},  // StudyReadDate
    {0x00320035, x, dates},  // StudyReadTime
    {0x00321000, x, dates},  // ScheduledStudyStartDate
    {0x00321001, x, dates},  // ScheduledStudyStartTime
    {0x00321010, x, dates},  // ScheduledStudyStopDate
    {0x00321011, x, dates},  // ScheduledStudyStopTime
    {0x00321020, x},  // ScheduledStudyLocation
    {0x00321021, x},  // ScheduledStudyLocationAETitle
    {0x00321030, x, descriptors},  // ReasonForStudy
    {0x00321032, x},  // RequestingPhysician
    {0x00321033, x, descriptors},  // RequestingService
    {0x00321040, x, dates},  // StudyArrivalDate
    {0x00321041, x, dates},  // StudyArrivalTime
    {0x00321050, x, dates},  // StudyCompletionDate
    {0x00321051, x, dates},  // StudyCompletionTime
    {0x00321060, x_z, descriptors},  // RequestedProcedureDescription
    {0x00321066, x, descriptors},  // ReasonForVisit
    {0x00321067, x, descriptors},  // ReasonForVisitCodeSequence
    {0x00321070, x, descriptors},  // RequestedContrastAgent
    {0x00324000, x, descriptors},  // StudyComments
    {0x00340001, d},  // FlowIdentifierSequence
    {0x00340002, d},  // FlowIdentifier
    {0x00340005, d},  // SourceIdentifier
    {0x00340007, d, dates},  // FrameOriginTimestamp
    {0x00380004, x},  // ReferencedPatientAliasSequence
    {0x00380010, x},  // AdmissionID
    {0x00380011, x},  // IssuerOfAdmissionID
    {0x00380014, x},  // IssuerOfAdmissionIDSequence
    {0x0038001A, x, dates},  // ScheduledAdmissionDate
    {0x0038001B, x, dates},  // ScheduledAdmissionTime
    {0x0038001C, x, dates},  // ScheduledDischargeDate
    {0x0038001D, x, dates},  // ScheduledDischargeTime
    {0x0038001E, x},  // ScheduledPatientInstitutionResidence
    {0x00380020, x, dates},  // AdmittingDate
    {0x00380021, x, dates},  // AdmittingTime
    {0x00380030, x, dates},  // DischargeDate
    {0x00380032, x, dates},  // DischargeTime
    {0x00380040, x, descriptors},  // DischargeDiagnosisDescription
    {0x00380050, x},  // SpecialNeeds
    {0x00380060, x},  // ServiceEpisodeID
    {0x00380061, x},  // IssuerOfServiceEpisodeID
    {0x00380062, x, descriptors},  // ServiceEpisodeDescription
    {0x00380064, x},  // IssuerOfServiceEpisodeIDSequence
    {0x00380300, x},  // CurrentPatientLocation
    {0x00380400, x},  // PatientInstitutionResidence
    {0x00380500, x, descriptors},  // PatientState
    {0x00384000, x, descriptors},  // VisitComments
    {0x003A0020, x, descriptors},  // MultiplexGroupLabel
    {0x003A0203, x, descriptors},  // ChannelLabel
    {0x003A020C, x, descriptors},  // ChannelDerivationDescription
    {0x003A0310, u},  // MultiplexGroupUID
    {0x003A0314, d, dates},  // ImpedanceMeasurementDateTime
    {0x003A0329, x, descriptors},  // WaveformFilterDescription
    {0x003A032B, x, descriptors},  // FilterLookupTableDescription
    {0x00400001, x},  // ScheduledStationAETitle
    {0x00400002, x, dates},  // ScheduledProcedureStepStartDate
    {0x00400003, x, dates},  // ScheduledProcedureStepStartTime
    {0x00400004, x, dates},  // ScheduledProcedureStepEndDate
    {0x00400005, x, dates},  // ScheduledProcedureStepEndTime
    {0x00400006, x},  // ScheduledPerformingPhysicianName
    {0x00400007, x, descriptors},  // ScheduledProcedureStepDescription
    {0x00400009, x},  // ScheduledProcedureStepID
    {0x0040000B, x},  // ScheduledPerformingPhysicianIdentificationSequence
    {0x00400010, x},  // ScheduledStationName
    {0x00400011, x},  // ScheduledProcedureStepLocation
    {0x00400012, x},  // PreMedication
    {0x00400241, x},  // PerformedStationAETitle
    {0x00400242, x},  // PerformedStationName
    {0x00400243, x},  // PerformedLocation
    {0x00400244, x, dates},  // PerformedProcedureStepStartDate
    {0x00400245, x, dates},  // PerformedProcedureStepStartTime
    {0x00400250, x, dates},  // PerformedProcedureStepEndDate
    {0x00400251, x, dates},  // PerformedProcedureStepEndTime
    {0x00400253, x},  // PerformedProcedureStepID
    {0x00400254, x, descriptors},  // PerformedProcedureStepDescription
    {0x00400275, x, descriptors},  // RequestAttributesSequence
    {0x00400280, x, descriptors},  // CommentsOnThePerformedProcedureStep
    {0x00400310, x, descriptors},  // CommentsOnRadiationDose
    {0x0040050A, x},  // SpecimenAccessionNumber
    {0x00400512, d},  // ContainerIdentifier
    {0x00400513, z},  // IssuerOfTheContainerIdentifierSequence
    {0x0040051A, x, descriptors},  // ContainerDescription
    {0x00400551, d},  // SpecimenIdentifier
    {0x00400554, u},  // SpecimenUID
    {0x00400555, x_z},  // AcquisitionContextSequence
    {0x00400556, x, descriptors},  // AcquisitionContextDescription
    {0x00400562, z},  // IssuerOfTheSpecimenIdentifierSequence
    {0x00400600, x, descriptors},  // SpecimenShortDescription
    {0x00400602, x, descriptors},  // SpecimenDetailedDescription
    {0x00400610, z},  // SpecimenPreparationSequence
    {0x004006FA, x},  // SlideIdentifier
    {0x00401001, x},  // RequestedProcedureID
    {0x00401002, x, descriptors},  // ReasonForTheRequestedProcedure
    {0x00401004, x},  // PatientTransportArrangements
    {0x00401005, x},  // RequestedProcedureLocation
    {0x0040100A, x, descriptors},  // ReasonForRequestedProcedureCodeSequence
    {0x00401010, x},  // NamesOfIntendedRecipientsOfResults
    {0x00401011, x},  // IntendedRecipientsOfResultsIdentificationSequence
    {0x00401101, d},  // PersonIdentificationCodeSequence
    {0x00401102, x},  // PersonAddress
    {0x00401103, x},  // PersonTelephoneNumbers
    {0x00401104, x},  // PersonTelecomInformation
    {0x00401400, x, descriptors},  // RequestedProcedureComments
    {0x00402001, x, descriptors},  // ReasonForTheImagingServiceRequest
    {0x00402004, x, dates},  // IssueDateOfImagingServiceRequest
    {0x00402005, x, dates},  // IssueTimeOfImagingServiceRequest
    {0x00402008, x},  // OrderEnteredBy
    {0x00402009, x},  // OrderEntererLocation
    {0x00402010, x},  // OrderCallbackPhoneNumber
    {0x00402011, x},  // OrderCallbackTelecomInformation
    {0x00402016, z},  // PlacerOrderNumberImagingServiceRequest
    {0x00402017, z},  // FillerOrderNumberImagingServiceRequest
    {0x00402400, x, descriptors},  // ImagingServiceRequestComments
    {0x00403001, x},  // ConfidentialityConstraintOnPatientDataDescription
    {0x00404005, x, dates},  // ScheduledProcedureStepStartDateTime
    {0x00404008, x, dates},  // ScheduledProcedureStepExpirationDateTime
    {0x00404010, x, dates},  // ScheduledProcedureStepModificationDateTime
    {0x00404011, x, dates},  // ExpectedCompletionDateTime
    {0x00404023, u},  // ReferencedGeneralPurposeScheduledProcedureStepTransactionUID
    {0x00404025, x},  // ScheduledStationNameCodeSequence
    {0x00404027, x},  // ScheduledStationGeographicLocationCodeSequence
    {0x00404028, x},  // PerformedStationNameCodeSequence
    {0x00404030, x},  // PerformedStationGeographicLocationCodeSequence
    {0x00404034, x},  // ScheduledHumanPerformersSequence
    {0x00404035, x},  // ActualHumanPerformersSequence
    {0x00404036, x},  // HumanPerformerOrganization
    {0x00404037, x},  // HumanPerformerName
    {0x00404050, x, dates},  // PerformedProcedureStepStartDateTime
    {0x00404051, x, dates},  // PerformedProcedureStepEndDateTime
    {0x00404052, x, dates},  // ProcedureStepCancellationDateTime
    {0x0040A023, x, dates},  // FindingsGroupRecordingDateTrial
    {0x0040A024, x, dates},  // FindingsGroupRecordingTimeTrial
    {0x0040A027, d},  // VerifyingOrganization
    {0x0040A030, d, dates},  // VerificationDateTime
    {0x0040A032, x_d, dates},  // ObservationDateTime
    {0x0040A033, x, dates},  // ObservationStartDateTime
    {0x0040A034, x, dates},  // of a later edition than the dictionary
    {0x0040A035, x, dates},  // of a later edition than the dictionary
    {0x0040A073, d},  // VerifyingObserverSequence
    {0x0040A075, d},  // VerifyingObserverName
    {0x0040A078, x},  // AuthorObserverSequence
    {0x0040A07A, x},  // ParticipantSequence
    {0x0040A07C, x},  // CustodialOrganizationSequence
    {0x0040A082, z, dates},  // ParticipationDateTime
    {0x0040A088, z},  // VerifyingObserverIdentificationCodeSequence
    {0x0040A110, x, dates},  // DateOfDocumentOrVerbalTransactionTrial
    {0x0040A112, x, dates},  // TimeOfDocumentCreationOrVerbalTransactionTrial
    {0x0040A120, d, dates},  // DateTime
    {0x0040A121, d, dates},  // Date
    {0x0040A122, d, dates},  // Time
    {0x0040A123, d},  // PersonName
    {0x0040A124, u},  // UID
    {0x0040A13A, d, dates},  // ReferencedDateTime
    {0x0040A171, u},  // ObservationUID
    {0x0040A172, u},  // ReferencedObservationUIDTrial
    {0x0040A192, x, dates},  // ObservationDateTrial
    {0x0040A193, x, dates},  // ObservationTimeTrial
    {0x0040A307, x},  // CurrentObserverTrial
    {0x0040A352, x},  // VerbalSourceTrial
    {0x0040A353, x},  // AddressTrial
    {0x0040A354, x},  // TelephoneNumberTrial
    {0x0040A358, x},  // VerbalSourceIdentifierCodeSequenceTrial
    {0x0040A402, u},  // ObservationSubjectUIDTrial
    {0x0040A730, d},  // ContentSequence
    {0x0040B020, x_d},  // WaveformAnnotationSequence
    {0x0040B034, x, dates},  // of a later edition than the dictionary
    {0x0040B036, x, dates},  // of a later edition than the dictionary
    {0x0040B03B, x, descriptors},  // of a later edition than the dictionary
    {0x0040B03F, x, descriptors},  // of a later edition than the dictionary
    {0x0040DB06, x, dates},  // TemplateVersion
    {0x0040DB07, x, dates},  // TemplateLocalVersion
    {0x0040DB0C, u},  // TemplateExtensionOrganizationUID
    {0x0040DB0D, u},  // TemplateExtensionCreatorUID
    {0x0040E004, x, dates},  // HL7DocumentEffectiveTime
    {0x00420011, d},  // EncapsulatedDocument
    {0x00440004, x, dates},  // ApprovalStatusDateTime
    {0x0044000B, x, dates},  // ProductExpirationDateTime
    {0x00440010, x, dates},  // SubstanceAdministrationDateTime
    {0x00440104, d, dates},  // AssertionDateTime
    {0x00440105, x, dates},  // AssertionExpirationDateTime
    {0x0050001B, x},  // ContainerComponentID
    {0x00500020, x},  // DeviceDescription
    {0x00500021, x, descriptors},  // LongDeviceDescription
    {0x00620021, u},  // TrackingUID
    {0x00640003, u},  // SourceFrameOfReferenceUID
    {0x00686226, d, dates},  // EffectiveDateTime
    {0x00686270, d, dates},  // InformationIssueDateTime
    {0x006A0003, d},  // AnnotationGroupUID
    {0x006A0005, d, descriptors},  // AnnotationGroupLabel
    {0x006A0006, x, descriptors},  // AnnotationGroupDescription
    {0x00700001, d},  // GraphicAnnotationSequence
    {0x00700006, d, descriptors},  // UnformattedTextValue
    {0x00700082, x, dates},  // PresentationCreationDate
    {0x00700083, x, dates},  // PresentationCreationTime
    {0x00700084, z_d},  // ContentCreatorName
    {0x00700086, x},  // ContentCreatorIdentificationCodeSequence
    {0x0070031A, u},  // FiducialUID
    {0x00701101, u},  // PresentationDisplayCollectionUID
    {0x00701102, u},  // PresentationSequenceCollectionUID
    {0x0072000A, d, dates},  // HangingProtocolCreationDateTime
    {0x0072005E, d},  // SelectorAEValue
    {0x0072005F, d},  // SelectorASValue
    {0x00720061, d, dates},  // SelectorDAValue
    {0x00720063, d, dates},  // SelectorDTValue
    {0x00720065, d},  // SelectorOBValue
    {0x00720066, d, descriptors},  // SelectorLOValue
    {0x00720068, d, descriptors},  // SelectorLTValue
    {0x0072006A, d},  // SelectorPNValue
    {0x0072006B, d, dates},  // SelectorTMValue
    {0x0072006C, d, descriptors},  // SelectorSHValue
    {0x0072006D, d},  // SelectorUNValue
    {0x0072006E, d, descriptors},  // SelectorSTValue
    {0x00720070, d, descriptors},  // SelectorUTValue
    {0x00720071, d},  // SelectorURValue
    {0x00741234, x},  // ReceivingAE
    {0x00741236, x},  // RequestingAE
    {0x00880140, u},  // StorageMediaFileSetUID
    {0x00880200, x},  // IconImageSequence
    {0x00880904, x},  // TopicTitle
    {0x00880906, x},  // TopicSubject
    {0x00880910, x},  // TopicAuthor
    {0x00880912, x},  // TopicKeywords
    {0x01000420, x, dates},  // SOPAuthorizationDateTime
    {0x04000100, u},  // DigitalSignatureUID
    {0x04000105, d, dates},  // DigitalSignatureDateTime
    {0x04000115, d},  // CertificateOfSigner
    {0x04000310, x, dates},  // CertifiedTimestamp
    {0x04000402, x},  // ReferencedDigitalSignatureSequence
    {0x04000403, x},  // ReferencedSOPInstanceMACSequence
    {0x04000404, x},  // MAC
    {0x04000550, x},  // ModifiedAttributesSequence
    {0x04000551, x},  // NonconformingModifiedAttributesSequence
    {0x04000552, x},  // NonconformingDataElementValue
    {0x04000561, x},  // OriginalAttributesSequence
    {0x04000562, d, dates},  // AttributeModificationDateTime
    {0x04000563, d},  // ModifyingSystem
    {0x04000564, z},  // SourceOfPreviousValues
    {0x04000565, d, descriptors},  // ReasonForTheAttributeModification
    {0x04000600, x},  // InstanceOriginStatus
    {0x20300020, x},  // TextString
    {0x21000040, x, dates},  // CreationDate
    {0x21000050, x, dates},  // CreationTime
    {0x21000070, x},  // Originator
    {0x21000140, d},  // DestinationAE
    {0x22000002, x_z, descriptors},  // LabelText
    {0x22000005, x_z},  // BarcodeValue
    {0x30020121, x, descriptors},  // PositionAcquisitionTemplateName
    {0x30020123, x, descriptors},  // PositionAcquisitionTemplateDescription
    {0x30060002, d, descriptors},  // StructureSetLabel
    {0x30060004, x, descriptors},  // StructureSetName
    {0x30060006, x, descriptors},  // StructureSetDescription
    {0x30060008, z, dates},  // StructureSetDate
    {0x30060009, z, dates},  // StructureSetTime
    {0x30060024, u},  // ReferencedFrameOfReferenceUID
    {0x30060026, z, descriptors},  // ROIName
    {0x30060028, x, descriptors},  // ROIDescription
    {0x3006002D, x, dates},  // ROIDateTime
    {0x3006002E, x, dates},  // ROIObservationDateTime
    {0x30060038, x, descriptors},  // ROIGenerationDescription
    {0x3006004D, x},  // ROICreatorSequence
    {0x3006004E, x},  // ROIInterpreterSequence
    {0x30060085, x, descriptors},  // ROIObservationLabel
    {0x30060088, x, descriptors},  // ROIObservationDescription
    {0x300600A6, z},  // ROIInterpreter
    {0x300600C2, u},  // RelatedFrameOfReferenceUID
    {0x30080024, d, dates},  // TreatmentControlPointDate
    {0x30080025, d, dates},  // TreatmentControlPointTime
    {0x30080054, x_d, dates},  // FirstTreatmentDate
    {0x30080056, x_d, dates},  // MostRecentTreatmentDate
    {0x30080105, x_z},  // SourceSerialNumber
    {0x30080162, d, dates},  // SafePositionExitDate
    {0x30080164, d, dates},  // SafePositionExitTime
    {0x30080166, d, dates},  // SafePositionReturnDate
    {0x30080168, d, dates},  // SafePositionReturnTime
    {0x30080250, x_d, dates},  // TreatmentDate
    {0x30080251, x_d, dates},  // TreatmentTime
    {0x300A0002, d, descriptors},  // RTPlanLabel
    {0x300A0003, x, descriptors},  // RTPlanName
    {0x300A0004, x, descriptors},  // RTPlanDescription
    {0x300A0006, x_d, dates},  // RTPlanDate
    {0x300A0007, x_d, dates},  // RTPlanTime
    {0x300A000B, x, descriptors},  // TreatmentSites
    {0x300A000E, x, descriptors},  // PrescriptionDescription
    {0x300A0013, u},  // DoseReferenceUID
    {0x300A0016, x, descriptors},  // DoseReferenceDescription
    {0x300A0054, u},  // TableTopPositionAlignmentUID
    {0x300A0072, x, descriptors},  // FractionGroupDescription
    {0x300A0083, u},  // ReferencedDoseReferenceUID
    {0x300A00B2, x_z},  // TreatmentMachineName
    {0x300A00C3, x, descriptors},  // BeamDescription
    {0x300A00DD, x, descriptors},  // BolusDescription
    {0x300A0196, x, descriptors},  // FixationDeviceDescription
    {0x300A01A6, x, descriptors},  // ShieldingDeviceDescription
    {0x300A01B2, x, descriptors},  // SetupTechniqueDescription
    {0x300A0216, x},  // SourceManufacturer
    {0x300A022C, d, dates},  // SourceStrengthReferenceDate
    {0x300A022E, d, dates},  // SourceStrengthReferenceTime
    {0x300A02EB, x, descriptors},  // CompensatorDescription
    {0x300A0608, d, descriptors},  // TreatmentPositionGroupLabel
    {0x300A0609, u},  // TreatmentPositionGroupUID
    {0x300A0611, z},  // RTAccessoryHolderSlotID
    {0x300A0615, z},  // RTAccessoryDeviceSlotID
    {0x300A0619, d, descriptors},  // RadiationDoseIdentificationLabel
    {0x300A0623, d, descriptors},  // RadiationDoseInVivoMeasurementLabel
    {0x300A062A, d, descriptors},  // RTToleranceSetLabel
    {0x300A0650, u},  // PatientSetupUID
    {0x300A0676, x, descriptors},  // EquipmentFrameOfReferenceDescription
    {0x300A067C, d, descriptors},  // RadiationGenerationModeLabel
    {0x300A067D, z, descriptors},  // RadiationGenerationModeDescription
    {0x300A0700, u},  // TreatmentSessionUID
    {0x300A0734, d, descriptors},  // TreatmentToleranceViolationDescription
    {0x300A0736, d, dates},  // TreatmentToleranceViolationDateTime
    {0x300A073A, d, dates},  // RecordedRTControlPointDateTime
    {0x300A0741, d, dates},  // InterlockDateTime
    {0x300A0742, d, descriptors},  // InterlockDescription
    {0x300A0760, d, dates},  // OverrideDateTime
    {0x300A0783, d, descriptors},  // InterlockOriginDescription
    {0x300A0785, u},  // ReferencedTreatmentPositionGroupUID
    {0x300A078E, x, descriptors},  // PatientTreatmentPreparationProcedureParameterDescription
    {0x300A0792, x, descriptors},  // PatientTreatmentPreparationMethodDescription
    {0x300A0794, x, descriptors},  // PatientSetupPhotoDescription
    {0x300A079A, x, descriptors},  // DisplacementReferenceLabel
    {0x300C0113, x, descriptors},  // ReasonForOmissionDescription
    {0x300C0127, d, dates},  // BeamHoldTransitionDateTime
    {0x300E0004, z, dates},  // ReviewDate
    {0x300E0005, z, dates},  // ReviewTime
    {0x300E0008, x_z},  // ReviewerName
    {0x30100006, u},  // ConceptualVolumeUID
    {0x3010000B, u},  // ReferencedConceptualVolumeUID
    {0x3010000F, z, descriptors},  // ConceptualVolumeCombinationDescription
    {0x30100013, u},  // ConstituentConceptualVolumeUID
    {0x30100015, u},  // SourceConceptualVolumeUID
    {0x30100017, z, descriptors},  // ConceptualVolumeDescription
    {0x3010001B, z},  // DeviceAlternateIdentifier
    {0x3010002D, d},  // DeviceLabel
    {0x30100031, u},  // ReferencedFiducialsUID
    {0x30100033, d, descriptors},  // UserContentLabel
    {0x30100034, d, descriptors},  // UserContentLongLabel
    {0x30100035, d, descriptors},  // EntityLabel
    {0x30100036, x, descriptors},  // EntityName
    {0x30100037, x, descriptors},  // EntityDescription
    {0x30100038, d, descriptors},  // EntityLongLabel
    {0x3010003B, u},  // RTTreatmentPhaseUID
    {0x30100043, z},  // ManufacturerDeviceIdentifier
    {0x3010004C, x_d, dates},  // IntendedPhaseStartDate
    {0x3010004D, x_d, dates},  // IntendedPhaseEndDate
    {0x30100054, d, descriptors},  // RTPrescriptionLabel
    {0x30100056, x_d, descriptors},  // RTTreatmentApproachLabel
    {0x3010005A, z, descriptors},  // RTPhysicianIntentNarrative
    {0x3010005C, z, descriptors},  // ReasonForSuperseding
    {0x30100061, x, descriptors},  // PriorTreatmentDoseDescription
    {0x3010006E, u},  // DosimetricObjectiveUID
    {0x3010006F, u},  // ReferencedDosimetricObjectiveUID
    {0x30100077, x_d, descriptors},  // TreatmentSite
    {0x3010007A, z, descriptors},  // TreatmentTechniqueNotes
    {0x3010007B, z, descriptors},  // PrescriptionNotes
    {0x3010007F, z, descriptors},  // FractionationNotes
    {0x30100081, z, descriptors},  // PrescriptionNotesSequence
    {0x30100085, x, dates},  // IntendedFractionStartTime
    {0x40000010, x},  // Arbitrary
    {0x40004000, x},  // TextComments
    {0x40080040, x},  // ResultsID
    {0x40080042, x},  // ResultsIDIssuer
    {0x40080100, x, dates},  // InterpretationRecordedDate
    {0x40080101, x, dates},  // InterpretationRecordedTime
    {0x40080102, x},  // InterpretationRecorder
    {0x40080108, x, dates},  // InterpretationTranscriptionDate
    {0x40080109, x, dates},  // InterpretationTranscriptionTime
    {0x4008010A, x},  // InterpretationTranscriber
    {0x4008010B, x, descriptors},  // InterpretationText
    {0x4008010C, x},  // InterpretationAuthor
    {0x40080111, x},  // InterpretationApproverSequence
    {0x40080112, x, dates},  // InterpretationApprovalDate
    {0x40080113, x, dates},  // InterpretationApprovalTime
    {0x40080114, x},  // PhysicianApprovingInterpretation
    {0x40080115, x, descriptors},  // InterpretationDiagnosisDescription
    {0x40080118, x},  // ResultsDistributionListSequence
    {0x40080119, x},  // DistributionName
    {0x4008011A, x},  // DistributionAddress
    {0x40080200, x},  // InterpretationID
    {0x40080202, x},  // InterpretationIDIssuer
    {0x40080300, x, descriptors},  // Impressions
    {0x40084000, x, descriptors},  // ResultsComments
    {0xFFFAFFFA, x},  // DigitalSignaturesSequence
    {0xFFFCFFFC, x},  // DataSetTrailingPadding
};
}  // namespace rows

}  // namespace quoin::deidentify
