#include "settings.hpp"

namespace quoin::calibration {

settings settings::from(view config) {
    settings out;
    for (std::size_t i = 0; i < config.size(); ++i) {
        const auto [name, given] = config.member(i);
        if (name != "file")
            throw error(QUOIN_E_CONFIG, "unknown key '" + std::string(name) + "' (file is the only one)");
        const auto path = given.as_string();
        if (!path || !path->starts_with('/') || path->find('\0') != std::string_view::npos)
            throw error(QUOIN_E_CONFIG,
                        "file: an absolute path is expected, as /etc/quoin/calibrations.yaml");
        out.file = *path;
    }
    return out;
}

}  // namespace quoin::calibration
