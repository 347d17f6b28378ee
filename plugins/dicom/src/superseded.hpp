// superseded.hpp - the same tag twice in one item: not allowed, but met.
#pragma once

#include <dicom/elements.hpp>

#include <cstddef>

namespace quoin::dicom {

/// Marks those of the elements from `first` to the end of the index, a level whose last entry was just read,
/// that come again later in the same level. Sorts: only for levels that are not in order.
void mark_superseded(data_set& in, std::size_t first);

}  // namespace quoin::dicom
