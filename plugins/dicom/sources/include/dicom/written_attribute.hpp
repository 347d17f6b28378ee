// dicom/written_attribute.hpp - what a person wrote for an attribute, in YAML or JSON, as naturalized has it.
#pragma once

#include <quoin/value.hpp>

#include <string_view>

namespace quoin::dicom {

/// By the representation and multiplicity of the keyword: a number for a text of digits where numbers are due and the
/// reverse (PatientBirthDate: 19700101), the groups of a name for its text, an array for one value of several, objects
/// of keywords as the items of a sequence; null for an empty text. Throws quoin::error QUOIN_E_INVALID that begins with
/// the keyword where it is none, or where the value cannot be one: a real where text is due (UIDs need quotes), several
/// values where one is allowed, bulk data.
value written_attribute(std::string_view keyword, view written);

/// Members of an object, each a keyword.
value written_attributes(view written);

}  // namespace quoin::dicom
