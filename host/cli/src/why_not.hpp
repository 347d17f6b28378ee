// Why a provider did not answer a query.
#pragma once

#include <quoin/value.hpp>

#include <string>
#include <string_view>

namespace quoin::cli {

struct why_not {
    std::string provider;
    /// A word for programs: answered, overruled, passed, failed, timed_out,
    /// cancelled, skipped, below, not_reached, not_served, disabled, refused,
    /// not_in_chain, unknown (docs/command-line.md).
    std::string_view reason;
    std::string sentence;  ///< for people, without a line break
};

/// trace: of host::explain; providers: host::providers.
why_not explain_why_not(view trace, view providers, std::string_view provider);

/// {"provider":..,"reason":..,"sentence":..}
value to_value(const why_not& of);

}  // namespace quoin::cli
