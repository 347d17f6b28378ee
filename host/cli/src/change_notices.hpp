// Changes of plugins while `quoin run` runs, as JSON-RPC notifications.
#pragma once

#include <quoin/host.hpp>

#include <functional>
#include <mutex>
#include <string>

namespace quoin::cli {

/// {"jsonrpc":"2.0","method":"plugins_changed","params":{..}}, without a line break.
std::string change_notice(const plugin_change& what);

/// Between the host, which is made first, and the conversation, which has somewhere to tell it. Any thread.
class change_notices {
 public:
    void tell(const plugin_change& what);
    /// From now on changes go to `sink`; an empty one: to nobody. When it returns, the old one is not
    /// running.
    void listen(std::function<void(std::string notice)> sink);

 private:
    std::mutex mutex_;
    std::function<void(std::string)> sink_;
};

}  // namespace quoin::cli
