// Values as people read them: keys on the left, values on the right.
#pragma once

#include <quoin/value.hpp>

#include <string>

namespace quoin::cli {

/// Aligned rows of key and value, each behind `indent` blanks and ending in a line break. Objects within are
/// indented, arrays and small objects stand on one line; long typed arrays show how they begin, lazy ones
/// only their size. A value that is no object is one row without a key.
std::string to_table(view of, std::size_t indent = 0, bool colours = false);

}  // namespace quoin::cli
