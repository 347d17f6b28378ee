// dicom/ultrasound_region.hpp - the fields of a part of an image that has units of its own.
#pragma once

#include <dicom/module.hpp>

namespace quoin::dicom::fields {

inline constexpr field ultrasound_region[] = {
    {"regionSpatialFormat",
     "RegionSpatialFormat",
     kind::integer,
     {},
     "1 2D, 2 M-mode, 3 spectral, 4 waveform, 5 graphics"},
    {"regionDataType",
     "RegionDataType",
     kind::integer,
     {},
     "1 tissue, 2 colour flow, 3 PW Doppler, 4 CW Doppler .."},
    {"regionFlags", "RegionFlags", kind::integer},
    {"regionLocationMinX0", "RegionLocationMinX0", kind::integer, {}, "pixels"},
    {"regionLocationMinY0", "RegionLocationMinY0", kind::integer, {}, "pixels"},
    {"regionLocationMaxX1", "RegionLocationMaxX1", kind::integer, {}, "pixels"},
    {"regionLocationMaxY1", "RegionLocationMaxY1", kind::integer, {}, "pixels"},
    {"referencePixelX0", "ReferencePixelX0", kind::integer, {}, "pixels from the corner of the region"},
    {"referencePixelY0", "ReferencePixelY0", kind::integer, {}, "pixels from the corner of the region"},
    {"physicalUnitsXDirection", "PhysicalUnitsXDirection", kind::integer, {}, "3 cm, 4 s, 5 Hz, 7 cm/s .."},
    {"physicalUnitsYDirection", "PhysicalUnitsYDirection", kind::integer, {}, "as for X"},
    {"referencePixelPhysicalValueX", "ReferencePixelPhysicalValueX", kind::real},
    {"referencePixelPhysicalValueY", "ReferencePixelPhysicalValueY", kind::real},
    {"physicalDeltaX", "PhysicalDeltaX", kind::real, {}, "units a pixel, may be negative"},
    {"physicalDeltaY", "PhysicalDeltaY", kind::real, {}, "units a pixel, may be negative"},
    {"transducerFrequency", "TransducerFrequency", kind::integer, "kHz"},
};

}  // namespace quoin::dicom::fields
