// written_metadata.hpp - what somebody wrote about files: attributes by keyword, or by module.
//
//   PatientID: "7"                        an attribute
//   PixelSpacing: [0.1, 0.1]
//   patientModule: { patientName: Doe^Jane }              the same by module, in its names
//   modules: { imagePlaneModule: { rowPixelSpacing: .. } } or all modules in one place
//
// A folder's metadata.yaml is a list of such entries, each for the files whose name it matches; a later entry goes before
// an earlier one.
//
//   files:
//     - match: ["*.png", "*.jpg"]
//       Modality: XC
#pragma once

#include <quoin/value.hpp>

#include <map>
#include <string>
#include <string_view>

namespace quoin::sidecar {

/// Attributes by keyword, as naturalized has them.
using attributes = std::map<std::string, value, std::less<>>;

/// JSON where the name ends in .json, else YAML. Throws quoin::error QUOIN_E_FORMAT that begins with the name.
value read_written(std::string_view text, std::string_view name);

/// Puts what an entry says in the place of what is there. Throws quoin::error QUOIN_E_FORMAT that begins with the name: an
/// unknown key, a member of a module that is no attribute, a value that cannot be one.
void take_entry(view entry, std::string_view name, attributes& out);

/// The entries of a metadata.yaml that match the file; whether there was one.
bool take_folder_entries(view written, std::string_view name, std::string_view file, attributes& out);

}  // namespace quoin::sidecar
