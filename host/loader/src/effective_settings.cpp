#include "effective_settings.hpp"

#include "tree_value.hpp"

namespace quoin::loader {

namespace {

class collector {
 public:
    std::vector<effective_setting> out;

    void plugins(const manifest& of) {
        builder folders;
        folders.array();
        for (const auto& folder : of.folders) folders.add(folder.value);
        add("plugins.folders", folders.end().finish(),
            of.folders.empty() ? "default" : of.folders.front().from.origin());
        add("plugins.unlisted", value::of(of.unlisted.value == unlisted_policy::load ? "load" : "ignore"),
            of.unlisted.from.origin());
        add("plugins.require_sha256", value::of(of.require_sha256.value), of.require_sha256.from.origin());
    }

    void cache(const cache_entry& of) {
        add("cache.max_bytes", value::of(of.max_bytes.value), of.max_bytes.from.origin());
        add("cache.revalidate_ms", value::of(of.revalidate_ms.value), of.revalidate_ms.from.origin());
        add("cache.verify", value::of(of.verify.value), of.verify.from.origin());
    }

    void provider(const planned_provider& one) {
        static const provider_entry nothing;
        const provider_entry& entry = one.entry ? *one.entry : nothing;
        const std::string id = one.how.id + ".";
        const std::string descriptor =
            one.from && one.from->card ? "descriptor of " + library_name(one.from->file) : "default";

        if (one.state != provider_state::active)
            add(id + "state", value::of(one.state == provider_state::disabled ? "disabled" : "refused"),
                one.reason);
        if (!one.how.library.empty())
            add(id + "library", value::of(one.how.library),
                entry.library ? entry.library->from.origin() : "found by id");
        add(id + "required", value::of(entry.required.value), entry.required.from.origin());
        add(id + "priority", value::of(one.how.priority.value), one.how.priority.origin);
        const std::string by_type = id + "priorities.";
        for (const auto& [type, given] : one.how.priorities)
            add(by_type + type, value::of(given.value), given.origin);
        add(id + "types", types_of(one.how), entry.types ? entry.types->from.origin() : descriptor);
        add(id + "on_error", value::of(entry.on_error.value == engine::error_policy::skip ? "skip" : "fail"),
            entry.on_error.from.origin());
        add(id + "timeout_ms", value::of(entry.timeout.value.count()), entry.timeout.from.origin());
        if (entry.sha256) add(id + "sha256", value::of(entry.sha256->value), entry.sha256->from.origin());
        config(id + "config", entry.config);
    }

 private:
    // null: asked for any type
    static value types_of(const engine::registration& how) {
        if (how.any_type) return value::null();
        builder types;
        types.array();
        for (const std::string& type : how.types) types.add(type);
        return types.end().finish();
    }
    void config(const std::string& key, const node& part) {
        if (part.is != node::kind::map || part.members.empty())
            return add(key, to_value(part), part.at.origin());
        const std::string inner = key + ".";
        for (const node& one : part.members) config(inner + one.key, one);
    }
    void add(std::string key, value what, std::string origin) {
        out.push_back({std::move(key), std::move(what), std::move(origin)});
    }
};

}  // namespace

std::vector<effective_setting> effective_settings(const manifest& of,
                                                  const std::vector<planned_provider>& providers) {
    collector all;
    all.plugins(of);
    all.cache(of.cache);
    for (const planned_provider& one : providers)
        if (!one.how.id.empty()) all.provider(one);
    return std::move(all.out);
}

}  // namespace quoin::loader
