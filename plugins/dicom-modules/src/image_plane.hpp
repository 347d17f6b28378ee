// image_plane.hpp - where an image lies in the patient (PS3.3 C.7.6.2), with what is missing filled in and
// said so.
#pragma once

#include <dicom/module.hpp>

#include <string_view>

namespace quoin::dicom {

/// All that imagePlaneModule reads of an instance, its fields, the spacing and whether it is an image at all
/// included, but for ImagePositionPatient. A test holds it against what is read.
inline constexpr std::string_view attributes_of_image_plane[] = {
    "Rows", "Columns", "SliceLocation", "SliceThickness", "SpacingBetweenSlices",
    // where it lies
    "ImageOrientationPatient", "FrameOfReferenceUID", "ImagePositionVolume", "ImageOrientationVolume",
    "VolumeFrameOfReferenceUID", "XOffsetInSlideCoordinateSystem", "YOffsetInSlideCoordinateSystem",
    "ZOffsetInSlideCoordinateSystem", "ImageOrientationSlide", "framePosition",
    // how large its pixels are
    "PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing", "ImagePlanePixelSpacing",
    "PixelSpacingCalibrationType", "EstimatedRadiographicMagnificationFactor", "DistanceSourceToDetector",
    "DistanceSourceToPatient", "DistanceSourceToEntrance", "SequenceOfUltrasoundRegions",
    // whether it is an image
    "SOPClassUID", "PixelData", "FloatPixelData", "DoubleFloatPixelData", "SharedFunctionalGroupsSequence",
    "PerFrameFunctionalGroupsSequence"};

/// Gives position and orientation (patient coordinates, mm), pixel spacing (pixel_spacing.hpp),
/// `usingDefaultValues` and `defaulted`, the names of the fields that are no more than a default: an image is
/// never without a plane. What an instance says of its geometry is checked; what cannot be right is noted and
/// defaulted.
void give_image_plane(const module_input& from, given_fields& out);

}  // namespace quoin::dicom
