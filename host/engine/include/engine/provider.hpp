// A provider as the engine sees it, and how it stands in the chains.
#pragma once

#include <quoin/abi.h>
#include <quoin/ext/row.h>
#include <engine/call_counts.hpp>

#include <chrono>
#include <cstdint>
#include <limits>
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
    /// Whether get_row may answer several types at once. Always the same, any thread.
    virtual bool answers_rows() const noexcept { return false; }
    /// Of a type among those that the provider itself says it serves; -1 where it is none of them. Any thread.
    virtual std::int32_t place_of(std::string_view /*type*/) const noexcept { return -1; }
    /// As quoin_provider_row::get_row (quoin/ext/row.h). False: it broke the contract, and what it answered is not to be
    /// used. Only of a provider that is thread_safe.
    virtual bool get_row(quoin_call& /*call*/, quoin_row& /*asked*/) noexcept { return true; }
    virtual void clear(std::string_view type, std::string_view subject) noexcept = 0;
    /// Whether it is to stand in the chain of that type, which its registration has (quoin/ext/serves.h). Any thread.
    virtual bool serves(std::string_view /*type*/) const noexcept { return true; }
    /// As quoin_provider::get_extension: the provider's side of an extension, or null. Any thread.
    virtual const void* extension(std::string_view /*id*/) noexcept { return nullptr; }

    /// Counted by the engine. Goes with the provider: a new registration of it counts on.
    call_counter counter = {};
};

/// A number of the configuration and who gave it ("config/quoin.yaml:12", "descriptor", "--set").
struct priority {
    std::int32_t value = 0;
    std::string origin = "descriptor";

    bool operator==(const priority&) const = default;
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
    /// Place among those of equal priority: higher is asked first; at equal ranks the one registered later.
    /// Whoever swaps providers of a list while the host runs ranks them, so that their order is that of a
    /// host that starts with the list.
    std::uint64_t rank = std::numeric_limits<std::uint64_t>::max();

    const engine::priority& priority_for(std::string_view type) const {
        const auto own = priorities.find(type);
        return own == priorities.end() ? priority : own->second;
    }
    bool operator==(const registration&) const = default;
};

}  // namespace quoin::engine
