// A provider that holds facts: what is added for a subject, until it is cleared.
#pragma once

#include <engine/callable_provider.hpp>
#include <engine/engine.hpp>

#include <functional>
#include <memory>
#include <string>

namespace quoin::engine {

/// get is the function's; add and clear are told to the other two.
class fact_provider final : public provider {
 public:
    using taker = std::function<bool(std::string_view subject, view payload)>;
    using forgetter = std::function<void(std::string_view subject)>;

    fact_provider(engine& host, const std::string& id, provider_function get, taker take, forgetter forget)
        : asks_(make_callable_provider(host, id, std::move(get))),
          take_(std::move(take)),
          forget_(std::move(forget)) {}

    quoin_result get(quoin_call& call, const quoin_request& request,
                     const quoin_value*& out) noexcept override {
        return asks_->get(call, request, out);
    }
    quoin_result add(quoin_call&, const quoin_request& request, const quoin_value*&) noexcept override {
        return take_(to_view(request.subjects[0]), view(request.payload)) ? QUOIN_VALUE : QUOIN_PASS;
    }
    void clear(std::string_view, std::string_view subject) noexcept override { forget_(subject); }

 private:
    std::shared_ptr<provider> asks_;
    taker take_;
    forgetter forget_;
};

}  // namespace quoin::engine
