// Members of many objects at once.
#pragma once

#include <quoin/abi.h>

#include <cstddef>

namespace quoin::tree {

// What quoin_values::scan promises: by the object's source where it can, else through the values.
quoin_code scan(const quoin_value* object, quoin_str name, const quoin_key* key, const quoin_wanted* wanted,
                std::size_t count, const quoin_listener& to) noexcept;

}  // namespace quoin::tree
