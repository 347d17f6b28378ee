#include "requests_in_flight.hpp"

#include <quoin/json.hpp>

#include <vector>

namespace quoin::cli::rpc {

namespace {

/// "a" and "\\u0061" are one id. A number that no value holds is only equal to itself.
std::string key_of(std::string_view id) {
    try {
        return to_json(from_json(id));
    } catch (const error&) {
        return std::string(id);
    }
}

}  // namespace

std::stop_token requests_in_flight::ticket::cancelled() const {
    return of_->source.get_token();
}

void requests_in_flight::ticket::end() {
    const std::lock_guard lock(in_->mutex_);
    const auto [first, last] = in_->open_.equal_range(of_->id);
    for (auto at = first; at != last; ++at)
        if (at->second == of_) {
            in_->open_.erase(at);
            return;
        }
}

requests_in_flight::ticket requests_in_flight::begin(std::string_view id, const std::stop_token& with) {
    ticket out;
    out.in_ = this;
    out.of_ = std::make_shared<request>(with);
    if (id.empty()) return out;
    out.of_->id = key_of(id);
    const std::lock_guard lock(mutex_);
    open_.emplace(out.of_->id, out.of_);
    return out;
}

bool requests_in_flight::cancel(view id) {
    std::vector<std::shared_ptr<request>> found;
    {
        const std::lock_guard lock(mutex_);
        const auto [first, last] = open_.equal_range(to_json(id));
        for (auto at = first; at != last; ++at) found.push_back(at->second);
    }
    // Not under the lock: a stop may run what others hung on it.
    for (const auto& one : found) one->source.request_stop();
    return !found.empty();
}

}  // namespace quoin::cli::rpc
