// An engine with providers that hold facts, ask others, and count their calls.
#pragma once

#include "engine_fixture.hpp"
#include "fact_provider.hpp"

#include <map>

namespace quoin::engine {

inline const asked tracked{.tracked = true};

struct keeping : engine_fixture {
    std::map<std::string, int> calls;
    std::map<std::string, std::string> facts;

    /// A tracked provider that answers what it holds for the subject.
    engine::token holds(const std::string& id, const std::string& type, std::int32_t priority = 0) {
        registration stands;
        stands.id = id;
        stands.types = {type};
        stands.priority = {priority, "test"};
        stands.thread_safe = stands.tracked = true;
        return under_test.add_provider(
            std::move(stands),
            std::make_shared<fact_provider>(
                under_test, id,
                [this, id](call&, const request& r) -> answer {
                    ++calls[id];
                    const auto found = facts.find(id + std::string(r.subject()));
                    if (found == facts.end()) return pass;
                    return value::of(found->second);
                },
                [this, id](std::string_view subject, view payload) {
                    facts[id + std::string(subject)] = *payload.as_string();
                    return true;
                },
                [this, id](std::string_view subject) { facts.erase(id + std::string(subject)); }));
    }
    /// A tracked provider that asks another type of the same subject and adds its name.
    engine::token asks(const std::string& id, const std::string& type, const std::string& other,
                       asked how = tracked) {
        how.types = {type};
        return provide(
            id,
            [this, id, other](call& c, const request& r) -> answer {
                ++calls[id];
                const auto found = c.get(other, r.subject());
                if (!found) return pass;
                return value::of(id + "(" + std::string(*found->as_string()) + ")");
            },
            how);
    }
    void add(const std::string& type, const std::string& subject, const std::string& text) {
        ASSERT_EQ(under_test.add({.type = type, .subjects = {subject}}, value::of(text)).outcome,
                  QUOIN_VALUE);
    }
    int called(const std::string& id) { return std::exchange(calls[id], 0); }
};

}  // namespace quoin::engine
