#include "provider_listing.hpp"

#include <value/utf8_text.hpp>

#include <algorithm>

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
           const std::string& reason, const std::string& digest, const engine::call_counts& counts) {
    out.object().member("id", how.id).member("name", how.name).member("version", how.version);
    out.member("vendor", how.vendor)
        .member("description", how.description)
        .member("library", tree::as_utf8(how.library));
    out.member("priority", how.priority.value).member("priorityOrigin", tree::as_utf8(how.priority.origin));
    out.key("priorities").object();
    for (const auto& [type, stands] : how.priorities)
        out.key(type)
            .object()
            .member("priority", stands.value)
            .member("priorityOrigin", tree::as_utf8(stands.origin))
            .end();
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
    if (!digest.empty()) out.member("sha256", digest);
    out.member("calls", static_cast<std::int64_t>(counts.calls));
    out.member("errors", static_cast<std::int64_t>(counts.errors));
    out.member("ns", static_cast<std::int64_t>(counts.time.count()));
    out.end();
}

}  // namespace

value provider_listing(const host_state& of) {
    builder out;
    out.array();
    const auto loaded = of.plugins->now();
    const auto calls = of.asks.calls();
    for (const auto& [token, how] : of.asks.providers()) {
        const auto by_token = [which = token](const auto& one) { return one.first == which; };
        const auto counted = std::find_if(calls.begin(), calls.end(), by_token);
        const auto known = std::find_if(loaded->providers.begin(), loaded->providers.end(),
                                        [which = token](const auto& one) { return one.token == which; });
        const bool from_plugin = known != loaded->providers.end();
        write(out, how, loader::provider_state::active, from_plugin ? known->reason : std::string(),
              from_plugin ? known->digest : std::string(),
              counted == calls.end() ? engine::call_counts{} : counted->second);
    }
    for (const loader::loaded_provider& one : loaded->providers)
        if (one.state != loader::provider_state::active)
            write(out, one.how, one.state, one.reason, one.digest, {});
    return out.end().finish();
}

}  // namespace quoin::detail
