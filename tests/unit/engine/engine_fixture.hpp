// An engine with callables for providers: the shortest way to say who answers what.
#pragma once

#include <engine/callable_provider.hpp>
#include <engine/engine.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace quoin::engine {

struct asked {
    std::int32_t priority = 0;
    std::vector<std::string> types = {"t"};
    error_policy on_error = error_policy::fail;
    std::chrono::milliseconds timeout{0};
    bool thread_safe = true;
    bool tracked = false;
};

struct engine_fixture : testing::Test {
    engine under_test{options{.max_depth = 16}};

    engine::token provide(const std::string& id, provider_function function, const asked& how = {}) {
        registration stands;
        stands.id = id;
        stands.types = how.types;
        stands.any_type = how.types.empty();
        stands.priority = {how.priority, "test"};
        stands.on_error = how.on_error;
        stands.timeout = how.timeout;
        stands.thread_safe = how.thread_safe;
        stands.tracked = how.tracked;
        return under_test.add_provider(std::move(stands),
                                       make_callable_provider(under_test, id, std::move(function)));
    }
    engine::token answers(const std::string& id, const std::string& text, const asked& how = {}) {
        return provide(
            id, [text](call&, const request&) -> answer { return value::of(text); }, how);
    }
    engine::token passes(const std::string& id, const asked& how = {}) {
        return provide(
            id, [](call&, const request&) -> answer { return pass; }, how);
    }

    result get(const std::string& type, const std::vector<std::string>& subjects = {"s"},
               const terms& on = {}) {
        return under_test.get({.type = type, .subjects = subjects}, on);
    }
    /// A deadline that a provider is asked before, on a busy machine too, and that passes while it waits for it.
    static std::chrono::steady_clock::time_point time_to_be_asked() {
        return std::chrono::steady_clock::now() + std::chrono::milliseconds(300);
    }
    /// The answer as text; "(none)" and "(error CODE)" for the other outcomes.
    std::string text(const std::string& type = "t", const std::vector<std::string>& subjects = {"s"}) {
        const result found = get(type, subjects);
        if (found.outcome == QUOIN_PASS) return "(none)";
        if (found.outcome == QUOIN_ERROR) return "(error " + std::string(code_name(found.error.code)) + ")";
        return std::string(found.answer.as_string().value_or("(no text)"));
    }
};

}  // namespace quoin::engine
