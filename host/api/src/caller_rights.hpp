// The host's side of quoin/ext/caller.h.
#pragma once

#include <quoin/ext/caller.h>

namespace quoin::detail {

/// The extension table of a host that works with, or without, its caller's rights. Static.
const quoin_host_caller* caller_rights(bool granted) noexcept;

}  // namespace quoin::detail
