#include "change_notices.hpp"

#include <utility>
#include <vector>

namespace quoin::cli {

std::string change_notice(const plugin_change& what) {
    builder out;
    out.object().member("jsonrpc", "2.0").member("method", "plugins_changed");
    out.key("params").object().member("taken", what.taken);
    const auto list = [&out](std::string_view name, const std::vector<std::string>& of) {
        out.key(name).array();
        for (const std::string& each : of) out.add(each);
        out.end();
    };
    list("added", what.added);
    list("removed", what.removed);
    list("changed", what.changed);
    list("problems", what.problems);
    return to_json(out.end().end().finish());
}

void change_notices::tell(const plugin_change& what) {
    const std::lock_guard lock(mutex_);
    if (sink_) sink_(change_notice(what));
}

void change_notices::listen(std::function<void(std::string notice)> sink) {
    const std::lock_guard lock(mutex_);
    sink_ = std::move(sink);
}

}  // namespace quoin::cli
