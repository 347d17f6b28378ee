// dicom/named_subjects.hpp - the imageIds that the subjects of a query name together.
//
// A subject is an imageId, or whatever type `imageIds` lists the imageIds of: a folder, or what a vendor's provider
// knows to be several, as the URL of a series.
#pragma once

#include <quoin/quoin.hpp>

#include <string>
#include <vector>

namespace quoin::dicom {

/// In the order of the subjects. Throws where a subject is to be listed and cannot be.
std::vector<std::string> subjects_named(call& asked_in, const request& asked);

}  // namespace quoin::dicom
