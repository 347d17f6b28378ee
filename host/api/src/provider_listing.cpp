#include "provider_listing.hpp"

namespace quoin::detail {

namespace {

const char* name_of(loader::provider_state state) {
    switch (state) {
        case loader::provider_state::active:
            return "active";
        case loader::provider_state::disabled:
            return "disabled";
        case loader::provider_state::refused:
            break;
    }
    return "refused";
}

void write(builder& out, const engine::registration& how, loader::provider_state state,
           const std::string& reason) {
    out.object().member("id", how.id).member("name", how.name).member("version", how.version);
    out.member("vendor", how.vendor).member("description", how.description).member("library", how.library);
    out.member("priority", how.priority.value).member("priorityOrigin", how.priority.origin);
    out.key("priorities").object();
    for (const auto& [type, stands] : how.priorities)
        out.key(type).object().member("priority", stands.value).member("priorityOrigin", stands.origin).end();
    out.end();
    if (how.any_type) {
        out.key("types").null();
    } else {
        out.key("types").array();
        for (const std::string& type : how.types) out.add(type);
        out.end();
    }
    out.member("threadSafe", how.thread_safe).member("tracked", how.tracked).member("blocking", how.blocking);
    out.member("onError", how.on_error == engine::error_policy::skip ? "skip" : "fail");
    out.member("timeoutMs", how.timeout.count());
    out.member("state", name_of(state));
    if (!reason.empty()) out.member("reason", reason);
    out.end();
}

}  // namespace

value provider_listing(const host_state& of) {
    builder out;
    out.array();
    for (const auto& [token, how] : of.asks.providers()) write(out, how, loader::provider_state::active, {});
    for (const loader::loaded_provider& one : of.plugins.providers)
        if (one.state != loader::provider_state::active) write(out, one.how, one.state, one.reason);
    return out.end().finish();
}

}  // namespace quoin::detail
