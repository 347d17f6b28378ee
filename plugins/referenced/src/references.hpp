// references.hpp - instances as other instances refer to them.
#pragma once

#include <quoin/quoin.hpp>

#include <string>
#include <vector>

namespace quoin::referenced {

/// ImageSopInstanceReference: {ReferencedSOPClassUID, ReferencedSOPInstanceUID}, and ReferencedFrameNumber where the
/// imageId names a frame of several; a reference without it is to all of them (PS3.3 10.3). Pass where the object
/// has no UIDs.
answer sop_reference(call& asked_in, std::string_view image_id);

/// {SeriesInstanceUID, ReferencedInstanceSequence} of one image.
answer series_reference(call& asked_in, std::string_view image_id);

/// Of many, merged by study and series, each instance once: the Common Instance Reference module (PS3.3 C.12.2) of
/// an instance in the study of the first. Throws where one of them has no UIDs: a reference that is silently
/// left out is not found again.
value common_references(call& asked_in, const std::vector<std::string>& image_ids);

/// {..series data, InstanceNumber, PredecessorDocumentsSequence} for what replaces the object (PS3.3 C.17.2). Pass
/// where it lacks a UID.
answer predecessor(call& asked_in, std::string_view image_id);

}  // namespace quoin::referenced
