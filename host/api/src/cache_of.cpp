#include "cache_of.hpp"

namespace quoin::detail {

engine::cache_settings cache_of(const std::vector<loader::effective_setting>& settings) {
    engine::cache_settings out;
    for (const loader::effective_setting& one : settings) {
        if (one.key == "cache.max_bytes")
            out.max_bytes = static_cast<std::uint64_t>(one.value.as_int().value_or(0));
        else if (one.key == "cache.revalidate_ms")
            out.recheck = std::chrono::milliseconds(one.value.as_int().value_or(0));
        else if (one.key == "cache.verify")
            out.verify = one.value.as_bool().value_or(false);
    }
    return out;
}

}  // namespace quoin::detail
