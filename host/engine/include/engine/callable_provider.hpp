// C++ callables as providers, without a plugin around them.
#pragma once

#include <engine/engine.hpp>
#include <quoin/quoin.hpp>

#include <functional>
#include <memory>

namespace quoin::engine {

using provider_function = std::function<answer(call&, const request&)>;

/// A provider that asks the function. What the function throws becomes the error of the query. It takes no
/// facts.
std::shared_ptr<provider> make_callable_provider(engine& host, const std::string& id,
                                                 provider_function function);

}  // namespace quoin::engine
