// settings.hpp - the `config` of the manifest: which types are kept, and how their subjects are meant.
#pragma once

#include <quoin/value.hpp>

#include <cstdint>
#include <map>
#include <string>

namespace quoin::memory_store {

enum class subjects : std::uint8_t {
    one,    ///< a fact of exactly that subject
    first,  ///< of several subjects, the first that has a fact
    pair,   ///< a matrix from the second subject to the first; the other way round its inverse
};

struct settings {
    /// Unless `types` of the config says more or others.
    std::map<std::string, subjects, std::less<>> types{{"genericViewportDisplaySet", subjects::one},
                                                       {"imageRetrieveConfiguration", subjects::first},
                                                       {"spatialRegistrationModule", subjects::pair}};

    /// Throws error QUOIN_E_CONFIG.
    static settings from(view config);
};

}  // namespace quoin::memory_store
