// What a query came to. As engine::result, but small: the texts of a failure exist only where there is one, since
// a query passes through many hands.
#pragma once

#include <engine/engine.hpp>

#include <memory>

namespace quoin::engine {

struct found {
    quoin_result outcome = QUOIN_PASS;
    value answer = {};                    ///< with QUOIN_VALUE
    std::unique_ptr<failure> error = {};  ///< with QUOIN_ERROR, and only then

    static found of(value answered) {
        found out;
        out.outcome = QUOIN_VALUE;
        out.answer = std::move(answered);
        return out;
    }
    static found of(failure why) {
        found out;
        out.outcome = QUOIN_ERROR;
        out.error = std::make_unique<failure>(std::move(why));
        return out;
    }
    found copy() const {
        found out;
        out.outcome = outcome;
        out.answer = answer;
        if (error) out.error = std::make_unique<failure>(*error);
        return out;
    }
    result whole() && {
        result out;
        out.outcome = outcome;
        out.answer = std::move(answer);
        if (error) out.error = std::move(*error);
        return out;
    }
};

}  // namespace quoin::engine
