// A provider that answers several types in one call (quoin/ext/row.h), said by two functions.
#pragma once

#include <engine/callable_provider.hpp>
#include <engine/engine.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace quoin::engine {

class row_provider : public provider {
 public:
    /// False: it broke the contract. What it throws ends the row.
    using row_function = std::function<bool(call&, quoin_row&)>;

    row_provider(engine& host, const std::string& id, std::vector<std::string> types, provider_function get,
                 row_function get_row)
        : types_(std::move(types)),
          get_(make_callable_provider(host, id, std::move(get))),
          get_row_(make_callable_provider(host, id, [function = std::move(get_row)](call& c, const request&) {
              row_on_its_way& now = *asked_now();
              now.is_good = function(c, now.asked);
              return answer(pass);
          })) {}

    quoin_result get(quoin_call& call, const quoin_request& request,
                     const quoin_value*& out) noexcept override {
        return get_->get(call, request, out);
    }
    quoin_result add(quoin_call&, const quoin_request&, const quoin_value*&) noexcept override {
        return QUOIN_PASS;
    }
    void clear(std::string_view, std::string_view) noexcept override {}
    bool answers_rows() const noexcept override { return true; }
    std::int32_t place_of(std::string_view type) const noexcept override {
        const auto found = std::ranges::find(types_, type);
        return found == types_.end() ? -1 : static_cast<std::int32_t>(found - types_.begin());
    }
    bool get_row(quoin_call& call, quoin_row& asked) noexcept override {
        // A function that asks the host may come here again.
        row_on_its_way now{asked};
        row_on_its_way* const outer = std::exchange(asked_now(), &now);
        quoin_request none{};
        none.struct_size = sizeof none;
        const quoin_value* nothing = nullptr;
        get_row_->get(call, none, nothing);
        asked_now() = outer;
        return now.is_good;
    }

 private:
    struct row_on_its_way {
        quoin_row& asked;
        bool is_good = true;
    };
    static row_on_its_way*& asked_now() noexcept {
        static thread_local row_on_its_way* now = nullptr;
        return now;
    }

    std::vector<std::string> types_;
    std::shared_ptr<provider> get_, get_row_;
};

}  // namespace quoin::engine
