// dicom/attribute_names.hpp - members of modules and keywords of attributes, each as the other.
//
// A module calls an attribute by its keyword with a small first letter: sop.. for SOP.., voi.. for VOI.., and a
// final ID (of no UID) is Id. Where a module has a name of its own there is a line in a table.
#pragma once

#include <string>
#include <string_view>

namespace quoin::dicom {

/// "patientId" -> "PatientID"; empty where that is no attribute of the dictionary.
std::string keyword_of(std::string_view member);
/// "PatientID" -> "patientId".
std::string member_of(std::string_view keyword);

}  // namespace quoin::dicom
