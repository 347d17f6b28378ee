// What memory goes with a reference to a value.
#pragma once

#include <quoin/value.hpp>

#include <cstddef>

namespace quoin::tree {

struct holding {
    bool alone;  ///< nobody else refers to the tree, as far as it can be told of one that came out of a mould
    std::size_t bytes;  ///< that would be freed if this reference went: of its tree, and of trees that only
                        ///< this one refers to; 0 where it is not the only one
};

/// Bytes of the block that the value is in, whoever else refers to it: what a reference keeps from being freed, trees that
/// it refers to left out.
std::size_t block_bytes(view value) noexcept;

/// Of the tree that the value is in. Lazy arrays count what they read so far. Any thread; another thread that
/// copies or drops the value meanwhile makes it a figure of before or after.
holding holding_of(view value) noexcept;

}  // namespace quoin::tree
