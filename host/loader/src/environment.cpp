#include "environment.hpp"

#include "printable.hpp"

#include <algorithm>
#include <cstdlib>

namespace quoin::loader {

bool environment::disables(std::string_view id) const {
    return std::find(disabled.begin(), disabled.end(), id) != disabled.end();
}

environment read_environment(faults& wrong) {
    environment out;
    const auto variable = [](const char* name) {
        const char* const found = std::getenv(name);
        return std::string_view(found ? found : "");
    };
    for (std::string_view rest = variable("QUOIN_DISABLE"); !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        std::string_view id = rest.substr(0, comma);
        while (id.starts_with(' ')) id.remove_prefix(1);
        while (id.ends_with(' ')) id.remove_suffix(1);
        if (!id.empty() && !out.disables(id)) out.disabled.emplace_back(id);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    const std::string_view safe_mode = variable("QUOIN_SAFE_MODE");
    out.safe_mode = safe_mode == "1";
    // Who mistypes the emergency switch must not believe that it is on.
    if (!safe_mode.empty() && safe_mode != "0" && safe_mode != "1")
        wrong.push_back({{"environment QUOIN_SAFE_MODE"},
                         "expected 1 or 0, found " + in_quotes(safe_mode) + "; set it to 1, or unset it"});
    return out;
}

}  // namespace quoin::loader
