// frame_columns.hpp - the columns of a frame table: one line for each attribute that sorts or places frames,
// the functional group it is in, what its columns are called, and what they hold.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace quoin::dicom {

/// The space that positions and orientations are in.
enum class space : std::uint8_t { none, patient, slide, volume };

struct column_line {  // NOLINT(clang-analyzer-optin.performance.Padding): in the order of the table's columns
    enum class kind : std::uint8_t {
        real,   ///< f64; NaN where the frame does not say
        index,  ///< i32; 0 where the frame does not say: what is counted is counted from 1
        word,   ///< i32: which of the words of a list beside the column, from 1; 0 where the frame does not
                ///< say
    };
    std::string_view group;  ///< empty: no group has it, only the object
    std::string_view attribute;
    kind is;
    std::string_view first, second = {}, third = {};  ///< a column for each of the first values
    std::size_t width = 1;  ///< values of a frame in the one column; 0: as many as the first frame has
    space in = space::none;
    double scale = 1;
};

namespace columns {
using enum column_line::kind;

// Lines of one group stand together. PS3.3 C.7.6.16.2, C.7.6.21, C.8.12.6, C.8.13.5, C.8.20.2.
inline constexpr column_line of_groups[] = {
    // mm
    {"PlanePositionSequence", "ImagePositionPatient", real, "positionX", "positionY", "positionZ", 1,
     space::patient},
    {"PlanePositionSlideSequence",
     "XOffsetInSlideCoordinateSystem",
     real,
     "positionX",
     {},
     {},
     1,
     space::slide},
    {"PlanePositionSlideSequence",
     "YOffsetInSlideCoordinateSystem",
     real,
     "positionY",
     {},
     {},
     1,
     space::slide},
    {"PlanePositionSlideSequence",
     "ZOffsetInSlideCoordinateSystem",
     real,
     "positionZ",
     {},
     {},
     1,
     space::slide,
     0.001},
    {"PlanePositionSlideSequence", "ColumnPositionInTotalImagePixelMatrix", index,
     "columnPositionInTotalImagePixelMatrix"},
    {"PlanePositionSlideSequence", "RowPositionInTotalImagePixelMatrix", index,
     "rowPositionInTotalImagePixelMatrix"},
    {"PlanePositionVolumeSequence", "ImagePositionVolume", real, "positionX", "positionY", "positionZ", 1,
     space::volume},
    {"PlaneOrientationSequence", "ImageOrientationPatient", real, "orientation", {}, {}, 6, space::patient},
    {"PlaneOrientationVolumeSequence",
     "ImageOrientationVolume",
     real,
     "orientation",
     {},
     {},
     6,
     space::volume},
    {{}, "ImageOrientationSlide", real, "orientation", {}, {}, 6, space::slide},
    // mm
    {"PixelMeasuresSequence", "PixelSpacing", real, "rowPixelSpacing", "columnPixelSpacing"},
    {"PixelMeasuresSequence", "SliceThickness", real, "sliceThickness"},
    {"PixelMeasuresSequence", "SpacingBetweenSlices", real, "spacingBetweenSlices"},
    {"FrameContentSequence", "StackID", word, "stackId"},
    {"FrameContentSequence", "InStackPositionNumber", index, "inStackPositionNumber"},
    {"FrameContentSequence", "TemporalPositionIndex", index, "temporalPositionIndex"},
    {"FrameContentSequence", "FrameAcquisitionNumber", index, "frameAcquisitionNumber"},
    {"FrameContentSequence", "DimensionIndexValues", index, "dimensionIndexValues", {}, {}, 0},
    // s
    {"TemporalPositionSequence", "TemporalPositionTimeOffset", real, "temporalPositionTimeOffset"},
    // ms
    {"CardiacSynchronizationSequence", "NominalCardiacTriggerDelayTime", real,
     "nominalCardiacTriggerDelayTime"},
    {"MREchoSequence", "EffectiveEchoTime", real, "effectiveEchoTime"},
    // s/mm2
    {"MRDiffusionSequence", "DiffusionBValue", real, "diffusionBValue"},
    {"SegmentIdentificationSequence", "ReferencedSegmentNumber", index, "referencedSegmentNumber"},
    {"OpticalPathIdentificationSequence", "OpticalPathIdentifier", word, "opticalPathIdentifier"},
};

/// Vectors of the object with a value for each frame (PS3.3 C.7.6.5, C.8.4.8, C.8.8.3): time in ms.
struct vector_line {
    std::string_view attribute;
    column_line::kind is;
    std::string_view column;
};
inline constexpr vector_line of_vectors[] = {
    {"EnergyWindowVector", index, "energyWindowVector"},
    {"DetectorVector", index, "detectorVector"},
    {"PhaseVector", index, "phaseVector"},
    {"RotationVector", index, "rotationVector"},
    {"RRIntervalVector", index, "rrIntervalVector"},
    {"TimeSlotVector", index, "timeSlotVector"},
    {"SliceVector", index, "sliceVector"},
    {"AngularViewVector", index, "angularViewVector"},
    {"TimeSliceVector", index, "timeSliceVector"},
    {"FrameTimeVector", real, "frameTimeVector"},
};

}  // namespace columns
}  // namespace quoin::dicom
