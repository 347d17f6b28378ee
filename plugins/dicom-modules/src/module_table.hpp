// module_table.hpp - every module this plugin answers: type, whom it applies to, fields in the order of the
// answer. A new module is a new list and a new line at the end; a new field is a new line. Names are those of
// Cornerstone3D; where it has a field of its own name the attribute beside it says what is meant. Schemas,
// `quoin types` and the reference page are made of this table.
#pragma once

#include "frame_data.hpp"
#include "image_plane.hpp"
#include "image_url.hpp"
#include "lut_sequence.hpp"
#include "nm_geometry.hpp"
#include "overlay_plane.hpp"
#include "palette.hpp"
#include "transfer_syntax.hpp"

#include <dicom/module.hpp>
#include <dicom/ultrasound_region.hpp>

#include <array>

namespace quoin::dicom {

namespace fields {

inline constexpr field sop_common[] = {
    {"sopInstanceUID", "SOPInstanceUID", kind::text},
    {"sopClassUID", "SOPClassUID", kind::text},
};

inline constexpr field patient[] = {
    {"patientId", "PatientID", kind::text},
    {"patientName", "PatientName", kind::name},
    {"patientBirthDate", "PatientBirthDate", kind::text},
    {"patientBirthTime", "PatientBirthTime", kind::text},
};

inline constexpr field patient_demographic[] = {
    {"patientSex", "PatientSex", kind::text},
};

inline constexpr field patient_study[] = {
    {"patientAge", "PatientAge", kind::text, {}, "with its unit: 045Y, 003M"},
    {"patientSize", "PatientSize", kind::real, "m"},
    {"patientSex", "PatientSex", kind::text},
    {"patientWeight", "PatientWeight", kind::real, "kg"},
};

inline constexpr field clinical_trial[] = {
    {"clinicalTrialSponsorName", "ClinicalTrialSponsorName", kind::text},
    {"clinicalTrialSiteId", "ClinicalTrialSiteID", kind::text},
    {"clinicalTrialSiteName", "ClinicalTrialSiteName", kind::text},
    {"clinicalTrialSubjectId", "ClinicalTrialSubjectID", kind::text},
};

inline constexpr field general_study[] = {
    {"studyInstanceUID", "StudyInstanceUID", kind::text},
    {"studyDescription", "StudyDescription", kind::text},
    {"studyDate", "StudyDate", kind::text},
    {"studyTime", "StudyTime", kind::text},
    {"accessionNumber", "AccessionNumber", kind::text},
};

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
    {"pixelSpacing", "PixelSpacing", kind::reals, "mm", "as it is written; imagePlaneModule judges it"},
};

inline constexpr field frame_of_reference[] = {
    {"frameOfReferenceUID", "FrameOfReferenceUID", kind::text},
    {"positionReferenceIndicator", "PositionReferenceIndicator", kind::text},
};

inline constexpr field image_plane[] = {
    {"rows", "Rows", kind::integer},
    {"columns", "Columns", kind::integer},
    {"sliceLocation", "SliceLocation", kind::real, "mm"},
    {"sliceThickness", "SliceThickness", kind::real, "mm"},
    {"spacingBetweenSlices", "SpacingBetweenSlices", kind::real, "mm"},
    maybe("frameOfReferenceUID", "FrameOfReferenceUID", kind::text, {},
          "of the coordinate system: in an ultrasound volume VolumeFrameOfReferenceUID"),
    always("coordinateSystem", {}, kind::text, {},
           "which position and orientation are in: patient; slide (tiles of a whole-slide image, in mm); "
           "volume (ultrasound)"),
    always("imageOrientationPatient", "ImageOrientationPatient", kind::reals, {},
           "cosines of the row, then of the column", 6),
    always("rowCosines", "ImageOrientationPatient", kind::reals, {}, {}, 3),
    always("columnCosines", "ImageOrientationPatient", kind::reals, {}, {}, 3),
    always("imagePositionPatient", "ImagePositionPatient", kind::reals, "mm", "centre of the first pixel", 3),
    always("pixelSpacing", "PixelSpacing", kind::reals, "mm", "between rows, between columns", 2),
    always("rowPixelSpacing", "PixelSpacing", kind::real, "mm"),
    always("columnPixelSpacing", "PixelSpacing", kind::real, "mm"),
    always("pixelSpacingOrigin", {}, kind::text, {},
           "keyword of the attribute the spacing is of or computed from, or default"),
    maybe(
        "pixelSpacingType", {}, kind::text, {},
        "projections: ERMF (in the patient), Calibrated, Proj (at the detector), Unknown; scanned film: "
        "Scanned; RT images: RTImage (at the plane of the image); ultrasound: Region; calibrated by a user: "
        "User, or what that user says"),
    maybe("originalPixelSpacing", "PixelSpacing", kind::reals, "mm",
          "where a user calibrated it: what the image itself says, if it says it", 2),
    always("usingDefaultValues", {}, kind::flag, {}, "some of the geometry is assumed"),
    always("defaulted", {}, kind::texts, {}, "the fields that are no more than a default"),
    always("isDefaultValueSetForRowCosine", {}, kind::flag),
    always("isDefaultValueSetForColumnCosine", {}, kind::flag),
};

inline constexpr field image_pixel[] = {
    {"samplesPerPixel", "SamplesPerPixel", kind::integer},
    {"photometricInterpretation", "PhotometricInterpretation", kind::text},
    {"planarConfiguration", "PlanarConfiguration", kind::integer},
    {"rows", "Rows", kind::integer},
    {"columns", "Columns", kind::integer},
    {"pixelAspectRatio", "PixelAspectRatio", kind::integers, {}, "vertical, horizontal", 2},
    {"bitsAllocated", "BitsAllocated", kind::integer, "bit"},
    {"bitsStored", "BitsStored", kind::integer, "bit"},
    {"highBit", "HighBit", kind::integer},
    {"pixelRepresentation", "PixelRepresentation", kind::integer, {}, "0 unsigned, 1 two's complement"},
    {"smallestPixelValue", "SmallestImagePixelValue", kind::pixel_value},
    {"largestPixelValue", "LargestImagePixelValue", kind::pixel_value},
    {"pixelPaddingValue", "PixelPaddingValue", kind::pixel_value},
    {"pixelPaddingRangeLimit", "PixelPaddingRangeLimit", kind::pixel_value},
    {"paletteColorLookupTableUID", "PaletteColorLookupTableUID", kind::text},
    {"distanceSourceToDetector", "DistanceSourceToDetector", kind::real, "mm"},
    {"distanceSourceToPatient", "DistanceSourceToPatient", kind::real, "mm"},
    {"distanceSourceToEntrance", "DistanceSourceToEntrance", kind::real, "mm"},
    {"estimatedRadiographicMagnificationFactor", "EstimatedRadiographicMagnificationFactor", kind::real},
    {"pixelSpacingCalibrationType", "PixelSpacingCalibrationType", kind::text},
    {"pixelSpacingCalibrationDescription", "PixelSpacingCalibrationDescription", kind::text},
    {"sequenceOfUltrasoundRegions",
     "SequenceOfUltrasoundRegions",
     kind::items,
     {},
     "as the instance has them; ultrasoundEnhancedRegionModule names their parts"},
    maybe("redPaletteColorLookupTableDescriptor", "RedPaletteColorLookupTableDescriptor", kind::integers, {},
          "entries (never 0), first pixel value mapped, bits of an entry", 3),
    maybe("redPaletteColorLookupTableData", "RedPaletteColorLookupTableData", kind::numbers, {},
          "one number an entry, segments expanded"),
    maybe("greenPaletteColorLookupTableDescriptor", "GreenPaletteColorLookupTableDescriptor", kind::integers,
          {}, {}, 3),
    maybe("greenPaletteColorLookupTableData", "GreenPaletteColorLookupTableData", kind::numbers),
    maybe("bluePaletteColorLookupTableDescriptor", "BluePaletteColorLookupTableDescriptor", kind::integers,
          {}, {}, 3),
    maybe("bluePaletteColorLookupTableData", "BluePaletteColorLookupTableData", kind::numbers),
    maybe("alphaPaletteColorLookupTableDescriptor", "AlphaPaletteColorLookupTableDescriptor", kind::integers,
          {}, {}, 3),
    maybe("alphaPaletteColorLookupTableData", "AlphaPaletteColorLookupTableData", kind::numbers),
};

inline constexpr field lut[] = {
    always("id", {}, kind::text, {}, "its number in the sequence, from 1"),
    always("firstValueMapped", "LUTDescriptor", kind::integer, {}, "the input that the first entry is for"),
    always("numBitsPerEntry", "LUTDescriptor", kind::integer, "bit"),
    maybe("explanation", "LUTExplanation", kind::text),
    always("lut", "LUTData", kind::numbers, {}, "one number an entry"),
};

inline constexpr field modality_lut_item[] = {
    lut[0],
    lut[1],
    lut[2],
    lut[3],
    maybe("type", "ModalityLUTType", kind::text, {}, "what the output is: HU, OD, US (unspecified)"),
    lut[4],
};

inline constexpr field voi_lut[] = {
    {"windowCenter", "WindowCenter", kind::reals},
    {"windowWidth", "WindowWidth", kind::reals},
    {"voiLUTFunction", "VOILUTFunction", kind::text, {}, "absent: LINEAR"},
    {"windowCenterWidthExplanation", "WindowCenterWidthExplanation", kind::texts},
    maybe("voiLUTSequence", "VOILUTSequence", kind::objects, {}, {}, 0, lut),
};

inline constexpr field modality_lut[] = {
    {"rescaleIntercept", "RescaleIntercept", kind::real},
    {"rescaleSlope", "RescaleSlope", kind::real},
    {"rescaleType", "RescaleType", kind::text},
    maybe("modalityLUTSequence", "ModalityLUTSequence", kind::objects, {}, {}, 0, modality_lut_item),
};

inline constexpr field overlay[] = {
    always("group", {}, kind::text, {}, "four hex digits: 6000, 6002 .."),
    always("rows", "OverlayRows", kind::integer),
    always("columns", "OverlayColumns", kind::integer),
    maybe("type", "OverlayType", kind::text, {}, "G graphics, R region of interest"),
    maybe("subtype", "OverlaySubtype", kind::text),
    maybe("x", "OverlayOrigin", kind::integer, {},
          "column of the image that the first column lies on, from 0"),
    maybe("y", "OverlayOrigin", kind::integer, {}, "row of the image that the first row lies on, from 0"),
    maybe("description", "OverlayDescription", kind::text),
    maybe("label", "OverlayLabel", kind::text),
    maybe("roiArea", "ROIArea", kind::integer, {}, "pixels"),
    maybe("roiMean", "ROIMean", kind::real),
    maybe("roiStandardDeviation", "ROIStandardDeviation", kind::real),
    maybe("pixelData", "OverlayData", kind::bytes, {}, "one byte a pixel: 0 or 1"),
};

inline constexpr field overlay_plane[] = {
    always("overlays", {}, kind::objects, {}, "in the order of their groups", 0, overlay),
};

inline constexpr field cine[] = {
    {"frameTime", "FrameTime", kind::real, "ms"},
    {"frameTimeVector", "FrameTimeVector", kind::reals, "ms", "from one frame to the next; the first is 0"},
    {"recommendedDisplayFrameRate", "RecommendedDisplayFrameRate", kind::integer, "1/s"},
    {"cineRate", "CineRate", kind::integer, "1/s"},
    {"preferredPlaybackSequencing",
     "PreferredPlaybackSequencing",
     kind::integer,
     {},
     "0 looping, 1 sweeping"},
    {"startTrim", "StartTrim", kind::integer, {}, "first frame to be shown, from 1"},
    {"stopTrim", "StopTrim", kind::integer, {}, "last frame to be shown"},
    {"frameDelay", "FrameDelay", kind::real, "ms"},
    {"imageTriggerDelay", "ImageTriggerDelay", kind::real, "ms"},
    {"effectiveDuration", "EffectiveDuration", kind::real, "s"},
    incidental("numberOfFrames", "NumberOfFrames", kind::integer),
};

inline constexpr field radiopharmaceutical[] = {
    {"radiopharmaceutical", "Radiopharmaceutical", kind::text},
    {"radiopharmaceuticalStartTime", "RadiopharmaceuticalStartTime", kind::text},
    {"radiopharmaceuticalStopTime", "RadiopharmaceuticalStopTime", kind::text},
    {"radiopharmaceuticalStartDateTime", "RadiopharmaceuticalStartDateTime", kind::text},
    {"radiopharmaceuticalStopDateTime", "RadiopharmaceuticalStopDateTime", kind::text},
    {"radionuclideTotalDose", "RadionuclideTotalDose", kind::real, "Bq"},
    {"radionuclideHalfLife", "RadionuclideHalfLife", kind::real, "s"},
    {"radionuclidePositronFraction", "RadionuclidePositronFraction", kind::real},
};

inline constexpr field pet_isotope[] = {
    nested("radiopharmaceuticalInfo", "RadiopharmaceuticalInformationSequence", kind::object,
           radiopharmaceutical, "the first item"),
    nested("otherRadiopharmaceuticals", "RadiopharmaceuticalInformationSequence", kind::other_objects,
           radiopharmaceutical, "the others, where there are any"),
};

inline constexpr field pet_series[] = {
    {"correctedImage", "CorrectedImage", kind::texts},
    {"units", "Units", kind::text, {}, "what a pixel value is, after rescaling: BQML, CNTS, GML .."},
    {"decayCorrection", "DecayCorrection", kind::text, {}, "NONE, START or ADMIN"},
};

inline constexpr field pet_image[] = {
    {"frameReferenceTime", "FrameReferenceTime", kind::real, "ms"},
    {"actualFrameDuration", "ActualFrameDuration", kind::integer, "ms"},
};

inline constexpr field ultrasound_regions[] = {
    nested("sequenceOfUltrasoundRegions", "SequenceOfUltrasoundRegions", kind::objects, ultrasound_region),
};

inline constexpr field nm_geometry[] = {
    incidental("modality", "Modality", kind::text),
    {"imageType", "ImageType", kind::texts},
    maybe("imageSubType", "ImageType", kind::text, {}, "its third value: RECON TOMO .."),
    {"imageOrientationPatient", "ImageOrientationPatient", kind::reals},
    {"imagePositionPatient", "ImagePositionPatient", kind::reals, "mm", "of the frame"},
    {"sliceThickness", "SliceThickness", kind::real, "mm"},
    {"spacingBetweenSlices", "SpacingBetweenSlices", kind::real, "mm"},
    {"pixelSpacing", "PixelSpacing", kind::reals, "mm"},
    {"numberOfFrames", "NumberOfFrames", kind::integer},
    always("isNMReconstructable", {}, kind::flag, {},
           "RECON TOMO or RECON GATED TOMO: the frames are slices of a volume"),
};

inline constexpr std::string_view detected_syntax =
    "what the bytes of the file look like, where it states no transfer syntax or another";

inline constexpr field transfer_syntax[] = {
    incidental("availableTransferSyntaxUID", "AvailableTransferSyntaxUID", kind::texts),
    {"detectedTransferSyntaxUID", "detectedTransferSyntaxUID", kind::text, {}, detected_syntax},
    always("transferSyntaxUID", "TransferSyntaxUID", kind::text, {},
           "of the file, else the first that a server offers, else the detected one"),
    always("isVideo", {}, kind::flag, {}, "frames are inside a video stream"),
};

inline constexpr field image_url[] = {
    always("isVideo", {}, kind::flag),
    always("rendered", {}, kind::text, {}, "URL of the frame as a picture, of a video as a whole"),
    always("thumbnail", {}, kind::text),
};

inline constexpr field frame_data[] = {
    always("transferSyntaxUid", "TransferSyntaxUID", kind::text, {},
           "of these bytes: explicit little endian where those of the file are big endian or deflated"),
    maybe("detectedTransferSyntaxUID", {}, kind::text, {}, detected_syntax),
    always("frameOfInterest", {}, kind::integer, {}, "from 0"),
    always("frameNumber", {}, kind::integer, {}, "from 1"),
    always("pixelData", "PixelData", kind::bytes_list, {},
           "the fragments of the frame; one where it is not compressed"),
};

}  // namespace fields

/// Attributes without which a function has nothing to add.
namespace only_with {

inline constexpr std::string_view palettes[] = {
    "RedPaletteColorLookupTableDescriptor", "GreenPaletteColorLookupTableDescriptor",
    "BluePaletteColorLookupTableDescriptor", "AlphaPaletteColorLookupTableDescriptor"};
inline constexpr std::string_view voi_luts[] = {"VOILUTSequence"};
inline constexpr std::string_view modality_luts[] = {"ModalityLUTSequence"};

}  // namespace only_with

inline constexpr metadata_module modules[] = {
    {"sopCommonModule", "which object it is", "PS3.3 C.12.1", applies_to::any, fields::sop_common},
    {"patientModule", "who the patient is", "PS3.3 C.7.1.1", applies_to::any, fields::patient},
    {"patientDemographicModule", "the patient's sex; patientStudyModule has more", "PS3.3 C.7.1.1",
     applies_to::any, fields::patient_demographic},
    {"patientStudyModule", "the patient at the time of the study", "PS3.3 C.7.2.2", applies_to::any,
     fields::patient_study},
    {"clinicalTrialModule", "the clinical trial the object belongs to", "PS3.3 C.7.1.3", applies_to::any,
     fields::clinical_trial},
    {"generalStudyModule", "the study", "PS3.3 C.7.2.1", applies_to::any, fields::general_study},
    {"generalSeriesModule", "the series, and when it was acquired", "PS3.3 C.7.3.1", applies_to::any,
     fields::general_series},
    {"generalImageModule", "the image within its series", "PS3.3 C.7.6.1", applies_to::any,
     fields::general_image},
    {"frameOfReferenceModule", "the coordinate system that positions are in", "PS3.3 C.7.4.1",
     applies_to::any, fields::frame_of_reference},
    {"imagePlaneModule",
     "where the image lies in the patient and how large its pixels are; what is assumed is said",
     "PS3.3 C.7.6.2",
     applies_to::images,
     fields::image_plane,
     nullptr,
     {},
     &give_image_plane},
    {"imagePixelModule", "how the pixels are written, palettes included", "PS3.3 C.7.6.3", applies_to::images,
     fields::image_pixel, &add_palettes, only_with::palettes},
    {"voiLutModule", "which values to show: windows and tables", "PS3.3 C.11.2", applies_to::images,
     fields::voi_lut, &add_voi_luts, only_with::voi_luts, nullptr, &note_windows_without_pair},
    {"modalityLutModule", "from pixel values to values of the modality", "PS3.3 C.11.1",
     applies_to::images_and_luts, fields::modality_lut, &add_modality_luts, only_with::modality_luts},
    {"overlayPlaneModule",
     "overlays of all groups, those in unused bits of the pixels too",
     "PS3.3 C.9.2",
     applies_to::images_and_overlays,
     fields::overlay_plane,
     &add_overlays,
     {},
     nullptr,
     nullptr,
     &has_overlays},
    {"cineModule", "how to play the frames", "PS3.3 C.7.6.5", applies_to::images, fields::cine},
    {"petIsotopeModule", "what was injected, how much and when", "PS3.3 C.8.9.2",
     applies_to::positron_emission, fields::pet_isotope},
    {"petSeriesModule", "units and corrections of a PET series", "PS3.3 C.8.9.1",
     applies_to::positron_emission, fields::pet_series},
    {"petImageModule", "when a PET image was taken within its series", "PS3.3 C.8.9.4",
     applies_to::positron_emission, fields::pet_image},
    {"ultrasoundEnhancedRegionModule", "parts of an ultrasound image with their own units", "PS3.3 C.8.5.5",
     applies_to::images, fields::ultrasound_regions},
    {"nmMultiframeGeometryModule", "whether and how nuclear medicine frames make a volume", "PS3.3 C.8.4.8",
     applies_to::nuclear_medicine, fields::nm_geometry, &add_nm_geometry},
    {"transferSyntax",
     "how the pixels are encoded",
     "PS3.5 A.4",
     applies_to::any,
     fields::transfer_syntax,
     nullptr,
     {},
     &give_transfer_syntax},
    {"imageUrlModule",
     "where a DICOMweb server renders the image",
     "PS3.18 10.4.1.1.3",
     applies_to::any,
     fields::image_url,
     nullptr,
     {},
     &give_image_url},
    {frame_data_type, "the bytes of one frame as they are stored; read when they are used", "PS3.5 8.2, A.4",
     applies_to::images, fields::frame_data, &add_frame_data},
};

}  // namespace quoin::dicom
