// module_schema.hpp - the table as JSON Schema 2020-12.
#pragma once

#include <dicom/module.hpp>

namespace quoin::dicom {

/// The schema that every answer of the module validates against, written as JSON: bytes are {"InlineBinary"}
/// or
/// {"BulkDataURI"}.
value schema_of(const metadata_module& module);

}  // namespace quoin::dicom
