// An engine with built plugins in it, loaded as the host loads them, above answers written as JSON.
#pragma once

#include <engine/callable_provider.hpp>
#include <engine/engine.hpp>
#include <engine/plugin_provider.hpp>
#include <files_of_engine.hpp>
#include <quoin/json.hpp>

#include <gtest/gtest.h>

#include <dlfcn.h>

#include <memory>
#include <string>

namespace quoin {

struct plugin_engine : testing::Test {
    engine::engine host{looking_at_files()};

    /// Adds every provider of the library with the priority it asks for and this configuration.
    void load(const char* library, std::string_view config = "{}") {
        ASSERT_EQ(why_refused(library, config), "");
    }
    /// load, and the reason where a provider does not want to be made. With an id, of that provider alone.
    std::string why_refused(const char* library, std::string_view config, std::string_view only = {}) {
        // As the host does it, never unloaded: a value may outlive its provider, and so may what a thread keeps.
        void* const opened = dlopen(library, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
        if (!opened) return dlerror();
        const std::shared_ptr<void> mapped(opened, [](void* handle) { dlclose(handle); });
        const auto entry = reinterpret_cast<const quoin_plugin* (*)()>(dlsym(opened, "quoin_entry_1"));
        if (!entry) return "no quoin_entry_1";
        const quoin_plugin& plugin = *entry();
        for (std::size_t i = 0; i < plugin.descriptor_count; ++i) {
            const quoin_descriptor& one = *plugin.descriptors[i];
            if (!only.empty() && only != to_view(one.id)) continue;
            const auto created = engine::create_plugin_provider(host, plugin, std::string(to_view(one.id)),
                                                                from_json(config), mapped);
            if (!created.made) return created.error.message;
            host.add_provider(engine::describe(one), created.made);
        }
        return {};
    }

    /// Answers a type for one subject, below everything else.
    void provide(const std::string& type, const std::string& subject, std::string_view json) {
        const value kept = from_json(json);
        engine::registration stands{.id = "test-" + type + "-" + subject,
                                    .types = {type},
                                    .priority = {-9000, "test"},
                                    .thread_safe = true};
        const std::string id = stands.id;
        host.add_provider(std::move(stands), engine::make_callable_provider(
                                                 host, id, [=](call&, const request& asked) -> answer {
                                                     if (asked.subject() != subject) return pass;
                                                     return kept;
                                                 }));
    }

    engine::result ask(const std::string& type, const std::string& subject) {
        return host.get({.type = type, .subjects = {subject}});
    }

    /// The answer as JSON; "(none)" or "(error: ..)" where there is none.
    std::string json(const std::string& type, const std::string& subject) {
        const engine::result found = ask(type, subject);
        if (found.outcome == QUOIN_PASS) return "(none)";
        if (found.outcome == QUOIN_ERROR) return "(error: " + found.error.message + ")";
        return to_json(found.answer);
    }

    /// Whether explain has a note with these words.
    bool notes(const std::string& type, const std::string& subject, std::string_view words) {
        return to_json(host.explain({.type = type, .subjects = {subject}})).find(words) != std::string::npos;
    }
};

}  // namespace quoin
