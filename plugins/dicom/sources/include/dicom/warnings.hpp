// dicom/warnings.hpp - what was tolerated in an object, as type `warnings` answers it.
#pragma once

#include <dicom/finding.hpp>
#include <quoin/quoin.hpp>

#include <string_view>

namespace quoin::dicom {

/// Array of {offset, tag, what}: byte of the file (of the inflated data set where that is deflated, of the
/// text for JSON), tag as eight hex digits or null, one line. Where more was tolerated than is kept, a last
/// one without offset and tag counts the rest. Nothing tolerated: an empty array.
value warnings_of(const findings& tolerated);

/// Says the same in `explain` and, of that subject, in the log.
void tell(const findings& tolerated, std::string_view subject, call& services, const quoin_host* host);

}  // namespace quoin::dicom
