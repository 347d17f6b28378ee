// instance_keys.hpp - names that an instance is asked for again and again.
#pragma once

#include <quoin/quoin.hpp>

namespace quoin::dicom {

struct instance_keys {
    key shared{"SharedFunctionalGroupsSequence"}, per_frame{"PerFrameFunctionalGroupsSequence"};
    key detectors{"DetectorInformationSequence"};
    key position{"ImagePositionPatient"}, orientation{"ImageOrientationPatient"};
    key plane_position{"PlanePositionSequence"}, slice_location{"SliceLocation"};
    key sop_instance{"SOPInstanceUID"}, sop_class{"SOPClassUID"};
    key photometric{"PhotometricInterpretation"};
    // Not of the standard: what this plugin says of a frame.
    key frame_number{"frameNumber"};
    key position_origin{"framePosition"}, orientation_origin{"frameOrientation"};

    /// Made at the first use, which must be after the plugin was created.
    static const instance_keys& get() {
        static const instance_keys made;
        return made;
    }
};

}  // namespace quoin::dicom
