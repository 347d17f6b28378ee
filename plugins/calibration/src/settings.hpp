// settings.hpp - the `config` of the manifest.
#pragma once

#include <quoin/value.hpp>

#include <string>

namespace quoin::calibration {

struct settings {
    std::string file;  ///< absolute; empty: nothing outlives the process

    /// Throws error QUOIN_E_CONFIG.
    static settings from(view config);
};

}  // namespace quoin::calibration
