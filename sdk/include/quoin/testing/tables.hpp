// quoin/testing/tables.hpp - values in a program that has no host: including this makes quoin::value and
// quoin::builder work.
#pragma once

#include <quoin/value.hpp>

#ifdef QUOIN_HOST_SIDE
namespace quoin::testing {
inline const quoin_values& plain_values() noexcept {
    return quoin::detail::values();
}
inline const quoin_build& plain_build() noexcept {
    return quoin::detail::build();
}
}  // namespace quoin::testing
#else
#include <quoin/testing/building.hpp>

namespace quoin::testing {

/// Initialised before anything that stands behind the #include.
inline const bool tables_are_set = quoin::detail::tables.set(&plain_values(), &plain_build());

}  // namespace quoin::testing
#endif
