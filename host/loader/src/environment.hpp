// What the environment says about plugins: the way out when a manifest cannot be changed.
#pragma once

#include <loader/tree.hpp>

#include <string>
#include <vector>

namespace quoin::loader {

struct environment {
    std::vector<std::string> disabled = {};  ///< QUOIN_DISABLE=id,id
    bool safe_mode = false;                  ///< QUOIN_SAFE_MODE=1: built-in plugins only

    bool disables(std::string_view id) const;
};

/// Reads QUOIN_DISABLE and QUOIN_SAFE_MODE. Not while another thread changes the environment.
environment read_environment(faults& wrong);

}  // namespace quoin::loader
