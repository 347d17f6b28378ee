#include <engine/callable_provider.hpp>

#include "services.hpp"

namespace quoin::engine {

namespace {

class callable_provider final : public provider {
 public:
    callable_provider(engine& host, const std::string& id, provider_function function)
        : host_(host, id), function_(std::move(function)) {}

    quoin_result get(quoin_call& raw, const quoin_request& asked, const quoin_value*& out) noexcept override {
        return quoin::detail::guarded(&host_.table, &raw, [&] {
            quoin::call services(&host_.table, &raw);
            answer found = function_(services, request(&asked));
            if (found.passed()) return QUOIN_PASS;
            out = found.held().release();
            return QUOIN_VALUE;
        });
    }
    quoin_result add(quoin_call&, const quoin_request&, const quoin_value*&) noexcept override {
        return QUOIN_PASS;
    }
    void clear(std::string_view, std::string_view) noexcept override {}

 private:
    services host_;
    provider_function function_;
};

}  // namespace

std::shared_ptr<provider> make_callable_provider(engine& host, const std::string& id,
                                                 provider_function function) {
    return std::make_shared<callable_provider>(host, id, std::move(function));
}

}  // namespace quoin::engine
