// A provider whose answers rest on a file outside, and are the first number of its stamp.
#pragma once

#include <engine/engine.hpp>

namespace quoin::engine {

class file_reader final : public provider {
 public:
    /// Of the file that the probe of the engine finds as `now`, which outlives it.
    explicit file_reader(const fact_stamp& now) : now_(now) {}
    quoin_result get(quoin_call& call, const quoin_request&, const quoin_value*& out) noexcept override {
        engine::rests_on(call, "/images/one.dcm", now_);
        out = value::of(static_cast<std::int64_t>(now_[0])).release();
        return QUOIN_VALUE;
    }
    quoin_result add(quoin_call&, const quoin_request&, const quoin_value*&) noexcept override {
        return QUOIN_PASS;
    }
    void clear(std::string_view, std::string_view) noexcept override {}

 private:
    const fact_stamp& now_;
};

}  // namespace quoin::engine
