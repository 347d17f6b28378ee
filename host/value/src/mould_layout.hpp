// The block of an object of a mould.
#pragma once

#include "mould_pieces.hpp"

namespace quoin::tree {

// Bytes of the block of these members over a model.
std::uint64_t size_over_model(const pieces& of, chosen which) noexcept;

// An object of all members; null in `out` where it is not QUOIN_OK.
quoin_code lay_out(std::span<const mould_line> lines, const pieces& from, quoin_value** out) noexcept;

// The same of the members `which`, the others being those of the model: an object that was laid out whole, and has the
// same members.
quoin_code lay_out(std::span<const mould_line> lines, const pieces& from, chosen which,
                   const quoin_value* model, quoin_value** out) noexcept;

}  // namespace quoin::tree
