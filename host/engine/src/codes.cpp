#include <engine/engine.hpp>

#include <array>

namespace quoin::engine {

std::string_view code_name(quoin_code code) noexcept {
    static constexpr std::array<std::string_view, 15> names{
        "ok",    "failed", "invalid", "not_found", "denied", "io",    "format", "unsupported",
        "limit", "memory", "timeout", "cancelled", "cycle",  "stale", "config"};
    const auto index = static_cast<std::size_t>(code);
    return code >= 0 && index < names.size() ? names[index] : "failed";
}

}  // namespace quoin::engine
