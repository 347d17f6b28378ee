// Providers that live in a plugin, behind the C ABI.
#pragma once

#include <engine/engine.hpp>

#include <memory>

namespace quoin::engine {

/// A registration as the descriptor gives it: id, types, priority, flags, texts. Reads only what struct_size
/// covers.
registration describe(const quoin_descriptor& from);

struct created {
    std::shared_ptr<provider> made;  ///< empty where create failed
    failure error;
};

/// Calls the plugin's create. `library` is kept as long as the provider lives (it keeps the code mapped).
created create_plugin_provider(engine& host, const quoin_plugin& plugin, const std::string& id,
                               const value& config, std::shared_ptr<void> library);

}  // namespace quoin::engine
