// image_ids.hpp - under which imageIds the instances of a metadata response are kept.
//
// A response of DICOMweb (PS3.18 section 10.4) is an array of instances; each is kept under the imageId that
// a viewer makes of its UIDs,
//     wadors:ROOT/studies/STUDY/series/SERIES/instances/INSTANCE
// where ROOT is what stands before "/studies/" in the subject that was added, with "wadors:" before it where
// it is missing: the subject is the URL of the series or study, or of its metadata, or the root itself.
#pragma once

#include <quoin/value.hpp>

#include <string>
#include <string_view>

namespace quoin::dicom_json {

/// Whether a subject is such a URL, and not the imageId of one instance.
bool names_several(std::string_view subject) noexcept;

/// ROOT.
std::string root_of(std::string_view subject);

/// Throws quoin::error QUOIN_E_INVALID naming the attribute that is missing; `number` counts from 1.
std::string image_id(std::string_view root, view naturalized, std::size_t number);

/// What the imageIds of all instances of such a URL begin with, for forgetting them.
std::string image_ids_of(std::string_view subject);

}  // namespace quoin::dicom_json
