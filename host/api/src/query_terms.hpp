// Queries, their terms and their failures: between the words of host.hpp and those of the engine.
#pragma once

#include <engine/engine.hpp>
#include <quoin/host.hpp>

namespace quoin::detail {

inline engine::query query_of(std::string_view type, std::span<const std::string> subjects, view options) {
    return {std::string(type), {subjects.begin(), subjects.end()}, value(options)};
}

/// The time begins now.
inline engine::terms terms_of(const query_terms& on) {
    engine::terms out;
    if (on.timeout.count() > 0) out.deadline = std::chrono::steady_clock::now() + on.timeout;
    out.cancel = on.cancel;
    return out;
}

inline query_error error_of(const engine::failure& why) {
    return {why.code, why.message, why.provider, why.type, why.subject};
}

/// As host::get_row.
void row_of(const engine::engine& asks, std::span<const std::string> types, std::string_view subject,
            std::span<query_result> results, const query_terms& on);
/// get, with whatever it throws as a failure. Throws bad_alloc where there is no memory for that either.
query_result result_of(const engine::engine& asks, const engine::query& what, const engine::terms& on);

}  // namespace quoin::detail
