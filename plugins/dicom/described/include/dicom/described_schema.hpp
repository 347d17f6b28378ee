// dicom/described_schema.hpp - the JSON Schema (2020-12) of an answer, made of what its provider says of it for
// `quoin types`: one table for both.
#pragma once

#include <quoin/quoin.hpp>
#include <quoin/type_info.hpp>

namespace quoin::dicom {

/// Field names may lead into objects and arrays of them: "displaySets[].imageIds". A kind that ends in '?' may be
/// null too. A field "*" says that there are members that are not described: its object is open. "object" and "object[]" without fields of their own, and "any", are left open; everything else is
/// closed. Typed arrays are written as JSON has them: an array of numbers, or {"InlineBinary"} and
/// {"BulkDataURI"}.
value schema_of(const type_info& described);

/// What `moduleSchema` answers for that name, pass where nothing of it is described.
answer schema_of(std::span<const type_info> described, std::string_view type);

}  // namespace quoin::dicom
