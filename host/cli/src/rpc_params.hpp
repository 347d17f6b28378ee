// The params of the methods, read strictly: what is not known or of the wrong kind is named.
#pragma once

#include "rpc_message.hpp"

#include <chrono>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::cli::rpc {

/// Names of params, as a set.
enum param : unsigned {
    no_params = 0,
    type_param = 1U << 0U,
    subjects_param = 1U << 1U,
    options_param = 1U << 2U,
    payload_param = 1U << 3U,
    timeout_param = 1U << 4U,
    show_values_param = 1U << 5U,
    types_param = 1U << 6U,
    id_param = 1U << 7U,
    why_not_param = 1U << 8U,
    subscription_param = 1U << 9U
};

/// Which params a method takes, and which it cannot do without.
struct param_rules {
    unsigned taken = no_params;
    unsigned needed = no_params;
};

struct query_params {
    std::string type;
    std::vector<std::string> types = {};
    std::vector<std::string> subjects = {};
    value options = {};
    value payload = {};
    std::chrono::milliseconds timeout{0};
    bool show_values = false;
    std::string why_not = {};  ///< a provider
    std::int64_t subscription = 0;
    value id = {};  ///< of a request: a string, a number or null
};

inline constexpr std::int64_t longest_timeout_ms = 24LL * 60 * 60 * 1000;

/// Throws fault (invalid_params).
query_params read_params(std::string_view method, const param_rules& rules, view params);

}  // namespace quoin::cli::rpc
