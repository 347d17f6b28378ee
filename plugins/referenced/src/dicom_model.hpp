// dicom_model.hpp - an object of attributes in the DICOM JSON model, to be stored or sent.
#pragma once

#include <quoin/value.hpp>

namespace quoin::referenced {

/// PS3.18 annex F: attributes in the order of their tags, bulk data inline, group 0002 left out (F.2). Throws
/// QUOIN_E_INVALID where a member is no keyword of the dictionary.
value dicom_json_of(view attributes);

}  // namespace quoin::referenced
