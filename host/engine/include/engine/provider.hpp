// A provider as the engine sees it, and how it stands in the chains.
#pragma once

#include <quoin/abi.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::engine {

/// What the engine asks: a plugin's provider (plugin_provider.hpp) or a C++ callable (callable_provider.hpp).
/// Functions run on several threads at once if the registration says thread_safe, else in the serial lane.
class provider {
 public:
    provider() = default;
    provider(const provider&) = delete;
    provider& operator=(const provider&) = delete;
    virtual ~provider() = default;

    /// As quoin_provider::get and ::add of abi.h: *out (own) on QUOIN_VALUE. Must not throw.
    virtual quoin_result get(quoin_call& call, const quoin_request& request,
                             const quoin_value*& out) noexcept = 0;
    virtual quoin_result add(quoin_call& call, const quoin_request& request,
                             const quoin_value*& out) noexcept = 0;
    virtual void clear(std::string_view type, std::string_view subject) noexcept = 0;
};

/// A number of the configuration and who gave it ("config/quoin.yaml:12", "descriptor", "--set").
struct priority {
    std::int32_t value = 0;
    std::string origin = "descriptor";
};

enum class error_policy { fail, skip };

/// How one provider stands in the chains, and what people are told of it.
struct registration {
    std::string id = {};
    std::vector<std::string> types = {};  ///< what it serves; ignored where any_type
    bool any_type = false;
    engine::priority priority = {};
    std::map<std::string, engine::priority, std::less<>> priorities = {};  ///< for single types
    error_policy on_error = error_policy::fail;
    std::chrono::milliseconds timeout{0};  ///< of one call; 0: none of its own
    bool thread_safe = false;
    bool tracked = false;
    bool blocking = false;
    std::string name = {}, version = {}, vendor = {}, description = {};  ///< for people
    std::string library = {};                                            ///< path; empty for a callable

    const engine::priority& priority_for(std::string_view type) const {
        const auto own = priorities.find(type);
        return own == priorities.end() ? priority : own->second;
    }
};

}  // namespace quoin::engine
