// The methods of `quoin run`, as a table.
#pragma once

#include "requests_in_flight.hpp"
#include "rpc_message.hpp"
#include "rpc_params.hpp"
#include "rpc_subscriptions.hpp"

#include <quoin/host.hpp>

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace quoin::cli::rpc {

/// How a request stands to those around it.
enum class ordering {
    at_once,  ///< runs when it is read, before what is queued, and does not take long
    free,     ///< runs beside others
    barrier,  ///< those before are finished first, those after wait
    last      ///< a barrier, and nothing is read after it
};

/// What a method works on.
struct scene {
    host& on;
    requests_in_flight& running;
    subscriptions& watched;
    std::function<void()>& after_reply;  ///< what a method wants done when its reply was written
};

struct method {
    std::string_view name;
    param_rules params;
    ordering order;
    /// JSON of the result. Throws error where the query fails.
    std::string (*perform)(const scene& in, const query_params& with, const std::stop_token& cancel);
};

/// Null where there is none of that name.
const method* find_method(std::string_view name) noexcept;

/// Names of all, for the message to who asked for another: "get, first_of, ..".
std::string method_names();

/// perform, unless it was cancelled before; with whatever it throws as a fault. JSON of the result, or the
/// fault. Never throws but bad_alloc.
struct outcome {
    std::string result;
    std::optional<fault> failed;
};
outcome perform(const method& what, const scene& in, const query_params& with, const std::stop_token& cancel);

}  // namespace quoin::cli::rpc
