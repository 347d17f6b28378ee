// module_table.hpp - every module this plugin answers: type, whom it applies to, fields in the order of the
// answer. A new module is a new list and a new line at the end; a new field is a new line. Names are those of
// Cornerstone3D; where it has a field of its own name the attribute beside it says what is meant.
#pragma once

#include "image_plane.hpp"
#include "module.hpp"
#include "transfer_syntax.hpp"

#include <array>

namespace quoin::dicom {

namespace fields {

// PS3.3 C.12.1
inline constexpr field sop_common[] = {
    {"sopInstanceUID", "SOPInstanceUID", kind::text},
    {"sopClassUID", "SOPClassUID", kind::text},
};

// PS3.3 C.7.1.1
inline constexpr field patient[] = {
    {"patientId", "PatientID", kind::text},
    {"patientName", "PatientName", kind::name},
    {"patientBirthDate", "PatientBirthDate", kind::text},
    {"patientBirthTime", "PatientBirthTime", kind::text},
};

inline constexpr field patient_demographic[] = {
    {"patientSex", "PatientSex", kind::text},
};

// PS3.3 C.7.2.2; age as it is written ("045Y", "003M"), size in m, weight in kg
inline constexpr field patient_study[] = {
    {"patientAge", "PatientAge", kind::text},
    {"patientSize", "PatientSize", kind::real},
    {"patientSex", "PatientSex", kind::text},
    {"patientWeight", "PatientWeight", kind::real},
};

// PS3.3 C.7.1.3
inline constexpr field clinical_trial[] = {
    {"clinicalTrialSponsorName", "ClinicalTrialSponsorName", kind::text},
    {"clinicalTrialSiteId", "ClinicalTrialSiteID", kind::text},
    {"clinicalTrialSiteName", "ClinicalTrialSiteName", kind::text},
    {"clinicalTrialSubjectId", "ClinicalTrialSubjectID", kind::text},
};

// PS3.3 C.7.2.1
inline constexpr field general_study[] = {
    {"studyInstanceUID", "StudyInstanceUID", kind::text},
    {"studyDescription", "StudyDescription", kind::text},
    {"studyDate", "StudyDate", kind::text},
    {"studyTime", "StudyTime", kind::text},
    {"accessionNumber", "AccessionNumber", kind::text},
};

// PS3.3 C.7.3.1
inline constexpr field general_series[] = {
    {"studyInstanceUID", "StudyInstanceUID", kind::text},
    {"seriesInstanceUID", "SeriesInstanceUID", kind::text},
    {"modality", "Modality", kind::text},
    {"seriesDescription", "SeriesDescription", kind::text},
    {"seriesNumber", "SeriesNumber", kind::integer},
    {"seriesDate", "SeriesDate", kind::text},
    {"seriesTime", "SeriesTime", kind::text},
    {"acquisitionDate", "AcquisitionDate", kind::text},
    {"acquisitionTime", "AcquisitionTime", kind::text},
};

// PS3.3 C.7.6.1
inline constexpr field general_image[] = {
    {"sopInstanceUID", "SOPInstanceUID", kind::text},
    {"sopClassUID", "SOPClassUID", kind::text},
    {"instanceNumber", "InstanceNumber", kind::integer},
    {"instanceCreationDate", "InstanceCreationDate", kind::text},
    {"instanceCreationTime", "InstanceCreationTime", kind::text},
    {"contentTime", "ContentTime", kind::text},
    {"lossyImageCompression", "LossyImageCompression", kind::text},
    {"lossyImageCompressionRatio", "LossyImageCompressionRatio", kind::reals},
    {"lossyImageCompressionMethod", "LossyImageCompressionMethod", kind::texts},
    {"frameOfReferenceUID", "FrameOfReferenceUID", kind::text},
    {"numberOfFrames", "NumberOfFrames", kind::integer},
    {"pixelSpacing", "PixelSpacing", kind::reals},
};

// PS3.3 C.7.6.2; mm. The geometry is computed.
inline constexpr field image_plane[] = {
    {"frameOfReferenceUID", "FrameOfReferenceUID", kind::text},
    {"rows", "Rows", kind::integer},
    {"columns", "Columns", kind::integer},
    {"sliceLocation", "SliceLocation", kind::real},
    {"sliceThickness", "SliceThickness", kind::real},
    {"spacingBetweenSlices", "SpacingBetweenSlices", kind::real},
};

// PS3.3 C.7.6.3, and what a projection's magnification is computed from; distances in mm
inline constexpr field image_pixel[] = {
    {"samplesPerPixel", "SamplesPerPixel", kind::integer},
    {"photometricInterpretation", "PhotometricInterpretation", kind::text},
    {"planarConfiguration", "PlanarConfiguration", kind::integer},
    {"rows", "Rows", kind::integer},
    {"columns", "Columns", kind::integer},
    {"pixelAspectRatio", "PixelAspectRatio", kind::integers},
    {"bitsAllocated", "BitsAllocated", kind::integer},
    {"bitsStored", "BitsStored", kind::integer},
    {"highBit", "HighBit", kind::integer},
    {"pixelRepresentation", "PixelRepresentation", kind::integer},
    {"smallestPixelValue", "SmallestImagePixelValue", kind::integer},
    {"largestPixelValue", "LargestImagePixelValue", kind::integer},
    {"pixelPaddingValue", "PixelPaddingValue", kind::integer},
    {"pixelPaddingRangeLimit", "PixelPaddingRangeLimit", kind::integer},
    {"redPaletteColorLookupTableDescriptor", "RedPaletteColorLookupTableDescriptor", kind::integers},
    {"greenPaletteColorLookupTableDescriptor", "GreenPaletteColorLookupTableDescriptor", kind::integers},
    {"bluePaletteColorLookupTableDescriptor", "BluePaletteColorLookupTableDescriptor", kind::integers},
    {"alphaPaletteColorLookupTableDescriptor", "AlphaPaletteColorLookupTableDescriptor", kind::integers},
    {"redPaletteColorLookupTableData", "RedPaletteColorLookupTableData", kind::as_is},
    {"greenPaletteColorLookupTableData", "GreenPaletteColorLookupTableData", kind::as_is},
    {"bluePaletteColorLookupTableData", "BluePaletteColorLookupTableData", kind::as_is},
    {"alphaPaletteColorLookupTableData", "AlphaPaletteColorLookupTableData", kind::as_is},
    {"paletteColorLookupTableUID", "PaletteColorLookupTableUID", kind::text},
    {"distanceSourceToDetector", "DistanceSourceToDetector", kind::real},
    {"distanceSourceToPatient", "DistanceSourceToPatient", kind::real},
    {"distanceSourceToEntrance", "DistanceSourceToEntrance", kind::real},
    {"estimatedRadiographicMagnificationFactor", "EstimatedRadiographicMagnificationFactor", kind::real},
    {"pixelSpacingCalibrationType", "PixelSpacingCalibrationType", kind::text},
    {"pixelSpacingCalibrationDescription", "PixelSpacingCalibrationDescription", kind::text},
    {"sequenceOfUltrasoundRegions", "SequenceOfUltrasoundRegions", kind::items},
};

// PS3.3 C.11.2
inline constexpr field voi_lut[] = {
    {"windowCenter", "WindowCenter", kind::reals},
    {"windowWidth", "WindowWidth", kind::reals},
    {"voiLUTFunction", "VOILUTFunction", kind::text},
    {"windowCenterWidthExplanation", "WindowCenterWidthExplanation", kind::texts},
    {"voiLUTSequence", "VOILUTSequence", kind::items},
};

// PS3.3 C.11.1
inline constexpr field modality_lut[] = {
    {"rescaleIntercept", "RescaleIntercept", kind::real},
    {"rescaleSlope", "RescaleSlope", kind::real},
    {"rescaleType", "RescaleType", kind::text},
    {"modalityLUTSequence", "ModalityLUTSequence", kind::items},
};

// PS3.3 C.8.9.1
inline constexpr field pet_series[] = {
    {"correctedImage", "CorrectedImage", kind::texts},
    {"units", "Units", kind::text},
    {"decayCorrection", "DecayCorrection", kind::text},
};

// PS3.3 C.8.9.4; ms
inline constexpr field pet_image[] = {
    {"frameReferenceTime", "FrameReferenceTime", kind::real},
    {"actualFrameDuration", "ActualFrameDuration", kind::integer},
};

// PS3.10 7.1 and PS3.18
inline constexpr field transfer_syntax[] = {
    {"availableTransferSyntaxUID", "AvailableTransferSyntaxUID", kind::text},
};

}  // namespace fields

inline constexpr metadata_module modules[] = {
    {"sopCommonModule", applies_to::any, fields::sop_common},
    {"patientModule", applies_to::any, fields::patient},
    {"patientDemographicModule", applies_to::any, fields::patient_demographic},
    {"patientStudyModule", applies_to::any, fields::patient_study},
    {"clinicalTrialModule", applies_to::any, fields::clinical_trial},
    {"generalStudyModule", applies_to::any, fields::general_study},
    {"generalSeriesModule", applies_to::any, fields::general_series},
    {"generalImageModule", applies_to::any, fields::general_image},
    {"imagePlaneModule", applies_to::images, fields::image_plane, &add_image_plane},
    {"imagePixelModule", applies_to::images, fields::image_pixel},
    {"voiLutModule", applies_to::images, fields::voi_lut},
    {"modalityLutModule", applies_to::images_and_gsps, fields::modality_lut},
    {"petSeriesModule", applies_to::positron_emission, fields::pet_series},
    {"petImageModule", applies_to::positron_emission, fields::pet_image},
    {"transferSyntax", applies_to::any, fields::transfer_syntax, &add_transfer_syntax},
};

/// The types of the table, as the plugin's descriptor wants them.
inline constexpr auto module_types = [] {
    std::array<quoin_str, std::size(modules)> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = to_str(modules[i].type);
    return out;
}();

}  // namespace quoin::dicom
