// group_types.hpp - the functional groups that are types of their own: one line a field, the attribute of the
// merged instance it is. What a type answers is what holds for the frame, wherever the object says it.
#pragma once

#include <quoin/quoin.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace quoin::dicom {

struct group_field {
    enum class kind : std::uint8_t { number, numbers, text, texts };
    std::string_view output;
    std::string_view keyword;
    kind is;
    std::size_t count = 1;  ///< of numbers: as many there must be
};

struct group_type {
    std::string_view type;
    std::span<const std::string_view> groups;  ///< keywords of the sequences it is of
    std::span<const group_field> fields;
};

namespace groups {

using enum group_field::kind;

// PS3.3 C.7.6.16.2.4, C.7.6.21.2 (volumes), C.8.12.14 (slides)
inline constexpr std::string_view plane_orientation_groups[] = {"PlaneOrientationSequence",
                                                                "PlaneOrientationVolumeSequence"};
inline constexpr group_field plane_orientation[] = {
    {"imageOrientationPatient", "ImageOrientationPatient", numbers, 6},
    {"imageOrientationVolume", "ImageOrientationVolume", numbers, 6},
    {"imageOrientationSlide", "ImageOrientationSlide", numbers, 6},
};

// PS3.3 C.7.6.16.2.3, C.7.6.21.1 (volumes), C.8.12.6.1 (slides: x and y in mm, z in micrometres); mm
inline constexpr std::string_view plane_position_groups[] = {
    "PlanePositionSequence", "PlanePositionVolumeSequence", "PlanePositionSlideSequence"};
inline constexpr group_field plane_position[] = {
    {"imagePositionPatient", "ImagePositionPatient", numbers, 3},
    {"imagePositionVolume", "ImagePositionVolume", numbers, 3},
    {"xOffsetInSlideCoordinateSystem", "XOffsetInSlideCoordinateSystem", number},
    {"yOffsetInSlideCoordinateSystem", "YOffsetInSlideCoordinateSystem", number},
    {"zOffsetInSlideCoordinateSystem", "ZOffsetInSlideCoordinateSystem", number},
    {"columnPositionInTotalImagePixelMatrix", "ColumnPositionInTotalImagePixelMatrix", number},
    {"rowPositionInTotalImagePixelMatrix", "RowPositionInTotalImagePixelMatrix", number},
};

// PS3.3 C.7.6.16.2.1; mm
inline constexpr std::string_view pixel_measures_groups[] = {"PixelMeasuresSequence"};
inline constexpr group_field pixel_measures[] = {
    {"pixelSpacing", "PixelSpacing", numbers, 2},
    {"sliceThickness", "SliceThickness", number},
    {"spacingBetweenSlices", "SpacingBetweenSlices", number},
};

// PS3.3 C.8.19.6.14 and, for CT, C.8.15.3.6; mm
inline constexpr std::string_view xray_geometry_groups[] = {"XRayGeometrySequence", "CTGeometrySequence"};
inline constexpr group_field xray_geometry[] = {
    {"distanceSourceToIsocenter", "DistanceSourceToIsocenter", number},
    {"distanceSourceToDetector", "DistanceSourceToDetector", number},
    {"distanceSourceToPatient", "DistanceSourceToPatient", number},
    {"distanceSourceToDataCollectionCenter", "DistanceSourceToDataCollectionCenter", number},
    {"estimatedRadiographicMagnificationFactor", "EstimatedRadiographicMagnificationFactor", number},
};

// PS3.3 C.8.19.6.10; distortion in percent
inline constexpr std::string_view frame_pixel_data_groups[] = {"FramePixelDataPropertiesSequence"};
inline constexpr group_field frame_pixel_data[] = {
    {"frameType", "FrameType", texts},
    {"imageProcessingApplied", "ImageProcessingApplied", texts},
    {"pixelIntensityRelationship", "PixelIntensityRelationship", text},
    {"pixelIntensityRelationshipSign", "PixelIntensityRelationshipSign", number},
    {"geometricalProperties", "GeometricalProperties", text},
    {"geometricMaximumDistortion", "GeometricMaximumDistortion", number},
};

}  // namespace groups

inline constexpr group_type group_types[] = {
    {"PlaneOrientation", groups::plane_orientation_groups, groups::plane_orientation},
    {"PlanePosition", groups::plane_position_groups, groups::plane_position},
    {"PixelMeasures", groups::pixel_measures_groups, groups::pixel_measures},
    {"XrayGeometry", groups::xray_geometry_groups, groups::xray_geometry},
    {"FramePixelData", groups::frame_pixel_data_groups, groups::frame_pixel_data},
};

/// The line of a type; null where it is none of them.
const group_type* find_group_type(std::string_view type) noexcept;

/// The fields that an instance states, with `origin`: "perFrame", "shared", "object" or "computed" (from the
/// vectors of the object or the order of its tiles), or "assumed" (the object's, not known to be the
/// frame's). Nothing where it states none of them.
answer answer_group_type(const group_type& of, view instance, call& asked_in);

}  // namespace quoin::dicom
