// bulk_values.hpp - bulk data as typed arrays: in the value where they are small, else where they are.
#pragma once

#include <dicom/elements.hpp>
#include <dicom/naturalize.hpp>

namespace quoin::dicom {

/// Adds the typed array of `of`, whose representation is settled.
void add_bulk(quoin_builder* out, const data_set& in, const element& of, vr representation,
              const bulk_place& bulk);

}  // namespace quoin::dicom
